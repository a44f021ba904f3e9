"""A group of radio buttons, one per row, with a touch area of at least 48 px."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from sv_app.ui.components.buttons import ClickHandler, button_style_with_ring
from sv_app.ui.components.haptics import with_haptic_feedback
from sv_app.ui.components.semantics import SemanticRole, identifier_of, with_role
from sv_app.ui.theme import ICON_SIZE, RADIUS, REGULAR, BorderWidth, Space, TextSize


@dataclass(frozen=True)
class Option:
    """One radio button: its label, whether it is chosen, and the handler that chooses it."""

    words: str
    chosen: bool
    act: ClickHandler
    language: str | None = None
    """The language of the label, if it differs from the language of the screen."""


def radio_group(question: str, options: Sequence[Option]) -> ft.Semantics:
    """A group with one option per row; `question` is its accessible name."""
    column = ft.Column([_choice(option) for option in options], spacing=Space.MEDIUM, tight=True)
    return with_role(SemanticRole.CHOICES, column, question)


def _choice(option: Option) -> ft.MergeSemantics:
    """A radio button; icon, border and colour show whether it is chosen."""
    chosen = option.chosen
    icon = ft.Icons.RADIO_BUTTON_CHECKED if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED
    act, style = with_haptic_feedback(option.act), _option_style(chosen)
    button = ft.OutlinedButton(option.words, icon=icon, style=style, on_click=act, expand=True)
    identifier = identifier_of(SemanticRole.CHOICE, option.language)
    state = ft.Semantics(identifier=identifier, checked=chosen, content=ft.Row([button]))
    return ft.MergeSemantics(state)


def _option_style(chosen: bool) -> ft.ButtonStyle:
    edge = ft.BorderSide(
        BorderWidth.FIRM if chosen else BorderWidth.HAIR,
        ft.Colors.PRIMARY if chosen else ft.Colors.OUTLINE,
    )
    return button_style_with_ring(
        edge,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.all(Space.BASE + Space.TINY),
        alignment=ft.Alignment.CENTER_LEFT,
        text_style=ft.TextStyle(size=TextSize.LEAD, font_family=REGULAR),
        icon_size=ICON_SIZE,
        color=ft.Colors.ON_PRIMARY_CONTAINER if chosen else ft.Colors.ON_SURFACE,
        bgcolor=ft.Colors.PRIMARY_CONTAINER if chosen else ft.Colors.SURFACE_CONTAINER_LOWEST,
        visual_density=ft.VisualDensity.STANDARD,
    )
