"""A value with a button on each side: one less, one more."""

import flet as ft

from sv_app.ui.parts.buttons import Act, icon_button
from sv_app.ui.parts.words import live
from sv_app.ui.theme import RADIUS, Line, Size, Space


def stepper(value: str, less: tuple[str, Act], more: tuple[str, Act]) -> ft.Container:
    """`value`, said anew as it changes, between the words and acts of both buttons."""
    shown = live(value, size=Size.LEAD, align=ft.TextAlign.CENTER)
    words = ft.Container(shown, expand=True, alignment=ft.Alignment.CENTER)
    row = ft.Row(
        [icon_button(ft.Icons.REMOVE, *less), words, icon_button(ft.Icons.ADD, *more)],
        spacing=Space.SMALL,
    )
    return ft.Container(
        row,
        padding=Space.HAIR,
        border_radius=RADIUS,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOWEST,
        border=ft.Border.all(Line.HAIR, ft.Colors.OUTLINE_VARIANT),
    )
