"""What is told over the screen: done, for a moment; not done, until one has read it."""

import asyncio
from uuid import uuid4

import flet as ft

from sv_app.ui.parts.buttons import icon_button
from sv_app.ui.parts.landmarks import Mark, marked
from sv_app.ui.theme import (
    RADIUS,
    RAIL,
    REGULAR,
    TARGET,
    Line,
    Room,
    Size,
    Space,
    room_of,
)

A_MOMENT = 8.0
"""Seconds for which a sentence is shown: enough to read the longest twice."""


def tell(page: ft.Page, sentence: str) -> None:
    """Show a sentence for a moment, at the top, between the way back and what hides the screen.

    It is over neither of them, and lets a finger through to what it is over. Flet's own snack
    bar is over the foot, and slides in for longer than anything here may move.
    """
    said = _said(sentence, ft.Colors.SURFACE)
    ground = _ground(said, ft.Colors.ON_SURFACE)
    told = _placed(page, ground, ignore_interactions=True)

    async def show() -> None:
        _show(page, told)
        await asyncio.sleep(A_MOMENT)
        # Not another one of the same words: that one has its own moment.
        _take_away(page, told)

    page.run_task(show)


def warn(page: ft.Page, sentence: str, close: str) -> None:
    """Show that something was not done, until one closes it: nobody has to be quick to read it.

    `close` is what a screen reader says of the button.
    """
    said = ft.Container(_said(sentence, ft.Colors.ON_TERTIARY_CONTAINER), expand=True)
    line = ft.Row([said], spacing=Space.SMALL)
    ground = _ground(line, ft.Colors.TERTIARY_CONTAINER)
    ground.border = ft.Border.all(Line.HAIR, ft.Colors.OUTLINE)
    told = _placed(page, ground)
    line.controls.append(icon_button(ft.Icons.CLOSE, close, lambda: _take_away(page, told)))

    async def show() -> None:
        _show(page, told)

    page.run_task(show)


def replace(page: ft.Page, width: float) -> None:
    """Put what is told where there is room for it, in a window of that `width`."""
    for told in page.overlay:
        if isinstance(told, ft.Container):
            _place(told, width)
    page.update()


def _show(page: ft.Page, told: ft.Container) -> None:
    page.overlay[:] = [told]  # in the place of one that is still there
    page.update()


def _take_away(page: ft.Page, told: ft.Container) -> None:
    if any(one is told for one in page.overlay):
        page.overlay.clear()
        page.update()


def _said(sentence: str, color: str) -> ft.Semantics:
    ink = ft.TextStyle(size=Size.BODY, font_family=REGULAR, color=color)
    return marked(Mark.TOLD, ft.Semantics(live_region=True, content=ft.Text(sentence, style=ink)))


def _ground(content: ft.Control, color: str) -> ft.Container:
    sides = ft.Padding.symmetric(horizontal=Space.BASE, vertical=Space.MEDIUM)
    return ft.Container(content, border_radius=RADIUS, padding=sides, bgcolor=color)


def _placed(page: ft.Page, ground: ft.Container, ignore_interactions: bool = False) -> ft.Container:
    told = ft.Container(
        ft.SafeArea(ground, avoid_intrusions_bottom=False),
        key=uuid4().hex,  # made anew, and said anew, even with the words of the last one
        alignment=ft.Alignment.TOP_CENTER,
        ignore_interactions=ignore_interactions,
    )
    _place(told, page.width)
    return told


def _place(told: ft.Container, width: float | None) -> None:
    """In the middle of what is right of the rail, beside what is in the corners.

    What one has to close has more to say: on a phone, it takes the whole width, under them.
    """
    room, beside = room_of(width), TARGET + Space.SMALL
    if room < Room.TABLET and not told.ignore_interactions:
        told.left, told.right, told.top = Space.SMALL, Space.SMALL, beside
    else:
        rail = RAIL if room >= Room.TABLET else 0
        told.left, told.right, told.top = rail + beside, beside, Space.SMALL
