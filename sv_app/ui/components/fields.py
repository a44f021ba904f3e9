"""Text fields; a late render from Python never discards typed letters."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from sv_app.domain.journal import NOTE_LENGTH, SHORT_TEXT_LENGTH
from sv_app.ui.components.buttons import ClickHandler
from sv_app.ui.components.semantics import SemanticRole, with_role
from sv_app.ui.components.typography import live_region, muted
from sv_app.ui.flet_patches import SyncedTextField, Write
from sv_app.ui.theme import RADIUS, REGULAR, TextSize

MAX_LENGTH = 200
"""The maximum length of a passcode and of a search text, in characters."""
ERROR_LINES = 5
"""The most lines of an error or a hint under a field, for large text on a narrow phone."""


def search_field(
    label: str,
    hint: str,
    value: str,
    write: Write,
    button: ft.Control,
    ref: ft.Ref[ft.TextField] | None = None,
    submit: ClickHandler | None = None,
) -> ft.Semantics:
    """The search field; `button` is in it while it has text, and the Enter key calls `submit`."""
    field = _field(label, value, write, ref=ref)
    field.suffix_icon = button if value else None
    field.max_length, field.counter = MAX_LENGTH, ""
    field.hint_text, field.hint_style = hint, _text_style(TextSize.BODY)
    field.prefix_icon = ft.Icons.SEARCH
    field.text_style = _text_style(TextSize.LEAD)
    field.on_submit = submit
    return _readable(field, value)


@dataclass(frozen=True)
class FormField:
    """The parts of a field that its form decides."""

    on_enter: ClickHandler
    """Called by the Enter key: moves to the next field, or submits the form."""
    error: str = ""
    """The error message under the field; empty while nothing is wrong."""
    ref: ft.Ref[ft.TextField] | None = None
    """By which the form moves the focus to the field."""
    keyboard: ft.KeyboardType = ft.KeyboardType.TEXT


async def focus_field(ref: ft.Ref[ft.TextField]) -> None:
    """Move the focus to a field of the screen."""
    if ref.current:
        focus: Callable[[], Awaitable[None]] = ref.current.focus
        await focus()


def short_text_field(label: str, value: str, write: Write, form: FormField) -> ft.Semantics:
    """A single-line field, limited to the length of a detail of a contact."""
    field = _field(label, value, write, ref=form.ref)
    field.keyboard_type = form.keyboard
    field.max_length, field.counter = SHORT_TEXT_LENGTH, ""
    return _in_form(field, form, value)


def _in_form(field: ft.TextField, form: FormField, value: str | None = None) -> ft.Semantics:
    """Give `field` its error, which a screen reader announces, and its Enter key."""
    field.on_submit = form.on_enter
    field.error = form.error or None
    field.error_style, field.error_max_lines = _text_style(TextSize.SMALL), ERROR_LINES
    return _readable(field, value, valid=not form.error)


def _readable(field: ft.TextField, value: str | None, valid: bool = True) -> ft.Semantics:
    """Wrap `field` in a node that tells a screen reader its `value`, and whether it is valid.

    `value` is None for a passcode, because this text would be readable in the HTML of the page.
    """
    role = SemanticRole.VALID_FIELD if valid else SemanticRole.INVALID_FIELD
    marked = with_role(role, field, value=value)
    marked.key = field.key  # keeps the field the same when a control appears above it
    return marked


def note_field(label: str, about: str, value: str, write: Write) -> ft.Semantics:
    """A multiline field for a private note, with a character counter."""
    field = _private_field(label, value, write)
    field.helper, field.helper_style = about, _text_style(TextSize.SMALL)
    field.helper_max_lines = 3
    field.max_length, field.counter = NOTE_LENGTH, _counter(len(value))
    field.multiline, field.min_lines, field.max_lines = True, 2, 6
    return _readable(field, value)


def document_field(
    label: str, hint: str, value: str, write: Write, within_sentence: bool = False
) -> ft.Semantics:
    """A field of a document, of one line that grows; the hint under it is always visible.

    No capital is added to a text that comes `within_sentence`.
    """
    capitals = ft.TextCapitalization
    capitalization = capitals.NONE if within_sentence else capitals.SENTENCES
    field = _field(label, value, write, capitalization=capitalization)
    field.helper, field.helper_style = hint, _text_style(TextSize.SMALL)
    field.helper_max_lines = ERROR_LINES
    field.max_length, field.counter = NOTE_LENGTH, ""
    field.multiline, field.min_lines, field.max_lines = True, 1, 6
    return _readable(field, value)


def passcode_field(
    label: str, passcode: str, write: Write, form: FormField, visible: bool = False
) -> ft.Semantics:
    """A passcode field, masked unless `visible`."""
    field = _private_field(label, passcode, write, ref=form.ref)
    field.password = not visible
    field.max_length, field.counter = MAX_LENGTH, ""
    return _in_form(field, form)


def _counter(length: int) -> ft.Control:
    """The number of characters in use; announced only when the field is full.

    A screen reader would say the built-in counter of a field at each letter. It would say a plain
    text as a part of the name of the field.
    """
    count = f"{length}/{NOTE_LENGTH}"
    if length >= NOTE_LENGTH:
        return live_region(count, size=TextSize.SMALL)
    return ft.Semantics(exclude_semantics=True, content=muted(count, TextSize.SMALL))


def _private_field(label: str, value: str, write: Write, **more: Any) -> ft.TextField:
    """A field that keeps the text as typed: no capitals, smart dashes or smart quotes are added."""
    return _field(
        label,
        value,
        write,
        capitalization=ft.TextCapitalization.NONE,
        smart_dashes_type=False,
        smart_quotes_type=False,
        filled=True,
        fill_color=ft.Colors.SURFACE_CONTAINER_LOWEST,
        **more,
    )


def _field(label: str, value: str, write: Write, **more: Any) -> ft.TextField:
    return SyncedTextField(
        value,
        write,
        label=label,
        # A key keeps the field the same when a control appears above it, so that typing can go on.
        key=label,
        autocorrect=False,
        enable_suggestions=False,
        enable_ime_personalized_learning=False,
        text_style=_text_style(TextSize.BODY),
        label_style=_text_style(TextSize.BODY),
        border=ft.OutlineInputBorder(border_radius=RADIUS),
        **more,
    )


def _text_style(size: int) -> ft.TextStyle:
    return ft.TextStyle(size=size, font_family=REGULAR)
