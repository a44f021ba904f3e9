"""One build for all workers; one server, one browser and one open app a language for each."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from sv_app.domain.content import Content
from tests.browser import store_harness as storeroom
from tests.browser.app_driver import PHONE, Person, watched
from tests.browser.built_site import built_site
from tests.browser.languages import turn_of_the_day
from tests.browser.shared_app import SharedApps
from tests.served import served

NO_SNAPSHOT = "Object.defineProperty(navigator, 'deviceMemory', { value: 1 })"
"""A device with so little memory that the app makes no snapshot of its own."""
NO_SERVICE_WORKER = """if ("serviceWorker" in navigator)
  navigator.serviceWorker.register = () => Promise.reject(new Error("blocked by the test"));"""
__all__ = ["FLAGS", "PHONE", "WEBGL", "found"]

COMMON = ("--no-sandbox", "--disable-quic", "--disable-background-networking")
COMPILE_LESS = "--js-flags=--wasm-tiering-budget=130000000 --no-enable-lazy-source-positions"
"""A function of WebAssembly is compiled a second time after ten times as much use as usual: a test
is over before that pays. Positions in the source are noted when a script is parsed: the driver asks
for them while the app starts, and each question would parse a script of 9 MB again."""
FLAGS = (*COMMON, COMPILE_LESS, "--disable-gpu", "--disable-3d-apis")
"""Without WebGL the engine draws by itself, in a third of the processor time that WebGL takes
where there is no graphics card."""
ONE_PROCESS = "--process-per-site"
"""Pages of one context share a process: what one of them has compiled serves the others."""
WEBGL = (*COMMON, "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""For tests about WebGL, a phone, or the time that drawing takes."""


def found(*names: str) -> str:
    """The path of the first of these browsers; the test is skipped without one."""
    for name in names:
        if path := shutil.which(name):
            return path
    reason = f"none of {', '.join(names)} is installed"
    if os.environ.get("SV_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of another day, and begin with those that take longest.

    No worker then waits for the longest at the end.
    """
    names = defaultdict[str, list[str]](list)
    for item in items:
        for mark in item.iter_markers("turn"):
            names[mark.args[0]].append(name_of(item))
    chosen = {turn: turn_of_the_day(turn, sorted(set(tests))) for turn, tests in names.items()}
    left_out = [
        item
        for item in items
        if any(name_of(item) not in chosen[mark.args[0]] for mark in item.iter_markers("turn"))
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: item.get_closest_marker("start_early") is None)


def name_of(item: pytest.Item) -> str:
    """The name of a test, the same for each of its parameters."""
    return item.nodeid.partition("[")[0]


@pytest.fixture(scope="session")
def chromium() -> str:
    return found("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def site() -> Path:
    return built_site()


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """Where the site is served, with no slash at the end."""
    with served(site) as where:
        yield where


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a storeroom, which holds nothing that a browser has not put there."""
    folder = tmp_path_factory.mktemp("storeroom")
    storeroom.write(folder)
    with served(folder) as where:
        yield f"{where}/"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, ONE_PROCESS])
    yield running
    running.close()


@pytest.fixture(scope="session")
def webgl_browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium, args=WEBGL)
    yield running
    running.close()


@pytest.fixture(params=["fr", "en"])
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
def person(
    shared_apps: SharedApps, language: str, request: pytest.FixtureRequest
) -> Iterator[Person]:
    """Someone with a phone in that language, on the home screen of an app that is open.

    Nothing is saved, as on a first visit. A fault on the page, or a request to another
    origin, fails the test; a page that fails a test is not used again.
    """
    app = shared_apps[language]
    person = app.reset()
    failures = request.session.testsfailed
    yield person
    try:
        person.assert_clean()
    finally:
        if person.faults or request.session.testsfailed > failures:
            app.close()


@pytest.fixture
def first_visit(shared_apps: SharedApps, site: Path, language: str) -> Iterator[Person]:
    """Someone with a phone in that language who was never here: the next page is a cold start.

    The page is opened beside the app that is shared, from an origin of its own, where nothing is
    stored. Neither the service worker nor the snapshot is installed: they are for a next start,
    and take as long as a quarter of this one.
    """
    with (
        served(site) as origin,
        shared_apps[language].page_beside() as page,
        watched(page, origin) as person,
    ):
        page.add_init_script(NO_SNAPSHOT)
        page.add_init_script(NO_SERVICE_WORKER)
        yield person
