"""Texts, headings and lists, with their semantics for screen readers."""

from collections.abc import Iterable

import flet as ft

from sv_app.ui.components.semantics import SemanticRole, with_role
from sv_app.ui.theme import BOLD, BULLET, LINE_HEIGHT, REGULAR, Space, TextSize


def text(
    words: str,
    size: int = TextSize.BODY,
    color: str = ft.Colors.ON_SURFACE,
    font: str = REGULAR,
    align: ft.TextAlign = ft.TextAlign.START,
) -> ft.Text:
    """A paragraph."""
    style = ft.TextStyle(size=size, height=LINE_HEIGHT, font_family=font, color=color)
    return ft.Text(words, style=style, text_align=align)


def muted(words: str, size: int = TextSize.BODY) -> ft.Text:
    """A secondary paragraph, in a muted colour."""
    return text(words, size, ft.Colors.ON_SURFACE_VARIANT)


def bold(words: str, size: int = TextSize.BODY, color: str = ft.Colors.ON_SURFACE) -> ft.Text:
    """A semi-bold line, for a name or a label."""
    return text(words, size, color, BOLD)


def title(words: str) -> ft.Semantics:
    """The screen's only first-level heading."""
    return _heading(words, 1, TextSize.TITLE, ft.Colors.ON_SURFACE)


def question_title(words: str, compact: bool) -> ft.Semantics:
    """The first-level heading of a question; smaller where only a few lines of text fit."""
    size = TextSize.LEAD if compact else TextSize.QUESTION
    return _heading(words, 1, size, ft.Colors.ON_SURFACE)


def small_title(words: str) -> ft.Semantics:
    """The first-level heading, for a screen whose content is larger than its title."""
    return _heading(words, 1, TextSize.BODY, ft.Colors.ON_SURFACE_VARIANT)


def fixed_title(words: str) -> ft.Semantics:
    """The first-level heading, for a title that stays above the content that scrolls."""
    return _heading(words, 1, TextSize.LEAD, ft.Colors.ON_SURFACE)


def heading(words: str, color: str = ft.Colors.ON_SURFACE) -> ft.Semantics:
    """A second-level heading."""
    return _heading(words, 2, TextSize.HEADING, color)


def subheading(words: str) -> ft.Semantics:
    """A third-level heading."""
    return _heading(words, 3, TextSize.BODY, ft.Colors.ON_SURFACE)


def _heading(words: str, level: int, size: int, color: str) -> ft.Semantics:
    return ft.Semantics(header=True, heading_level=level, content=bold(words, size, color))


def live_region(
    words: str,
    color: str = ft.Colors.ON_SURFACE,
    size: int = TextSize.BODY,
    align: ft.TextAlign = ft.TextAlign.START,
) -> ft.Semantics:
    """A sentence that a screen reader says when it appears or changes."""
    return ft.Semantics(live_region=True, content=text(words, size, color, BOLD, align))


def status_message(words: str, color: str = ft.Colors.ON_SURFACE) -> list[ft.Control]:
    """A live region with the result of an action; an empty list when `words` is empty."""
    message = live_region(words, color)
    # With a key, the controls after it keep their identity and the focus when it appears.
    message.key = "status"
    return [message] if words else []


def fact(name: str, value: str) -> ft.Text:
    """A name in a muted colour, followed by its value."""
    spans = [
        ft.TextSpan(f"{name}  ", ft.TextStyle(color=ft.Colors.ON_SURFACE_VARIANT)),
        ft.TextSpan(value),
    ]
    style = ft.TextStyle(
        size=TextSize.SMALL, height=LINE_HEIGHT, font_family=REGULAR, color=ft.Colors.ON_SURFACE
    )
    return ft.Text(spans=spans, style=style)


def pair(first: ft.Text, second: ft.Control) -> ft.Container:
    """Two lines that belong together, with a small gap above."""
    lines = ft.Column([first, second], spacing=0, tight=True)
    return ft.Container(lines, padding=ft.Padding(top=Space.TINY))


def bullets(items: Iterable[str]) -> ft.Semantics:
    """A bulleted list; the bullets are drawn, because the font may lack the character."""
    column = ft.Column(
        [with_role(SemanticRole.LISTITEM, _bullet(item)) for item in items], spacing=Space.SMALL
    )
    return with_role(SemanticRole.LIST, column)


def _bullet(words: str) -> ft.Row:
    dot = ft.Container(
        width=BULLET,
        height=BULLET,
        border_radius=BULLET / 2,
        bgcolor=ft.Colors.PRIMARY,
        margin=ft.Margin(top=(TextSize.BODY * LINE_HEIGHT - BULLET) / 2),
    )
    return ft.Row(
        [dot, ft.Container(text(words), expand=True)],
        spacing=Space.MEDIUM,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
