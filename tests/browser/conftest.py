"""Fixtures: the built site, which all workers share, and what each worker starts once.

Each worker starts a server and a browser; the app of a language starts at its first use.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from sv_app.domain.content import Content
from tests.browser import store_harness
from tests.browser.app_driver import PHONE, AppPage, watched
from tests.browser.built_site import built_site
from tests.browser.daily_selection import LANGUAGES_OF_THE_DAY, weekly_tests_of_the_day
from tests.browser.shared_app import SharedApps
from tests.folder_server import serve_folder
from tests.missing_tools import skip_or_fail

NO_SNAPSHOT = "Object.defineProperty(navigator, 'deviceMemory', { value: 1 })"
"""Report so little memory that the app makes no snapshot."""
NO_SERVICE_WORKER = """if ("serviceWorker" in navigator)
  navigator.serviceWorker.register = () => Promise.reject(new Error("blocked by the test"));"""
__all__ = ["FLAGS", "PHONE", "WEBGL", "find_browser", "find_chromium"]

COMMON = ("--no-sandbox", "--disable-quic", "--disable-background-networking")
COMPILE_LESS = "--js-flags=--wasm-tiering-budget=130000000 --no-enable-lazy-source-positions"
"""WebAssembly functions are optimised only after ten times the usual budget: a test ends before
optimising pays off. Source positions are recorded at the first parse: Playwright asks for them
while the app starts, and each request would parse a script of 9 MB again."""
SOFTWARE_WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
NO_WEBGL = ("--disable-gpu", "--disable-3d-apis")
USES_WEB_ASSEMBLY = os.environ.get("SV_CLIENT") == "wasm"
"""Whether every test uses Flutter's WebAssembly client, which needs WebGL."""
CLIENT_SCRIPT, RENDERER = (
    ("main.dart.mjs", "canvaskit/skwasm.wasm")
    if USES_WEB_ASSEMBLY
    else ("main.dart.js", "canvaskit/chromium/canvaskit.wasm")
)
"""Two files of the client that the tests use."""
FLAGS = (*COMMON, COMPILE_LESS, *(SOFTWARE_WEBGL if USES_WEB_ASSEMBLY else NO_WEBGL))
"""Without WebGL the JavaScript client renders in software itself, in a third of the processor time
that WebGL takes without a graphics card."""
ONE_PROCESS = "--process-per-site"
"""The pages of a context share a process, and so they share compiled code."""
WEBGL = (*COMMON, *SOFTWARE_WEBGL)
"""For tests of WebGL, phones or drawing time; they use the WebAssembly client."""


def find_browser(*names: str) -> str:
    """Return the path of the first of these browsers that is installed.

    If none is installed, the test is skipped; with SV_REQUIRE_TOOLS it fails.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    return skip_or_fail(f"none of {', '.join(names)} is installed")


def find_chromium() -> str:
    """Return the path of the installed Chromium, as `find_browser` does."""
    return find_browser("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the weekly tests of other days, and run the slowest tests first.

    A test that the command line names runs on any day. A slow test that started late would run
    alone at the end.
    """
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        weekly = {
            item: id_without_parameters(item) for item in items if item.get_closest_marker("weekly")
        }
        selected = weekly_tests_of_the_day([*weekly.values()])
        deselected = [item for item, test in weekly.items() if test not in selected]
        config.hook.pytest_deselected(items=deselected)
        items[:] = [item for item in items if item not in deselected]
    items.sort(key=lambda item: item.get_closest_marker("start_early") is None)


def id_without_parameters(item: pytest.Item) -> str:
    """Return the id of a test without its parameters."""
    return item.nodeid.partition("[")[0]


@pytest.fixture(scope="session")
def chromium() -> str:
    return find_chromium()


@pytest.fixture(scope="session")
def site() -> Path:
    return built_site()


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """The origin of the served site, without a slash at the end."""
    with serve_folder(site) as address:
        yield address


@pytest.fixture(scope="session")
def harness_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the store harness: the storage scripts without the app."""
    folder = tmp_path_factory.mktemp("store-harness")
    store_harness.write(folder)
    with serve_folder(folder) as address:
        yield f"{address}/"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright_driver:
        yield playwright_driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    launched_browser = playwright.chromium.launch(
        executable_path=chromium, args=[*FLAGS, ONE_PROCESS]
    )
    yield launched_browser
    launched_browser.close()


@pytest.fixture(scope="session")
def webgl_browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    launched_browser = playwright.chromium.launch(executable_path=chromium, args=WEBGL)
    yield launched_browser
    launched_browser.close()


@pytest.fixture(params=LANGUAGES_OF_THE_DAY)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def shared_apps(
    browser: Browser, origin: str, contents: Mapping[str, Content]
) -> Iterator[SharedApps]:
    apps = SharedApps(browser, origin, contents)
    yield apps
    apps.close()


@pytest.fixture
def app_page(
    shared_apps: SharedApps, language: str, request: pytest.FixtureRequest
) -> Iterator[AppPage]:
    """The shared app in `language`, on its home screen.

    Nothing is saved, as on a first visit. An error on the page, or a request to another
    origin, fails the test; a page that fails a test is not used again.
    """
    app = shared_apps[language]
    app_page = app.reset()
    failures = request.session.testsfailed
    yield app_page
    try:
        app_page.assert_clean()
    finally:
        if app_page.page_errors or request.session.testsfailed > failures:
            app.close()


@pytest.fixture
def first_visit(shared_apps: SharedApps, site: Path, language: str) -> Iterator[AppPage]:
    """A page in `language` on a first visit: opening the app is a cold start.

    The page is in the browser context of the shared app, but on a new origin, where nothing is
    stored. Neither the service worker nor the snapshot is installed: they only serve a later
    start, and would take a quarter of the time of a first visit.
    """
    with (
        serve_folder(site) as origin,
        shared_apps[language].new_page_in_same_context() as page,
        watched(page, origin) as app_page,
    ):
        page.add_init_script(NO_SNAPSHOT)
        page.add_init_script(NO_SERVICE_WORKER)
        yield app_page
