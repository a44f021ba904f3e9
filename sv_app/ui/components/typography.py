"""Texts and headings, with what a screen reader needs to know of them."""

from collections.abc import Iterable

import flet as ft

from sv_app.ui.components.semantics import Role, with_role
from sv_app.ui.theme import BOLD, BULLET, LINE_HEIGHT, REGULAR, Size, Space


def text(
    words: str,
    size: int = Size.BODY,
    color: str = ft.Colors.ON_SURFACE,
    font: str = REGULAR,
    align: ft.TextAlign = ft.TextAlign.START,
) -> ft.Text:
    """A paragraph."""
    style = ft.TextStyle(size=size, height=LINE_HEIGHT, font_family=font, color=color)
    return ft.Text(words, style=style, text_align=align)


def muted(words: str, size: int = Size.BODY) -> ft.Text:
    """A paragraph that matters less."""
    return text(words, size, ft.Colors.ON_SURFACE_VARIANT)


def bold(words: str, size: int = Size.BODY, color: str = ft.Colors.ON_SURFACE) -> ft.Text:
    """A line that names what follows."""
    return text(words, size, color, BOLD)


def title(words: str) -> ft.Semantics:
    """The screen's only first-level heading."""
    return _heading(words, 1, Size.TITLE, ft.Colors.ON_SURFACE)


def small_title(words: str) -> ft.Semantics:
    """The first-level heading of a screen that has larger words to show."""
    return _heading(words, 1, Size.BODY, ft.Colors.ON_SURFACE_VARIANT)


def heading(words: str, color: str = ft.Colors.ON_SURFACE) -> ft.Semantics:
    """A second-level heading."""
    return _heading(words, 2, Size.HEADING, color)


def subheading(words: str, color: str = ft.Colors.ON_SURFACE) -> ft.Semantics:
    """A third-level heading."""
    return _heading(words, 3, Size.BODY, color)


def _heading(words: str, level: int, size: int, color: str) -> ft.Semantics:
    return ft.Semantics(header=True, heading_level=level, content=bold(words, size, color))


def live_region(
    words: str,
    color: str = ft.Colors.ON_SURFACE,
    size: int = Size.BODY,
    align: ft.TextAlign = ft.TextAlign.START,
) -> ft.Semantics:
    """A sentence a screen reader says when it appears."""
    return ft.Semantics(live_region=True, content=text(words, size, color, BOLD, align))


def said_aloud(words: str, color: str = ft.Colors.ON_SURFACE) -> list[ft.Control]:
    """What has come of what one did, when there is something to say."""
    said = live_region(words, color)
    # What follows it stays what it was, and where the focus is.
    said.key = "said"
    return [said] if words else []


def fact(name: str, value: str) -> ft.Text:
    """What is known of something, after its name."""
    spans = [
        ft.TextSpan(f"{name}  ", ft.TextStyle(color=ft.Colors.ON_SURFACE_VARIANT)),
        ft.TextSpan(value),
    ]
    style = ft.TextStyle(
        size=Size.SMALL, height=LINE_HEIGHT, font_family=REGULAR, color=ft.Colors.ON_SURFACE
    )
    return ft.Text(spans=spans, style=style)


def pair(first: ft.Text, second: ft.Control) -> ft.Container:
    """Two lines that belong together, a little apart from the pair above."""
    lines = ft.Column([first, second], spacing=0, tight=True)
    return ft.Container(lines, padding=ft.Padding(top=Space.HAIR))


def bullets(items: Iterable[str]) -> ft.Semantics:
    """A list, with dots that are drawn: the font may have none."""
    column = ft.Column([with_role(Role.ITEM, _bullet(item)) for item in items], spacing=Space.SMALL)
    return with_role(Role.LIST, column)


def _bullet(words: str) -> ft.Row:
    dot = ft.Container(
        width=BULLET,
        height=BULLET,
        border_radius=BULLET / 2,
        bgcolor=ft.Colors.PRIMARY,
        margin=ft.Margin(top=(Size.BODY * LINE_HEIGHT - BULLET) / 2),
    )
    return ft.Row(
        [dot, ft.Container(text(words), expand=True)],
        spacing=Space.MEDIUM,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
