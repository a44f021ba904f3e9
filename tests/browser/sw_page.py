"""A visit to the small site: what the page was given, and what is on the device."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.flaky_server import FlakyServer
from tests.browser.sw_fixture_site import WORDS

PATIENCE = 60.0  # seconds
CONTROL = "navigator.serviceWorker.getRegistration()"
QUIET = f"{CONTROL}.then(r => !r?.installing)"


class Visit:
    """One page of the small site, opened at `path` of the server."""

    def __init__(self, page: Page, server: FlakyServer, path: str = "/") -> None:
        self.page = page
        self.server = server
        self.url = server.origin + path
        self.opened = 0
        """How often a document came: a reload is one more."""
        page.on("domcontentloaded", self._count)

    def _count(self, _: Page) -> None:
        self.opened += 1

    def open(self) -> None:
        """Open or reopen the page; its app is ready at once."""
        self.page.goto(self.url)
        self.ready()

    def ready(self) -> None:
        self.page.evaluate("document.documentElement.dataset.app = 'ready'")

    def installed(self) -> None:
        """Wait until the whole site is on the device."""
        self.page.wait_for_selector("html[data-offline=yes]", state="attached")

    def gave_up(self, met: Callable[[list[str]], bool]) -> None:
        """Wait until an install has met its obstacle, told by what was asked, and failed."""
        end = time.monotonic() + PATIENCE
        while not (met(self.server.asked) and self.page.evaluate(QUIET)):
            assert time.monotonic() < end, f"still installing: {self.server.asked}"
            self.page.wait_for_timeout(50)

    def gave_up_after(self, requests: int) -> None:
        self.gave_up(lambda asked: len(asked) > requests)

    def offered(self) -> None:
        self.page.get_by_role("status").get_by_text(WORDS["update"]).wait_for()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words).click()

    def update(self) -> None:
        """Accept what is offered, and wait until the page was opened with it."""
        self.offered()
        with self.page.expect_event("load"):
            self.press(WORDS["now"])
        self.ready()

    def versions(self) -> set[str]:
        """The versions of everything the page is made of, and can ask for."""
        seen: list[str] = self.page.evaluate("seen()") + self.page.evaluate("fromWorker()")
        return {str(self.page.get_attribute("html", "data-version")), *seen}

    def offline(self) -> set[str]:
        """The versions of everything, opened again without a server."""
        self.server.after(0)
        self.open()
        return self.versions()

    def caches(self) -> list[str]:
        found: list[str] = self.page.evaluate("caches.keys()")
        return found

    def kept(self) -> set[str]:
        """The path of everything that is in a cache."""
        found: list[str] = self.page.evaluate(
            """async () => {
              const caches_ = await Promise.all((await caches.keys()).map(k => caches.open(k)));
              const keys = (await Promise.all(caches_.map(cache => cache.keys()))).flat();
              return keys.map(({ url }) => new URL(url).pathname);
            }"""
        )
        return set(found)

    def quickened(self) -> None:
        """Wait until the scripts that are kept are those the browser fetched itself."""
        self.page.wait_for_function(
            """async () => {
              const own = (await caches.keys()).find((name) => name.includes(" / "));
              const script = own && (await caches.match("seen.js", { cacheName: own }));
              return script && !script.headers.has("x-content-sha256");
            }"""
        )

    def control(self, js_of_registration: str) -> Any:
        """Something of the page's registration, `r`."""
        return self.page.evaluate(f"{CONTROL}.then(r => {js_of_registration})")
