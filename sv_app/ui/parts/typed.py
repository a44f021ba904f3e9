"""A field whose letters are the person's, however late the answer to each comes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

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
