"""One answer among several, large enough for a shaking thumb."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from sv_app.ui.components.buttons import Act, button_style_with_ring
from sv_app.ui.components.haptics import with_haptic_feedback
from sv_app.ui.components.semantics import Role, in_language, with_role
from sv_app.ui.theme import RADIUS, REGULAR, Line, Size, Space


@dataclass(frozen=True)
class Option:
    """An answer one may choose: its words, whether it is chosen, and what choosing it does."""

    words: str
    chosen: bool
    act: Act
    language: str | None = None
    """That of the words, where it is not the screen's."""


def choices(asked: str, options: Sequence[Option]) -> ft.Semantics:
    """The answers to what is `asked`, one under the other; one at most is chosen."""
    column = ft.Column([_choice(option) for option in options], spacing=Space.MEDIUM, tight=True)
    return with_role(Role.CHOICES, column, asked)


def _choice(option: Option) -> ft.MergeSemantics:
    """A button that shows whether it is the answer, by icon, border and colour."""
    chosen = option.chosen
    icon = ft.Icons.RADIO_BUTTON_CHECKED if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED
    act, look = with_haptic_feedback(option.act), _style(chosen)
    button = ft.OutlinedButton(option.words, icon=icon, style=look, on_click=act, expand=True)
    mark = in_language(Role.CHOICE, option.language)
    state = ft.Semantics(identifier=mark, checked=chosen, content=ft.Row([button]))
    return ft.MergeSemantics(state)


def _style(chosen: bool) -> ft.ButtonStyle:
    edge = ft.BorderSide(
        Line.FIRM if chosen else Line.HAIR, ft.Colors.PRIMARY if chosen else ft.Colors.OUTLINE
    )
    return button_style_with_ring(
        edge,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.all(Space.BASE + Space.HAIR),
        alignment=ft.Alignment.CENTER_LEFT,
        text_style=ft.TextStyle(size=Size.LEAD, font_family=REGULAR),
        icon_size=Size.ICON,
        color=ft.Colors.ON_PRIMARY_CONTAINER if chosen else ft.Colors.ON_SURFACE,
        bgcolor=ft.Colors.PRIMARY_CONTAINER if chosen else ft.Colors.SURFACE_CONTAINER_LOWEST,
        visual_density=ft.VisualDensity.STANDARD,
    )
