"""Fields to write in: what is typed is learnt by no keyboard, and completed by none."""

from collections.abc import Callable

import flet as ft

from sv_app.domain.journal import NOTE_LENGTH
from sv_app.ui.parts.buttons import Act
from sv_app.ui.theme import RADIUS, REGULAR, Size

CODE_LENGTH = 200


def note_field(label: str, about: str, words: str, changed: Callable[[str], None]) -> ft.TextField:
    """A few lines for oneself."""
    field = _field(label, words, changed)
    field.helper, field.helper_style = about, _style(Size.SMALL)
    field.helper_max_lines = 3
    field.counter_style = _style(Size.SMALL)
    field.max_length = NOTE_LENGTH
    field.multiline, field.min_lines, field.max_lines = True, 2, 6
    return field


def code_field(
    label: str, code: str, changed: Callable[[str], None], done: Act, shown: bool = False
) -> ft.TextField:
    """A code, masked unless `shown`; the keyboard's own key is as good as the button."""
    field = _field(label, code, changed)
    field.password = not shown
    field.max_length, field.counter = CODE_LENGTH, ""
    field.on_submit = done
    return field


def _field(label: str, words: str, changed: Callable[[str], None]) -> ft.TextField:
    return ft.TextField(
        value=words,
        label=label,
        on_change=lambda event: changed(event.control.value or ""),
        autocorrect=False,
        enable_suggestions=False,
        enable_ime_personalized_learning=False,
        capitalization=ft.TextCapitalization.NONE,
        smart_dashes_type=False,
        smart_quotes_type=False,
        text_style=_style(Size.BODY),
        label_style=_style(Size.BODY),
        border=ft.OutlineInputBorder(border_radius=RADIUS),
        filled=True,
        fill_color=ft.Colors.SURFACE_CONTAINER_LOWEST,
    )


def _style(size: int) -> ft.TextStyle:
    return ft.TextStyle(size=size, font_family=REGULAR)
