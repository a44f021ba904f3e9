"""Buttons, all tall enough for a shaking thumb; they grow with the text."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import flet as ft

from sv_app.ui.components.typography import live_region
from sv_app.ui.context import AppContext
from sv_app.ui.theme import BOLD, RADIUS, TOUCH_TARGET, Line, Size, Space

Act = Callable[[], None] | Callable[[], Awaitable[None]]


def button_style_with_ring(edge: ft.BorderSide | None = None, **look: Any) -> ft.ButtonStyle:
    """The `look` of a button, with a ring as soon as it is touched or the keyboard is on it.

    Nothing moves, for anyone: the engine does not hear of a wish for less motion. The ring
    is around the button, not over it: on a dark one, a dark ring would hardly be seen.
    """
    ring = ft.BorderSide(Line.RING, ft.Colors.ON_SURFACE, ft.BorderSideStrokeAlign.OUTSIDE)
    around = {ft.ControlState.DEFAULT: edge} if edge else {}
    return ft.ButtonStyle(
        side={ft.ControlState.FOCUSED: ring, ft.ControlState.PRESSED: ring, **around},
        # Else a wave spreads from the finger, and goes on once it has left.
        overlay_color={ft.ControlState.PRESSED: ft.Colors.TRANSPARENT},
        animation_duration=0,
        **look,
    )


def button_style(
    color: str | None = None,
    bgcolor: str | None = None,
    tight: bool = False,
    edge: ft.BorderSide | None = None,
    align: ft.Alignment | None = None,
) -> ft.ButtonStyle:
    """What every button shares; no colour means the kind of button's own.

    `tight` leaves more room for words, where two buttons share a narrow screen.
    """
    sides = Space.SMALL if tight else Space.BASE
    return button_style_with_ring(
        edge,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.symmetric(horizontal=sides, vertical=Space.BASE),
        alignment=align,
        text_style=ft.TextStyle(size=Size.BUTTON, font_family=BOLD),
        visual_density=ft.VisualDensity.STANDARD,
        color=color,
        bgcolor=bgcolor,
    )


def outlined(tight: bool = False) -> ft.ButtonStyle:
    """A button that is an edge around words."""
    return button_style(tight=tight, edge=ft.BorderSide(Line.HAIR, ft.Colors.OUTLINE))


def primary(words: str, act: Act, icon: ft.IconData | None = None) -> ft.Row:
    """The one thing most people will want to do here."""
    return ft.Row(
        [ft.FilledButton(words, icon=icon, style=button_style(), on_click=act, expand=True)]
    )


def secondary(words: str, act: Act, icon: ft.IconData | None = None, tight: bool = False) -> ft.Row:
    """Another thing one may do."""
    return ft.Row(
        [ft.OutlinedButton(words, icon=icon, style=outlined(tight), on_click=act, expand=True)]
    )


def tertiary(words: str, act: Act, icon: ft.IconData | None = None) -> ft.Row:
    """What is rarely wanted."""
    return ft.Row(
        [ft.TextButton(words, icon=icon, style=button_style(), on_click=act, expand=True)]
    )


def button_grid(buttons: Sequence[ft.Row], paired: bool) -> ft.Column:
    """Buttons of few words, two to a row when `paired`; one, where these would be cut."""
    across = 2 if paired else 1
    for button in buttons:
        button.expand = True
    rows: list[list[ft.Control]] = [
        list(buttons[at : at + across]) for at in range(0, len(buttons), across)
    ]
    return ft.Column([ft.Row(row, spacing=Space.SMALL) for row in rows], spacing=Space.SMALL)


def step_buttons(words: str, back: Act, on: ft.Row, compact: bool) -> list[ft.Control]:
    """A way back, no wider than its `words`, before the way `on`: what they leave is to read.

    Where few words hold on a line, one under the other: else those of `on` would be cut.
    """
    if compact:
        return [on, tertiary(words, back)]
    on.expand = True
    return [
        ft.Row([ft.TextButton(words, style=button_style(), on_click=back), on], spacing=Space.SMALL)
    ]


def icon_button(
    icon: ft.IconData, words: str, act: Act, action: ft.ClientAction | None = None
) -> ft.MergeSemantics:
    """A button that is only an icon; `words` are what a screen reader says of it.

    Without the merge, the words would be on a parent, and the button nameless.
    """
    look = button_style_with_ring(shape=ft.CircleBorder())
    button = ft.IconButton(
        icon,
        tooltip=words,
        style=look,
        width=TOUCH_TARGET,
        height=TOUCH_TARGET,
        action=action,
        on_click=act,
    )
    return ft.MergeSemantics(button)


def stepper(
    context: AppContext, value: str, less: tuple[str, Act], more: tuple[str, Act]
) -> ft.Container:
    """`value`, said anew as it changes, between the words and acts of both buttons."""
    shown = live_region(value, size=Size.LEAD, align=ft.TextAlign.CENTER)
    words = ft.Container(shown, expand=True, alignment=ft.Alignment.CENTER)
    minus, plus = icon_button(ft.Icons.REMOVE, *less), icon_button(ft.Icons.ADD, *more)
    row = ft.Row([minus, words, plus], spacing=Space.SMALL)
    apart = ft.Row([minus, plus], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    return ft.Container(
        ft.Column([ft.Row([words]), apart], tight=True) if context.compact else row,
        padding=Space.HAIR,
        border_radius=RADIUS,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOWEST,
        border=ft.Border.all(Line.HAIR, ft.Colors.OUTLINE_VARIANT),
    )
