"""A disclosure: a heading that shows and hides the controls under it."""

from collections.abc import Callable, Collection

import flet as ft

from sv_app.ui.components.buttons import button_style_with_ring
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.scroll_anchor import requested_anchor, with_scroll_anchor
from sv_app.ui.components.typography import bold
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import RADIUS, STRETCH, BorderWidth, Space, TextSize


def disclosure(
    title: str, controls: list[ft.Control], opened: bool = False, urgent: bool = False
) -> ft.Control:
    """A card with `title`, a second-level heading that shows or hides `controls`.

    `opened` is its state at first; pass True when the path asks for an anchor inside it.
    An `urgent` disclosure has the colour and the border of a danger.
    """
    return _disclosure(title, controls, opened, urgent)


def anchored_disclosure(
    title: str, controls: list[ft.Control], anchors: Collection[str], urgent: bool = False
) -> ft.Container:
    """A disclosure; if the path asks for one of `anchors`, open, and the target of the scroll."""
    anchor = requested_anchor()
    wanted = anchor in anchors
    box = ft.Container(disclosure(title, controls, wanted, urgent))
    return with_scroll_anchor(box, anchor) if wanted else box


@component
def _disclosure(
    _: AppContext, title: str, controls: list[ft.Control], opened: bool, urgent: bool
) -> ft.Control:
    request = (title, opened)
    (chosen_for, choice), set_choice = use_state(lambda: (request, opened))
    # The choice survives a change of path. A path that requests another state overrides it.
    shown = choice if chosen_for == request else opened
    color = ft.Colors.ERROR if urgent else ft.Colors.ON_SURFACE
    head = _heading(title, shown, lambda: set_choice((request, not shown)), color=color)
    border = ft.Border.all(BorderWidth.FIRM, ft.Colors.ERROR) if urgent else None
    frame = card([head, *([_body(controls)] if shown else [])], border=border)
    frame.padding = 0
    return frame


def _body(controls: list[ft.Control]) -> ft.Container:
    column = ft.Column(controls, spacing=Space.MEDIUM, tight=True, horizontal_alignment=STRETCH)
    return ft.Container(column, padding=ft.Padding(Space.BASE, 0, Space.BASE, Space.BASE))


def controlled_disclosure(
    title: str,
    opened: bool,
    toggle: Callable[[], None],
    controls: list[ft.Control],
    framed: bool = True,
) -> ft.Column:
    """A second-level heading that shows `controls` while the screen says that it is `opened`.

    `framed` controls are in a card.
    """
    head = _heading(title, opened, toggle, size=TextSize.BODY)
    head_surface = ft.Container(head, bgcolor=ft.Colors.SURFACE_CONTAINER, border_radius=RADIUS)
    return ft.Column(
        [head_surface, *(([card(controls)] if framed else controls) if opened else [])],
        spacing=Space.MEDIUM,
        tight=True,
        horizontal_alignment=STRETCH,
    )


def _heading(
    title: str,
    opened: bool,
    toggle: Callable[[], None],
    color: str = ft.Colors.ON_SURFACE,
    size: int = TextSize.HEADING,
) -> ft.Semantics:
    """The heading with its button, which the keyboard reaches; a screen reader says its state."""
    icon = ft.Icon(ft.Icons.EXPAND_LESS if opened else ft.Icons.EXPAND_MORE, color=color)
    row = ft.Row([ft.Container(bold(title, size, color), expand=True), icon], spacing=Space.SMALL)
    style = button_style_with_ring(
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=Space.BASE,
        visual_density=ft.VisualDensity.STANDARD,
    )
    button = ft.TextButton(row, style=style, on_click=toggle)
    state = ft.MergeSemantics(ft.Semantics(button=True, expanded=opened, content=button))
    # A container: the heading is a node of its own, around the node of the button.
    return ft.Semantics(header=True, heading_level=2, container=True, content=state)
