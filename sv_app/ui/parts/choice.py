"""One answer among several, large enough for a shaking thumb."""

import flet as ft

from sv_app.ui.parts.buttons import Act
from sv_app.ui.theme import RADIUS, REGULAR, Size, Space


def choice(words: str, chosen: bool, act: Act) -> ft.MergeSemantics:
    """A button that shows whether it is the answer, by icon, border and colour."""
    icon = ft.Icons.RADIO_BUTTON_CHECKED if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED
    button = ft.OutlinedButton(words, icon=icon, style=_style(chosen), on_click=act, expand=True)
    return ft.MergeSemantics(ft.Semantics(selected=chosen, content=ft.Row([button])))


def _style(chosen: bool) -> ft.ButtonStyle:
    edge = ft.BorderSide(2 if chosen else 1, ft.Colors.PRIMARY if chosen else ft.Colors.OUTLINE)
    return ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        side=edge,
        padding=ft.Padding.all(Space.BASE + Space.HAIR),
        alignment=ft.Alignment.CENTER_LEFT,
        text_style=ft.TextStyle(size=Size.LEAD, font_family=REGULAR),
        icon_size=Size.ICON,
        color=ft.Colors.ON_PRIMARY_CONTAINER if chosen else ft.Colors.ON_SURFACE,
        bgcolor=ft.Colors.PRIMARY_CONTAINER if chosen else ft.Colors.SURFACE_CONTAINER_LOWEST,
        visual_density=ft.VisualDensity.STANDARD,
    )
