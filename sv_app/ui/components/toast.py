"""What is told over the screen for a moment: that something was done."""

import asyncio
from uuid import uuid4

import flet as ft

from sv_app.ui.components.semantics import Role, with_role
from sv_app.ui.theme import (
    RADIUS,
    RAIL,
    REGULAR,
    TOUCH_TARGET,
    Breakpoint,
    Size,
    Space,
    breakpoint_for,
)

DURATION = 8.0
"""Seconds for which a sentence is shown: enough to read the longest twice."""
SIDE_MARGIN = TOUCH_TARGET + Space.SMALL
"""What is left to the way back, and to what hides the screen."""


def show_toast(page: ft.Page, sentence: str) -> None:
    """Show a sentence for a moment, at the top, between the way back and what hides the screen.

    It is over neither of them, and lets a finger through to what it is over. Flet's own snack
    bar is over the foot, and slides in for longer than anything here may move.
    """
    ink = ft.TextStyle(size=Size.BODY, font_family=REGULAR, color=ft.Colors.SURFACE)
    said = ft.Semantics(live_region=True, content=ft.Text(sentence, style=ink))
    told = _placed(page, with_role(Role.TOLD, said))

    async def show() -> None:
        page.overlay[:] = [told]  # in the place of one that is still there
        page.update()
        await asyncio.sleep(DURATION)
        # Not another one of the same words: that one has its own moment.
        if any(one is told for one in page.overlay):
            page.overlay.clear()
            page.update()

    page.run_task(show)


def reposition(page: ft.Page, width: float) -> None:
    """Put what is told where there is room for it, in a window of that `width`."""
    for told in page.overlay:
        if isinstance(told, ft.Container):
            told.left = _left(width)
    page.update()


def _placed(page: ft.Page, said: ft.Control) -> ft.Container:
    """As wide as its words, in the middle of what is right of the rail."""
    ground = ft.Container(
        said,
        bgcolor=ft.Colors.ON_SURFACE,
        border_radius=RADIUS,
        padding=ft.Padding.symmetric(horizontal=Space.BASE, vertical=Space.MEDIUM),
    )
    return ft.Container(
        ft.SafeArea(ground, avoid_intrusions_bottom=False),
        key=uuid4().hex,  # made anew, and said anew, even with the words of the last one
        alignment=ft.Alignment.TOP_CENTER,
        left=_left(page.width),
        right=SIDE_MARGIN,
        top=Space.SMALL,
        ignore_interactions=True,
    )


def _left(width: float | None) -> int:
    rail = RAIL if breakpoint_for(width) >= Breakpoint.TABLET else 0
    return rail + SIDE_MARGIN
