"""Fields to write in; a late answer from Python never takes back what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from sv_app.domain.journal import LINE_LENGTH, NOTE_LENGTH
from sv_app.ui.components.buttons import Act
from sv_app.ui.components.typography import live_region, muted
from sv_app.ui.theme import RADIUS, REGULAR, Size

Write = Callable[[str], None]
"""Called at each letter, with all that is written."""


@dataclass
class Typing:
    """What the app last put in a field, and what it last heard was in it."""

    put: str
    heard: str


class TypedField(ft.TextField):
    """A text field that never takes back what was typed since it was last heard.

    Each letter renders the field again with the words the app has heard of; two more may have
    been typed by then. Only words the app has not heard from the field replace what is in it.
    """

    def __init__(self, words: str, write: Write, **more: Any) -> None:
        self._typing = Typing(words, words)

        def hear(event: ft.Event[ft.TextField]) -> None:
            self._typing.heard = event.control.value or ""
            write(self._typing.heard)

        super().__init__(value=words, on_change=hear, **more)

    def _migrate_state(self, other: ft.BaseControl) -> None:
        super()._migrate_state(other)
        if not isinstance(other, TypedField):
            return
        put, typing = self._typing.put, other._typing
        if put in (typing.put, typing.heard):
            self.value = other.value
        else:
            typing.heard = put
        typing.put, self._typing = put, typing


CODE_LENGTH = 200
"""The longest code, and the longest text to search."""


def search_field(label: str, hint: str, words: str, write: Write) -> ft.TextField:
    """A line to search with."""
    field = _field(label, words, write)
    field.max_length, field.counter = CODE_LENGTH, ""
    field.hint_text, field.hint_style = hint, _style(Size.BODY)
    field.prefix_icon = ft.Icons.SEARCH
    field.text_style = _style(Size.LEAD)
    return field


def line_field(label: str, words: str, write: Write) -> ft.TextField:
    """A line to fill in, no longer than a contact's can be."""
    field = _field(label, words, write)
    field.max_length, field.counter = LINE_LENGTH, ""
    return field


def note_field(label: str, about: str, words: str, write: Write) -> ft.TextField:
    """A few lines for oneself."""
    field = _private(label, words, write)
    field.helper, field.helper_style = about, _style(Size.SMALL)
    field.helper_max_lines = 3
    field.max_length, field.counter = NOTE_LENGTH, _counted(len(words))
    field.multiline, field.min_lines, field.max_lines = True, 2, 6
    return field


def code_field(label: str, code: str, write: Write, done: Act, shown: bool = False) -> ft.TextField:
    """A code, masked unless `shown`; the keyboard's own key is as good as the button."""
    field = _private(label, code, write)
    field.password = not shown
    field.max_length, field.counter = CODE_LENGTH, ""
    field.on_submit = done
    return field


def _counted(letters: int) -> ft.Control:
    """How many letters are written; said aloud only once there is no room for more.

    The counter of the field itself is said at each of them; a text, with its name.
    """
    words = f"{letters}/{NOTE_LENGTH}"
    if letters >= NOTE_LENGTH:
        return live_region(words, size=Size.SMALL)
    return ft.Semantics(exclude_semantics=True, content=muted(words, Size.SMALL))


def _private(label: str, words: str, write: Write) -> ft.TextField:
    """What is written is taken letter by letter: nothing is made nicer."""
    return _field(
        label,
        words,
        write,
        capitalization=ft.TextCapitalization.NONE,
        smart_dashes_type=False,
        smart_quotes_type=False,
        filled=True,
        fill_color=ft.Colors.SURFACE_CONTAINER_LOWEST,
    )


def _field(label: str, words: str, write: Write, **more: Any) -> ft.TextField:
    return TypedField(
        words,
        write,
        label=label,
        # The same field wherever it ends up: what appears above must not stop the typing.
        key=label,
        autocorrect=False,
        enable_suggestions=False,
        enable_ime_personalized_learning=False,
        text_style=_style(Size.BODY),
        label_style=_style(Size.BODY),
        border=ft.OutlineInputBorder(border_radius=RADIUS),
        **more,
    )


def _style(size: int) -> ft.TextStyle:
    return ft.TextStyle(size=size, font_family=REGULAR)
