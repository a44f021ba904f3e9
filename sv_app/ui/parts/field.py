"""A field to write in, as tall as a button."""

from collections.abc import Callable

import flet as ft

from sv_app.ui.theme import RADIUS, REGULAR, Size


def search_field(label: str, hint: str, write: Callable[[str], None]) -> ft.TextField:
    """A line to search with; `write` is called at each letter."""
    return ft.TextField(
        label=label,
        hint_text=hint,
        prefix_icon=ft.Icons.SEARCH,
        autofocus=True,
        autocorrect=False,
        border=ft.OutlineInputBorder(border_radius=RADIUS),
        text_style=_style(Size.LEAD),
        label_style=_style(Size.BODY),
        hint_style=_style(Size.BODY),
        on_change=lambda event: write(event.control.value),
    )


def line_field(label: str, value: str, write: Callable[[str], None]) -> ft.TextField:
    """A line to fill in; `write` is called at each letter."""
    return ft.TextField(
        value=value,
        label=label,
        border=ft.OutlineInputBorder(border_radius=RADIUS),
        text_style=_style(Size.BODY),
        label_style=_style(Size.BODY),
        on_change=lambda event: write(event.control.value),
    )


def _style(size: int) -> ft.TextStyle:
    return ft.TextStyle(size=size, font_family=REGULAR)
