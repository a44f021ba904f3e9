"""The decoy screen: a table of temperatures, which does not reveal what the app is."""

from collections.abc import Callable

import flet as ft

from sv_app.ui.components.typography import text
from sv_app.ui.theme import Space

TENTHS = range(350, 421, 5)
"""Tenths of a degree Celsius: 35 to 42 °C, in steps of half a degree."""


def show_decoy_screen(page: ft.Page, lock: Callable[[], None]) -> None:
    """Call `lock`, then replace all views; only opening the app again leads back to the app."""
    lock()
    rows: list[ft.Control] = [_row(f"{t / 10:.1f} °C", f"{t * 0.18 + 32:.1f} °F") for t in TENTHS]
    table = ft.Column(rows, spacing=Space.MEDIUM, scroll=ft.ScrollMode.AUTO)
    page.title = ""
    page.views = [ft.View(controls=[ft.SafeArea(table, expand=True)], padding=Space.LARGE)]
    page.update()


def _row(*cells: str) -> ft.Row:
    return ft.Row([text(cell) for cell in cells], spacing=Space.HUGE)
