"""Both builds of Flutter's client: each browser downloads and stores only the one that it uses."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import SCREEN, AppPage, watched
from tests.browser.conftest import NO_SNAPSHOT
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY
from tests.browser.self_check_actions import save_self_check

pytestmark = pytest.mark.browser

CLIENT = ("canvaskit/", "main.dart.")
WEB_ASSEMBLY = {
    *("canvaskit/skwasm.js", "canvaskit/skwasm.wasm", "main.dart.mjs", "main.dart.wasm"),
}
JAVASCRIPT = {
    *("canvaskit/chromium/canvaskit.js", "canvaskit/chromium/canvaskit.wasm", "main.dart.js"),
}
FEATURE_REMOVALS = {
    "WasmGC": "WebAssembly.validate = () => false;",
    "WebGL": """
const { getContext } = HTMLCanvasElement.prototype;
HTMLCanvasElement.prototype.getContext = function (type, ...options) {
  return type.startsWith("webgl") ? null : getContext.call(this, type, ...options);
};
""",
}
"""Scripts that remove a feature from the page."""
STORED = """async () => (await Promise.all(
  (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())),
)).flat().map(({ url }) => url)"""


@contextmanager
def new_app_page(browser: Browser, origin: str, language: str, script: str) -> Iterator[AppPage]:
    with (
        browser.new_context(**SCREEN, locale=language) as context,
        watched(context.new_page(), origin) as app_page,
    ):
        app_page.page.add_init_script(NO_SNAPSHOT)
        app_page.page.add_init_script(script)
        yield app_page


def client_files(urls: list[str]) -> set[str]:
    paths = (urlsplit(url).path.removeprefix("/") for url in urls)
    return {path for path in paths if path.startswith(CLIENT)}


@FRENCH_IN_DEFAULT_PROFILE
def test_browser_with_wasm_gc_uses_only_the_webassembly_client(
    webgl_browser: Browser, origin: str, contents: Mapping[str, Content], language: str
) -> None:
    """A self-check is saved, and the app starts again from what the service worker stored."""
    content = contents[language]
    with new_app_page(webgl_browser, origin, language, "") as app_page:
        app_page.open()
        save_self_check(app_page, content)
        assert client_files(app_page.requests) == WEB_ASSEMBLY
        app_page.page.wait_for_selector("html[data-offline=yes]", state="attached")
        assert client_files(app_page.page.evaluate(STORED)) == WEB_ASSEMBLY
        app_page.page.context.set_offline(True)
        app_page.page.reload()
        app_page.wait_until_ready()
        app_page.go(routes.JOURNAL)
        app_page.wait_for_text(content.labels.journal.entry.split("{")[0])
        assert client_files(app_page.requests) == WEB_ASSEMBLY


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_failed_start_does_not_change_the_client(
    webgl_browser: Browser, origin: str, contents: Mapping[str, Content], language: str
) -> None:
    """The service worker is installed after a failed start too, and the next start may succeed."""
    with new_app_page(webgl_browser, origin, language, "") as app_page:
        app_page.page.route("**/main.dart.wasm", lambda route: route.abort())
        app_page.page.goto(origin)
        app_page.page.wait_for_selector("html[data-app=failed]", state="attached")
        app_page.page.wait_for_selector("html[data-offline=yes]", state="attached")
        assert client_files(app_page.page.evaluate(STORED)) == WEB_ASSEMBLY
        assert app_page.page_errors
        app_page.page_errors.clear()
        # The report of the failure has asked for the headers of the files of both clients.
        app_page.requests.clear()
        app_page.page.unroute("**/main.dart.wasm")
        app_page.page.context.set_offline(True)
        app_page.page.reload()
        app_page.wait_until_ready()
        app_page.wait_for_heading(contents[language].labels.home.title)
        assert client_files(app_page.requests) == WEB_ASSEMBLY


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
@pytest.mark.parametrize("missing_feature", FEATURE_REMOVALS)
def test_other_browser_uses_only_the_javascript_client(
    webgl_browser: Browser,
    origin: str,
    contents: Mapping[str, Content],
    language: str,
    missing_feature: str,
) -> None:
    with new_app_page(
        webgl_browser, origin, language, FEATURE_REMOVALS[missing_feature]
    ) as app_page:
        app_page.open()
        app_page.wait_for_heading(contents[language].labels.home.title)
        assert client_files(app_page.requests) == JAVASCRIPT
        app_page.page.wait_for_selector("html[data-offline=yes]", state="attached")
        assert client_files(app_page.page.evaluate(STORED)) == JAVASCRIPT
