"""Buttons with a touch area of at least 48 px; their height grows with the text."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Any

import flet as ft

from sv_app.ui.components.typography import live_region
from sv_app.ui.context import AppContext
from sv_app.ui.theme import BOLD, BUTTON_HEIGHT, RADIUS, BorderWidth, Breakpoint, Space, TextSize

ClickHandler = Callable[[], None] | Callable[[], Awaitable[None]]
SHORT_PADDING = Space.MEDIUM + Space.TINY // 2
"""The vertical padding of the shortest buttons, of which several share a row: they have 50 px."""


def button_style_with_ring(edge: ft.BorderSide | None = None, **style: Any) -> ft.ButtonStyle:
    """Return a button style with a ring while the button is pressed or focused.

    `style` holds further arguments of `ft.ButtonStyle`. Nothing is animated, because Flutter does
    not receive the preference for reduced motion. The ring is drawn outside the button: a dark
    ring on a dark button would hardly be visible.
    """
    ring = ft.BorderSide(BorderWidth.RING, ft.Colors.ON_SURFACE, ft.BorderSideStrokeAlign.OUTSIDE)
    default_side = {ft.ControlState.DEFAULT: edge} if edge else {}
    return ft.ButtonStyle(
        side={ft.ControlState.FOCUSED: ring, ft.ControlState.PRESSED: ring, **default_side},
        # No ripple: it would continue after the finger has left.
        overlay_color={ft.ControlState.PRESSED: ft.Colors.TRANSPARENT},
        animation_duration=0,
        **style,
    )


def button_style(
    color: str | None = None,
    bgcolor: str | None = None,
    dense: bool = False,
    edge: ft.BorderSide | None = None,
    align: ft.Alignment | None = None,
) -> ft.ButtonStyle:
    """Return the style that all buttons share; a colour of None keeps the default of the control.

    `dense` reduces the horizontal padding, for two buttons side by side on a narrow screen.
    """
    horizontal = Space.SMALL if dense else Space.BASE
    return button_style_with_ring(
        edge,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.symmetric(horizontal=horizontal, vertical=Space.BASE),
        alignment=align,
        text_style=ft.TextStyle(size=TextSize.BUTTON, font_family=BOLD),
        visual_density=ft.VisualDensity.STANDARD,
        color=color,
        bgcolor=bgcolor,
    )


def outlined_style(dense: bool = False) -> ft.ButtonStyle:
    """Return the style of an outlined button."""
    return button_style(dense=dense, edge=ft.BorderSide(BorderWidth.HAIR, ft.Colors.OUTLINE))


def primary(
    words: str, act: ClickHandler, icon: ft.IconData | None = None, dense: bool = False
) -> ft.Row:
    """A full-width filled button: the main action of a screen."""
    style = button_style(dense=dense)
    return ft.Row([ft.FilledButton(words, icon=icon, style=style, on_click=act, expand=True)])


def secondary(
    words: str,
    act: ClickHandler,
    icon: ft.IconData | None = None,
    dense: bool = False,
    action: ft.ClientAction | None = None,
) -> ft.Row:
    """A full-width outlined button: an alternative action."""
    button = ft.OutlinedButton(words, icon=icon, style=outlined_style(dense), on_click=act)
    button.action, button.expand = action, True
    return ft.Row([button])


def tertiary(
    words: str, act: ClickHandler, icon: ft.IconData | None = None, color: str | None = None
) -> ft.Row:
    """A full-width text button: a rarely used action; `color` is for a coloured surface."""
    return ft.Row(
        [ft.TextButton(words, icon=icon, style=button_style(color), on_click=act, expand=True)]
    )


def chip(words: str, act: ClickHandler) -> ft.OutlinedButton:
    """A small outlined button, as wide as its words, for a suggestion."""
    return ft.OutlinedButton(words, style=outlined_style(dense=True), on_click=act)


def chip_row(texts: Iterable[str], act: Callable[[str], None]) -> ft.Row:
    """A row of chips, which wraps; `act` receives the text of the chip that is pressed."""
    chips: list[ft.Control] = [chip(words, partial(act, words)) for words in texts]
    return ft.Row(chips, spacing=Space.SMALL, run_spacing=Space.SMALL, wrap=True)


def destructive(words: str, act: ClickHandler) -> ft.Row:
    """A full-width button that erases something: red outline and text, with an icon."""
    style = button_style(
        color=ft.Colors.ERROR, edge=ft.BorderSide(BorderWidth.HAIR, ft.Colors.ERROR)
    )
    icon = ft.Icons.DELETE_OUTLINE
    return ft.Row([ft.OutlinedButton(words, icon=icon, style=style, on_click=act, expand=True)])


def button_grid(buttons: Sequence[ft.Row], paired: bool) -> ft.Column:
    """Lay out buttons with short labels: two in a row when `paired`, else one."""
    columns = 2 if paired else 1
    for button in buttons:
        button.expand = True
    rows: list[list[ft.Control]] = [
        list(buttons[start : start + columns]) for start in range(0, len(buttons), columns)
    ]
    return ft.Column([ft.Row(row, spacing=Space.SMALL) for row in rows], spacing=Space.SMALL)


def fits_pairs(context: AppContext) -> bool:
    """Whether two buttons with short labels fit in a row.

    A phone in landscape orientation counts as a tablet.
    """
    return context.breakpoint >= Breakpoint.TABLET or not context.compact


def back_and_forward(
    words: str, back: ClickHandler | None, forward: ft.Row, compact: bool
) -> list[ft.Control]:
    """A back button, as wide as its `words`, beside `forward`, which takes the remaining width.

    In a compact window they are stacked: side by side, the label of `forward` would be cut. Without
    `back`, `forward` is alone, in the same row: in another parent it would be another button, and
    would lose the focus.
    """
    if compact:
        return [forward, *([tertiary(words, back)] if back else [])]
    forward.expand = True
    beside = [ft.TextButton(words, style=button_style(), on_click=back)] if back else []
    return [ft.Row([*beside, forward], spacing=Space.SMALL)]


def icon_button(
    icon: ft.IconData, words: str, act: ClickHandler, action: ft.ClientAction | None = None
) -> ft.MergeSemantics:
    """A button with an icon only; `words` are its tooltip and its accessible name.

    `MergeSemantics` puts the name on the button: Flutter puts a tooltip on a parent node.
    """
    style = button_style_with_ring(shape=ft.CircleBorder())
    button = ft.IconButton(
        icon,
        tooltip=words,
        style=style,
        width=BUTTON_HEIGHT,
        height=BUTTON_HEIGHT,
        action=action,
        on_click=act,
    )
    return ft.MergeSemantics(button)


def word_button(
    icon: ft.IconData,
    words: str,
    act: ClickHandler,
    color: str,
    action: ft.ClientAction | None = None,
) -> ft.TextButton:
    """A button with an icon and a word, as wide as these, on a surface whose text has `color`."""
    style = button_style(color, dense=True)
    style.padding = ft.Padding.symmetric(horizontal=Space.SMALL, vertical=SHORT_PADDING)
    return ft.TextButton(words, icon=icon, style=style, action=action, on_click=act)


def stepper(
    context: AppContext, value: str, less: tuple[str, ClickHandler], more: tuple[str, ClickHandler]
) -> ft.Container:
    """`value`, announced when it changes, between a minus and a plus button.

    `less` and `more` are the accessible name and the handler of each button.
    """
    value_text = live_region(value, size=TextSize.LEAD, align=ft.TextAlign.CENTER)
    value_box = ft.Container(value_text, expand=True, alignment=ft.Alignment.CENTER)
    minus, plus = icon_button(ft.Icons.REMOVE, *less), icon_button(ft.Icons.ADD, *more)
    row = ft.Row([minus, value_box, plus], spacing=Space.SMALL)
    button_row = ft.Row([minus, plus], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    return ft.Container(
        ft.Column([ft.Row([value_box]), button_row], tight=True) if context.compact else row,
        padding=Space.TINY,
        border_radius=RADIUS,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOWEST,
        border=ft.Border.all(BorderWidth.HAIR, ft.Colors.OUTLINE_VARIANT),
    )
