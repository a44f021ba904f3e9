"""Apps that stay open between tests, so that few tests need a cold start.

A start takes about nine seconds of processor time; erasing the journal takes less than a second.
Each worker keeps a page for each language, and erases everything in it before each test.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Page

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import PHONE, SCREEN, START_TIMEOUT, TIMEOUT, AppPage
from tests.browser.failures import READY
from tests.screen_states.settings import erase_everything

RESET_TIMEOUT = 20_000
"""Milliseconds after which a page that does not answer is replaced by a new page."""
RESET_PAGE = """() => {
  window.opened.length = 0;
  document.documentElement.style.fontSize = "";
}"""
"""Resets what tests change in the page: the recorded calls and the text size."""


class SharedApp:
    """The open app of one language."""

    def __init__(self, browser: Browser, origin: str, content: Content) -> None:
        self._browser, self._origin, self._content = browser, origin, content
        self._app_page: AppPage | None = None

    @contextmanager
    def new_page_in_same_context(self) -> Iterator[Page]:
        """Open a new page in the process of the shared app, where less has to be compiled."""
        with self._opened().page.context.new_page() as page:
            yield page

    def reset(self) -> AppPage:
        """Return the app on its home screen, with nothing saved, as on a first visit."""
        if self._app_page:
            try:
                self._erase(self._app_page)
            except (AssertionError, Error):  # the last test left an unexpected state
                self.close()
        app_page = self._opened()
        app_page.requests.clear()
        return app_page

    def close(self) -> None:
        """Close the app; the next `reset` starts it again."""
        if self._app_page:
            self._app_page.page.context.close()
        self._app_page = None

    def _opened(self) -> AppPage:
        """Return the open app; start it if it is not open."""
        if self._app_page is None:
            self._app_page = self._start()
        return self._app_page

    def _start(self) -> AppPage:
        context = self._browser.new_context(**SCREEN, locale=self._content.code)
        app_page = AppPage(context.new_page(), self._origin)
        app_page.open()
        # The settings show whether the app works offline: wait, so that every test sees the same.
        app_page.page.wait_for_selector(
            "html[data-offline=yes]", state="attached", timeout=START_TIMEOUT
        )
        return app_page

    def _erase(self, app_page: AppPage) -> None:
        page = app_page.page
        page.bring_to_front()  # a page in the background draws once a second
        page.set_default_timeout(RESET_TIMEOUT)
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        if not page.evaluate(READY):  # a test has stopped the app
            page.reload()
            app_page.wait_until_ready()
        page.evaluate(RESET_PAGE)
        app_page.go(routes.HOME)
        app_page.wait_for_heading(self._content.labels.home.title)
        erase_everything(app_page, self._content)
        app_page.wait_for_heading(self._content.labels.home.title)
        page.set_default_timeout(TIMEOUT)


class SharedApps:
    """The open apps of one worker, by language."""

    def __init__(self, browser: Browser, origin: str, contents: Mapping[str, Content]) -> None:
        self._apps = {
            code: SharedApp(browser, origin, content) for code, content in contents.items()
        }

    def __getitem__(self, language: str) -> SharedApp:
        return self._apps[language]

    def close(self) -> None:
        for app in self._apps.values():
            app.close()
