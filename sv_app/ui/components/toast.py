"""Toasts: a sentence shown over the screen for a moment, to say that something was done."""

import asyncio
from uuid import uuid4

import flet as ft

from sv_app.ui.components.semantics import SemanticRole, with_role
from sv_app.ui.theme import (
    RADIUS,
    RAIL_WIDTH,
    REGULAR,
    TOUCH_TARGET,
    Breakpoint,
    Space,
    TextSize,
    breakpoint_for,
)

DURATION = 8.0
"""Seconds for which a toast is shown: enough to read the longest sentence twice."""
SIDE_MARGIN = TOUCH_TARGET + Space.SMALL
"""Width left free on each side for the back button and the quick exit, in logical pixels."""


def show_toast(page: ft.Page, sentence: str) -> None:
    """Show a sentence for `DURATION` seconds, between the back button and the quick exit.

    The toast covers neither button, and taps pass through it. Flet's snack bar is not used: it
    covers the bottom of the screen, and slides in for longer than the app allows a movement.
    """
    style = ft.TextStyle(size=TextSize.BODY, font_family=REGULAR, color=ft.Colors.SURFACE)
    message = ft.Semantics(live_region=True, content=ft.Text(sentence, style=style))
    toast = _positioned(page, with_role(SemanticRole.STATUS, message))

    async def show() -> None:
        page.overlay[:] = [toast]  # replaces a toast that is still shown
        page.update()
        await asyncio.sleep(DURATION)
        # Compare by identity: a newer toast with the same words has a duration of its own.
        if any(control is toast for control in page.overlay):
            page.overlay.clear()
            page.update()

    page.run_task(show)


def reposition(page: ft.Page, width: float) -> None:
    """Move the toast to its position in a window of `width` logical pixels."""
    for toast in page.overlay:
        if isinstance(toast, ft.Container):
            toast.left = _left_margin(width)
    page.update()


def _positioned(page: ft.Page, message: ft.Control) -> ft.Container:
    """A box as wide as its words, centred in the space to the right of the rail."""
    box = ft.Container(
        message,
        bgcolor=ft.Colors.ON_SURFACE,
        border_radius=RADIUS,
        padding=ft.Padding.symmetric(horizontal=Space.BASE, vertical=Space.MEDIUM),
    )
    return ft.Container(
        ft.SafeArea(box, avoid_intrusions_bottom=False),
        key=uuid4().hex,  # unique: the same words are announced again
        alignment=ft.Alignment.TOP_CENTER,
        left=_left_margin(page.width),
        right=SIDE_MARGIN,
        top=Space.SMALL,
        ignore_interactions=True,
    )


def _left_margin(width: float | None) -> int:
    rail = RAIL_WIDTH if breakpoint_for(width) >= Breakpoint.TABLET else 0
    return rail + SIDE_MARGIN
