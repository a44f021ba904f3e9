"""What is told to the page under the app: its colours, its fonts, its language, its width."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from traceback import format_exc
from typing import ParamSpec
from uuid import uuid4

import flet as ft

from sv_app.ui.palette import DARK, DARK_STRONG, LIGHT, LIGHT_STRONG
from sv_app.ui.parts.landmarks import Mark, marked
from sv_app.ui.state import use_state
from sv_app.ui.theme import (
    FONTS,
    RADIUS,
    RAIL,
    REGULAR,
    TARGET,
    Room,
    Size,
    Space,
    room_of,
    theme,
)

Given = ParamSpec("Given")

A_MOMENT = 8.0
"""Seconds for which a sentence is shown: enough to read the longest twice."""


def inside(page: ft.Page, act: Callable[Given, None]) -> Callable[Given, None]:
    """`act`, for a browser to call: outside of Flet there is no page to draw on."""

    async def acts(*given: Given.args, **named: Given.kwargs) -> None:
        try:
            act(*given, **named)
        except Exception:  # a task of its own fails in silence: show the last resort
            page.session.error(format_exc())

    def called(*given: Given.args, **named: Given.kwargs) -> None:
        page.run_task(acts, *given, **named)

    return called


def colour(page: ft.Page, strong: bool) -> None:
    """Give the page its palettes, light and dark: of more contrast when `strong`."""
    page.theme = theme(LIGHT_STRONG if strong else LIGHT)
    page.dark_theme = theme(DARK_STRONG if strong else DARK)
    page.update()


def load_fonts(page: ft.Page) -> None:
    """Have the client load our fonts, where nothing has before Python began."""
    page.fonts = dict(FONTS)


def speak(page: ft.Page, name: str, languages: Iterable[str], language: str) -> None:
    """Call the page by the app's `name`, and tell its client the `language`, of these.

    The name alone, on every screen: titles stay in the history, and in the list of windows.
    A new screen is said by its heading.
    """
    page.title = name
    known = [ft.Locale(code) for code in languages]
    page.locale_configuration = ft.LocaleConfiguration(known, ft.Locale(language))
    page.update()


def use_room(
    page: ft.Page,
    is_cramped: Callable[[], bool],
    on_cramped: Callable[[Callable[[bool], None]], None],
) -> None:
    """Render the component again when the page has room for more, or for less.

    `on_cramped` is told what to call when only a few lines of text hold in it, or more do.
    """
    room, set_room = ft.use_state(room_of(page.width))
    _, heard = use_state(is_cramped)

    def resized(event: ft.PageResizeEvent) -> None:
        if (now := room_of(event.width)) is not room:
            page.overlay.clear()  # what is told was placed for the room there was
            page.update()
            set_room(now)

    page.on_resize = resized
    ft.use_effect(lambda: on_cramped(inside(page, heard)), [])


async def spoken_languages(page: ft.Page) -> Sequence[str]:
    """The languages of a phone or a computer, preferred first: `["fr-FR", "en-"]`."""
    info = await page.get_device_info()
    return [f"{one.language_code}-{one.country_code or ''}" for one in info.locales] if info else []


def tell(page: ft.Page, sentence: str) -> None:
    """Show a sentence for a moment, at the top, between the way back and what hides the screen.

    It is over neither of them, and lets a finger through to what it is over. Flet's own snack
    bar is over the foot, and slides in for longer than anything here may move.
    """
    rail = RAIL if room_of(page.width) >= Room.TABLET else 0
    told = _told(sentence, rail)

    async def show() -> None:
        page.overlay[:] = [told]  # in the place of one that is still there
        page.update()
        await asyncio.sleep(A_MOMENT)
        # Not another one of the same words: that one has its own moment.
        if any(one is told for one in page.overlay):
            page.overlay.clear()
            page.update()

    page.run_task(show)


def _told(sentence: str, rail: int) -> ft.Container:
    """As wide as its words, in the middle of what is right of the `rail`."""
    ink = ft.TextStyle(size=Size.BODY, font_family=REGULAR, color=ft.Colors.SURFACE)
    said = ft.Semantics(live_region=True, content=ft.Text(sentence, style=ink))
    ground = ft.Container(
        marked(Mark.TOLD, said),
        bgcolor=ft.Colors.ON_SURFACE,
        border_radius=RADIUS,
        padding=ft.Padding.symmetric(horizontal=Space.BASE, vertical=Space.MEDIUM),
    )
    side, middle = TARGET + Space.SMALL, ft.Alignment.TOP_CENTER
    safe = ft.SafeArea(ground, avoid_intrusions_bottom=False)
    return ft.Container(
        safe,
        key=uuid4().hex,  # made anew, and said anew, even with the words of the last one
        alignment=middle,
        left=rail + side,
        right=side,
        top=Space.SMALL,
        ignore_interactions=True,
    )
