"""A page of the small site: which versions it received, and what is stored on the device."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.limited_server import LimitedServer
from tests.browser.sw_fixture_site import WORDS

TIMEOUT = 60.0  # seconds
REGISTRATION = "navigator.serviceWorker.getRegistration()"
CACHE_NAMES = "caches.keys().then(names => names.filter(name => /-site /.test(name)))"
NOT_INSTALLING = f"{REGISTRATION}.then(r => !r?.installing)"


class SitePage:
    """A page of the small site, at `path` of the server."""

    def __init__(self, page: Page, server: LimitedServer, path: str = "/") -> None:
        self.page = page
        self.server = server
        self.url = server.origin + path
        self.loads = 0
        """How many documents were loaded; a reload counts."""
        page.on("domcontentloaded", self._count)

    def _count(self, _: Page) -> None:
        self.loads += 1

    def open(self) -> None:
        """Open or reopen the page, and mark its app as ready."""
        self.page.goto(self.url)
        self.mark_ready()

    def mark_ready(self) -> None:
        """Mark the app of the page as ready, as the real app does after its start."""
        self.page.evaluate("document.documentElement.dataset.app = 'ready'")

    def wait_until_installed(self) -> None:
        """Wait until the whole site is stored on the device."""
        self.page.wait_for_selector("html[data-offline=yes]", state="attached")

    def wait_until_not_installing(self, is_reached: Callable[[list[str]], bool]) -> None:
        """Wait until `is_reached` is true of the requested paths and no install is in progress."""
        end = time.monotonic() + TIMEOUT
        while not (is_reached(self.server.requested) and self.page.evaluate(NOT_INSTALLING)):
            assert time.monotonic() < end, f"still installing: {self.server.requested}"
            self.page.wait_for_timeout(50)

    def wait_until_not_installing_after(self, requests: int) -> None:
        self.wait_until_not_installing(lambda asked: len(asked) > requests)

    def wait_for_offer(self) -> None:
        self.page.get_by_role("status").get_by_text(WORDS["update"]).wait_for()

    def click_button(self, words: str) -> None:
        self.page.get_by_role("button", name=words).click()

    def accept_update(self) -> None:
        """Accept the offered version, and wait until the page has been reloaded with it."""
        self.wait_for_offer()
        with self.page.expect_event("load"):
            self.click_button(WORDS["now"])
        self.mark_ready()

    def versions(self) -> set[str]:
        """Return the versions of the document, its modules and the files that it fetches."""
        versions: list[str] = self.page.evaluate("seen()") + self.page.evaluate("fromWorker()")
        return {str(self.page.get_attribute("html", "data-version")), *versions}

    def versions_offline(self) -> set[str]:
        """Reopen the page without a server, and return the versions."""
        self.server.answer_only(0)
        self.open()
        return self.versions()

    def cache_names(self) -> list[str]:
        """Return the caches of the service worker: its state, and one of each version."""
        names: list[str] = self.page.evaluate(CACHE_NAMES)
        return names

    def wait_until_one_version_is_stored(self) -> None:
        self.page.wait_for_function(f"async () => (await {CACHE_NAMES}).length === 2")

    def cached_paths(self) -> set[str]:
        """Return the paths of all files in the caches."""
        paths: list[str] = self.page.evaluate(
            """async () => {
              const caches_ = await Promise.all((await caches.keys()).map(k => caches.open(k)));
              const keys = (await Promise.all(caches_.map(cache => cache.keys()))).flat();
              return keys.map(({ url }) => new URL(url).pathname);
            }"""
        )
        return set(paths)

    def wait_until_scripts_recached(self) -> None:
        """Wait until the cached scripts are those that the browser fetched itself."""
        self.page.wait_for_function(
            """async () => {
              const own = (await caches.keys()).find((name) => name.includes(" / "));
              const script = own && (await caches.match("seen.js", { cacheName: own }));
              return script && !script.headers.has("x-content-sha256");
            }"""
        )

    def registration(self, js_of_registration: str) -> Any:
        """Return the value of an expression over the service worker registration `r`."""
        return self.page.evaluate(f"{REGISTRATION}.then(r => {js_of_registration})")
