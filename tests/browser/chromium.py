"""Drives Chromium through Playwright, on a profile that survives a restart."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Playwright, ViewportSize

from tests.browser.conftest import FLAGS
from tests.browser.engine import HEIGHT, WIDTH, BrowserEngine


class Chromium(BrowserEngine):
    """A Chromium on a profile, or in private mode, which Chromium calls incognito."""

    name = "Chromium"

    def __init__(
        self, playwright: Playwright, program: str, profile: Path, private: bool = False
    ) -> None:
        self.requests = []
        self._playwright, self._program, self._profile = playwright, program, profile
        self._private = private
        self._start()

    def _start(self) -> None:
        self._context = self._private_context() if self._private else self._persistent_context()
        self._context.on("request", lambda request: self.requests.append(request.url))
        self._page = self._context.pages[0] if self._context.pages else self._context.new_page()
        devtools = self._context.new_cdp_session(self._page)
        self._version = str(devtools.send("Browser.getVersion")["product"]).partition("/")[2]
        devtools.detach()

    def _persistent_context(self) -> BrowserContext:
        return self._playwright.chromium.launch_persistent_context(
            self._profile, executable_path=self._program, args=FLAGS, **OPTIONS
        )

    def _private_context(self) -> BrowserContext:
        # Every browser context other than the profile's default one is incognito.
        browser = self._playwright.chromium.launch(executable_path=self._program, args=FLAGS)
        return browser.new_context(**OPTIONS)

    @property
    def version(self) -> str:
        return self._version

    def open(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, js_expression: str) -> Any:
        try:
            return self._page.evaluate(js_expression)
        except Error as error:
            if "context was destroyed" in error.message:
                return None
            raise

    def restart(self) -> None:
        self.close()
        self._start()

    def close(self) -> None:
        browser = self._context.browser
        self._context.close()
        if browser:
            browser.close()

    def _click_at(self, x: int, y: int) -> None:
        self._page.mouse.click(x, y)

    def _replace_text(self, words: str) -> None:
        self._page.keyboard.press("Control+A")
        self._page.keyboard.type(words, delay=20)


OPTIONS: dict[str, Any] = {
    "viewport": ViewportSize(width=WIDTH, height=HEIGHT),
    "reduced_motion": "reduce",
    "locale": "fr",
}
"""The options of a context of either kind."""
