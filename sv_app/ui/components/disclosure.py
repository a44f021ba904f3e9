"""A heading that opens and closes what is under it."""

from collections.abc import Callable

import flet as ft

from sv_app.ui.components.buttons import button_style_with_ring
from sv_app.ui.components.cards import card
from sv_app.ui.components.typography import bold
from sv_app.ui.theme import RADIUS, Space


def disclosure(
    words: str,
    opened: bool,
    toggle: Callable[[], None],
    controls: list[ft.Control],
    level: int = 2,
    framed: bool = True,
) -> ft.Column:
    """A heading of `level` that shows `controls` while `opened`; a screen reader says which.

    It is a button, which the keyboard reaches and presses like any other. `framed` controls are in
    a card.
    """
    chevron = ft.Icon(
        ft.Icons.EXPAND_LESS if opened else ft.Icons.EXPAND_MORE, color=ft.Colors.PRIMARY
    )
    row = ft.Row([ft.Container(bold(words), expand=True), chevron], spacing=Space.SMALL)
    style = button_style_with_ring(
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=Space.BASE,
        color=ft.Colors.ON_SURFACE,
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        visual_density=ft.VisualDensity.STANDARD,
    )
    button = ft.TextButton(row, style=style, on_click=toggle)
    state = ft.MergeSemantics(ft.Semantics(button=True, expanded=opened, content=button))
    # A container: the heading is a node of its own, around the node of the button.
    head = ft.Semantics(header=True, heading_level=level, container=True, content=state)
    stretch = ft.CrossAxisAlignment.STRETCH
    return ft.Column(
        [head, *(([card(controls)] if framed else controls) if opened else [])],
        spacing=Space.MEDIUM,
        tight=True,
        horizontal_alignment=stretch,
    )
