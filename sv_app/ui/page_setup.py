"""Setup of the Flet page: colours, fonts, language, and rendering again after a resize."""

from collections.abc import Callable, Iterable, Sequence

import flet as ft

from sv_app.ui.context import Params, use_effect, use_state, with_fallback
from sv_app.ui.theme import (
    DARK,
    DARK_HIGH_CONTRAST,
    FONTS,
    LIGHT,
    LIGHT_HIGH_CONTRAST,
    Breakpoint,
    breakpoint_for,
    is_landscape,
    is_short,
    theme,
)


def in_page_context(page: ft.Page, callback: Callable[Params, object]) -> Callable[Params, None]:
    """Wrap `callback`, sync or async, so that a browser event can call it.

    It runs as a task of `page`, because Flet has no current page outside of its own events. An
    exception shows the fallback screen.
    """
    run = with_fallback(page, callback)

    def start_task(*args: Params.args, **kwargs: Params.kwargs) -> None:
        page.run_task(run, *args, **kwargs)

    return start_task


def apply_colours(page: ft.Page, high_contrast: bool) -> None:
    """Set the light and dark themes of the page; those with more contrast when `high_contrast`."""
    page.theme = theme(LIGHT_HIGH_CONTRAST if high_contrast else LIGHT)
    page.dark_theme = theme(DARK_HIGH_CONTRAST if high_contrast else DARK)
    page.update()


def load_fonts(page: ft.Page) -> None:
    """Let the client load the fonts; in a browser, the engine loads them before Python starts."""
    page.fonts = dict(FONTS)


def apply_language(page: ft.Page, name: str, languages: Iterable[str], language: str) -> None:
    """Set the page's title to the app's `name`, and its locale to `language`, one of `languages`.

    The title is the same on every screen, because the browser history and the list of windows
    keep titles. A screen reader announces a new screen by its heading.
    """
    page.title = name
    supported = [ft.Locale(code) for code in languages]
    page.locale_configuration = ft.LocaleConfiguration(supported, ft.Locale(language))
    page.update()


def render_on_window_class_change(
    page: ft.Page,
    is_compact: Callable[[], bool],
    listen_for_compact: Callable[[Callable[[bool], None]], None],
) -> None:
    """Render the component again when the class of the window changes.

    The class is its breakpoint, and whether it is short, in landscape orientation or compact.

    `listen_for_compact` registers a listener, which receives whether the window is compact.
    """
    current, set_current = use_state(lambda: _size_class_without_compact(page.width, page.height))
    _, set_compact = use_state(is_compact)

    def resized(event: ft.PageResizeEvent) -> None:
        if (new := _size_class_without_compact(event.width, event.height)) != current:
            set_current(new)

    page.on_resize = resized
    use_effect(lambda: listen_for_compact(in_page_context(page, set_compact)), [])


def _size_class_without_compact(
    width: float | None, height: float | None
) -> tuple[Breakpoint, bool, bool]:
    return breakpoint_for(width), is_short(width, height), is_landscape(width, height)


def render_on_brightness_change(page: ft.Page) -> None:
    """Render the component again when the device changes between the light and the dark theme."""
    _, set_brightness = use_state(lambda: page.platform_brightness)

    def changed() -> None:
        # The event cannot be relied on: at the start it may come without the brightness.
        set_brightness(page.platform_brightness)

    page.on_platform_brightness_change = changed


async def device_locales(page: ft.Page) -> Sequence[str]:
    """The languages of a phone or a computer, preferred first: `["fr-FR", "en-"]`.

    A locale without a country ends with the hyphen.
    """
    info = await page.get_device_info()
    locales = info.locales if info else []
    return [f"{locale.language_code}-{locale.country_code or ''}" for locale in locales]
