"""One build, one server and one browser for every test that needs a real one."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, ViewportSize, sync_playwright

from sv_app.pwa.build import build
from tests.browser import storeroom
from tests.browser.person import Person, watched
from tests.served import served

FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
PHONE = ViewportSize(width=390, height=844)


def found(*names: str) -> str:
    """The path of the first of these browsers; the test is skipped without one."""
    for name in names:
        if path := shutil.which(name):
            return path
    reason = f"none of {', '.join(names)} is installed"
    if os.environ.get("SV_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    return found("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once."""
    out = tmp_path_factory.mktemp("site") / "built"
    build(out)
    return out


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
    running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield running
    running.close()


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def person(browser: Browser, origin: str, language: str) -> Iterator[Person]:
    """Someone with a phone in that language; any fault on the page fails the test."""
    context = browser.new_context(viewport=PHONE, locale=language)
    with watched(context.new_page(), origin) as one:
        yield one
    context.close()
