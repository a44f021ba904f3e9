"""What is told to the page under the app: its colours, its fonts, its language, its width."""

from collections.abc import Callable, Iterable, Sequence
from inspect import isawaitable
from traceback import format_exc
from typing import ParamSpec

import flet as ft

from sv_app.ui.components import toast
from sv_app.ui.context import use_state
from sv_app.ui.theme import DARK, DARK_STRONG, FONTS, LIGHT, LIGHT_STRONG, breakpoint_for, theme

Given = ParamSpec("Given")


def in_page_context(page: ft.Page, act: Callable[Given, object]) -> Callable[Given, None]:
    """`act`, for a browser to call: outside of Flet there is no page to draw on."""

    async def acts(*given: Given.args, **named: Given.kwargs) -> None:
        try:
            done = act(*given, **named)
            if isawaitable(done):
                await done
        except Exception:  # a task of its own fails in silence: show the last resort
            page.session.error(format_exc())

    def called(*given: Given.args, **named: Given.kwargs) -> None:
        page.run_task(acts, *given, **named)

    return called


def apply_colours(page: ft.Page, strong: bool) -> None:
    """Give the page its palettes, light and dark: of more contrast when `strong`."""
    page.theme = theme(LIGHT_STRONG if strong else LIGHT)
    page.dark_theme = theme(DARK_STRONG if strong else DARK)
    page.update()


def load_fonts(page: ft.Page) -> None:
    """Have the client load our fonts, where nothing has before Python began."""
    page.fonts = dict(FONTS)


def apply_language(page: ft.Page, name: str, languages: Iterable[str], language: str) -> None:
    """Call the page by the app's `name`, and tell its client the `language`, of these.

    The name alone, on every screen: titles stay in the history, and in the list of windows.
    A new screen is said by its heading.
    """
    page.title = name
    known = [ft.Locale(code) for code in languages]
    page.locale_configuration = ft.LocaleConfiguration(known, ft.Locale(language))
    page.update()


def use_breakpoint(
    page: ft.Page,
    is_compact: Callable[[], bool],
    on_compact: Callable[[Callable[[bool], None]], None],
) -> None:
    """Render the component again when the page has room for more, or for less.

    `on_compact` is told what to call when only a few lines of text hold in it, or more do.
    """
    room, set_room = ft.use_state(breakpoint_for(page.width))
    _, heard = use_state(is_compact)

    def resized(event: ft.PageResizeEvent) -> None:
        if (now := breakpoint_for(event.width)) is not room:
            toast.reposition(page, event.width)
            set_room(now)

    page.on_resize = resized
    ft.use_effect(lambda: on_compact(in_page_context(page, heard)), [])


async def spoken_languages(page: ft.Page) -> Sequence[str]:
    """The languages of a phone or a computer, preferred first: `["fr-FR", "en-"]`."""
    info = await page.get_device_info()
    return [f"{one.language_code}-{one.country_code or ''}" for one in info.locales] if info else []
