"""Scroll anchors: the part of a screen that a path asks for."""

from typing import Any, TypeVar

import flet as ft

from sv_app import routes
from sv_app.ui.components.error_boundary import component
from sv_app.ui.context import AppContext, use_effect, use_state
from sv_app.ui.theme import STRETCH

ColumnRef = ft.Ref[ft.Column]
ControlT = TypeVar("ControlT", bound=ft.Control)


def scroll_anchor(part: str, phrase: str = "") -> str:
    """Return the name of an anchor in a script: a part, or a phrase of that part."""
    return f"{part}-{phrase}" if phrase else part


def team_anchor(part: str) -> str:
    """Return the name of the anchor of `part` of the team's content.

    A part is a path of fields and ids, such as `sequence/today/actions`: a period has an anchor
    of its own, and other texts share that of their field.
    """
    field, *rest = part.split("/")
    return rest[0] if field == "sequence" else field


def with_scroll_anchor(control: ControlT, name: str) -> ControlT:
    """Return `control` with the scroll key `name`, so that a path can ask for it."""
    key: Any = ft.ScrollKey  # Flet makes it a data class in a way that type checkers do not see
    control.key = key(name)
    return control


def requested_anchor() -> str:
    """Return the anchor that the path asks for, or an empty string."""
    return routes.anchor_of(ft.context.page.route)


def scrolled_into_view(control: ft.Control, name: str) -> ft.Control:
    """Return `control`, to which the screen scrolls once it is drawn; `name` is its scroll key.

    For what appears after a press, and may be outside the window.
    """
    return _scrolled_into_view(control, name)


@component
def _scrolled_into_view(context: AppContext, control: ft.Control, name: str) -> ft.Control:
    # A component of its own: its effect runs when the client has drawn it. Only a scrolling
    # control can scroll the columns around it.
    return ft.Column(
        [with_scroll_anchor(control, name)],
        ref=use_scroll_to(context, name),
        scroll=ft.ScrollMode.HIDDEN,
        horizontal_alignment=STRETCH,
    )


def use_requested_anchor(context: AppContext) -> ColumnRef:
    """Return a ref for the scrolling column of a screen, and scroll it to the requested anchor."""
    return use_scroll_to(context, requested_anchor())


def use_scroll_to(context: AppContext, anchor: str, request_number: int = 1) -> ColumnRef:
    """Return a ref for the scrolling column of a screen, and scroll it to `anchor`.

    It scrolls again when `anchor` or `request_number` has changed: another number scrolls to the
    same anchor again. An empty anchor scrolls nowhere. If the device refuses to scroll, this is
    only logged: all of the column stays readable.
    """
    scroll, _ = use_state(ColumnRef)

    async def scroll_to_anchor() -> None:
        if anchor and scroll.current:
            try:
                await scroll.current.scroll_to(scroll_key=anchor)
            except RuntimeError as refusal:
                context.report(refusal)

    use_effect(scroll_to_anchor, [anchor, request_number])
    return scroll
