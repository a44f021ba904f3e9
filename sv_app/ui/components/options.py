"""Radio buttons, checkboxes and chips, with a touch area of at least 48 px."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from sv_app.ui.components.buttons import SHORT_PADDING, ClickHandler, button_style_with_ring
from sv_app.ui.components.haptics import with_haptic_feedback
from sv_app.ui.components.semantics import SemanticRole, identifier_of, with_role
from sv_app.ui.components.typography import bold, text
from sv_app.ui.theme import (
    ICON_SIZE,
    MINIMUM_TARGET,
    RADIUS,
    REGULAR,
    BorderWidth,
    Space,
    TextSize,
)


@dataclass(frozen=True)
class Option:
    """One option: its label, whether it is chosen, and the handler of its button."""

    words: str
    chosen: bool
    act: ClickHandler
    language: str | None = None
    """The language of the label, if it differs from the language of the screen."""
    about: str = ""
    """In a list to tick: a description under the label."""


def radio_group(
    question: str, options: Sequence[Option], padding: int = Space.BASE + Space.TINY
) -> ft.Semantics:
    """A group with one option per row; `question` is its accessible name."""
    column = ft.Column(
        [_choice(option, padding) for option in options],
        spacing=Space.MEDIUM if padding > Space.BASE else Space.SMALL,
        tight=True,
    )
    return with_role(SemanticRole.RADIOGROUP, column, question)


def chip_group(question: str, options: Sequence[Option]) -> ft.Semantics:
    """A group of short options, as many in a row as fit; `question` is its accessible name."""
    row = ft.Row(
        [_chip(option) for option in options],
        spacing=Space.SMALL,
        run_spacing=Space.SMALL,
        wrap=True,
    )
    return with_role(SemanticRole.RADIOGROUP, row, question)


def _chip(option: Option) -> ft.MergeSemantics:
    """A radio button as wide as its label; a check mark, border and colour show its choice."""
    style = _option_style(option.chosen, SHORT_PADDING, TextSize.BODY)
    icon = ft.Icons.CHECK if option.chosen else None
    act = with_haptic_feedback(option.act)
    button = ft.OutlinedButton(option.words, icon=icon, style=style, on_click=act)
    identifier = identifier_of(SemanticRole.RADIO, option.language)
    return ft.MergeSemantics(
        ft.Semantics(identifier=identifier, checked=option.chosen, content=button)
    )


def _choice(option: Option, padding: int) -> ft.MergeSemantics:
    """A radio button; icon, border and colour show whether it is chosen."""
    chosen = option.chosen
    icon = ft.Icons.RADIO_BUTTON_CHECKED if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED
    act, style = with_haptic_feedback(option.act), _option_style(chosen, padding, TextSize.LEAD)
    button = ft.OutlinedButton(option.words, icon=icon, style=style, on_click=act, expand=True)
    identifier = identifier_of(SemanticRole.RADIO, option.language)
    state = ft.Semantics(identifier=identifier, checked=chosen, content=ft.Row([button]))
    return ft.MergeSemantics(state)


def check_list(options: Sequence[Option], dense: bool) -> ft.Column:
    """Sentences that a person ticks, one per row; any number of them can be chosen.

    `dense` rows are as low and as close to each other as the size of a target allows.
    """
    padding, spacing = (Space.SMALL, Space.TINY) if dense else (Space.MEDIUM, Space.SMALL)
    return ft.Column([_tick(option, padding) for option in options], spacing=spacing, tight=True)


def _tick(option: Option, padding: int) -> ft.MergeSemantics:
    """A checkbox; icon, border and colour show whether it is ticked."""
    chosen = option.chosen
    mark = ft.Icons.CHECK_BOX if chosen else ft.Icons.CHECK_BOX_OUTLINE_BLANK
    act = with_haptic_feedback(option.act)
    style = _option_style(chosen, padding, TextSize.BODY)
    box = ft.Icon(mark, size=ICON_SIZE, color=_option_color(chosen))
    # The height of a target, also where the sentence fits on one line.
    icon = ft.Container(box, height=MINIMUM_TARGET - 2 * padding)
    button = ft.OutlinedButton(
        _tick_content(option), icon=icon, style=style, on_click=act, expand=True
    )
    return ft.MergeSemantics(ft.Semantics(checked=chosen, content=ft.Row([button])))


def _tick_content(option: Option) -> str | ft.Control:
    if not option.about:
        return option.words
    color = _option_color(option.chosen)
    lines: list[ft.Control] = [
        bold(option.words, color=color),
        text(option.about, TextSize.SMALL, color),
    ]
    return ft.Column(lines, spacing=0, tight=True)


def _option_color(chosen: bool) -> str:
    return ft.Colors.ON_PRIMARY_CONTAINER if chosen else ft.Colors.ON_SURFACE


def _option_style(chosen: bool, padding: int, size: int) -> ft.ButtonStyle:
    edge = ft.BorderSide(
        BorderWidth.FIRM if chosen else BorderWidth.HAIR,
        ft.Colors.PRIMARY if chosen else ft.Colors.OUTLINE,
    )
    return button_style_with_ring(
        edge,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.symmetric(horizontal=max(padding, Space.BASE), vertical=padding),
        alignment=ft.Alignment.CENTER_LEFT,
        text_style=ft.TextStyle(size=size, font_family=REGULAR),
        icon_size=ICON_SIZE,
        color=_option_color(chosen),
        bgcolor=ft.Colors.PRIMARY_CONTAINER if chosen else ft.Colors.SURFACE_CONTAINER_LOWEST,
        visual_density=ft.VisualDensity.STANDARD,
    )
