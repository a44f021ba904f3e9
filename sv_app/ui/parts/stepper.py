"""A value with a button on each side: one less, one more."""

import flet as ft

from sv_app.ui.parts.buttons import Act, icon_button
from sv_app.ui.parts.words import live
from sv_app.ui.services import Services
from sv_app.ui.theme import RADIUS, Line, Size, Space


def stepper(
    services: Services, value: str, less: tuple[str, Act], more: tuple[str, Act]
) -> ft.Container:
    """`value`, said anew as it changes, between the words and acts of both buttons."""
    shown = live(value, size=Size.LEAD, align=ft.TextAlign.CENTER)
    words = ft.Container(shown, expand=True, alignment=ft.Alignment.CENTER)
    minus, plus = icon_button(ft.Icons.REMOVE, *less), icon_button(ft.Icons.ADD, *more)
    row = ft.Row([minus, words, plus], spacing=Space.SMALL)
    apart = ft.Row([minus, plus], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    return ft.Container(
        ft.Column([ft.Row([words]), apart], tight=True) if services.cramped else row,
        padding=Space.HAIR,
        border_radius=RADIUS,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOWEST,
        border=ft.Border.all(Line.HAIR, ft.Colors.OUTLINE_VARIANT),
    )
