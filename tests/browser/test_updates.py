"""Updates by the service worker: atomic, offered and not forced, never two versions in a page."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import sw_fixture_site as fixture_site
from tests.browser.daily_selection import TURN
from tests.browser.flaky_server import FlakyServer, serve_flaky
from tests.browser.sw_fixture_site import WORDS
from tests.browser.sw_page import Visit
from tests.profile import INSTALL_CUTS

pytestmark = pytest.mark.browser

PAUSE = 3_000  # milliseconds


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site, of version A."""
    fixture_site.write(tmp_path / "site", "A")
    return tmp_path / "site"


@pytest.fixture
def server(site: Path) -> Iterator[FlakyServer]:
    with serve_flaky(site) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as new_context:
        yield new_context


@pytest.fixture
def visit(context: BrowserContext, server: FlakyServer) -> Visit:
    return Visit(context.new_page(), server)


def install(visit: Visit) -> int:
    """Install the site on the device, and return the number of requests."""
    visit.page.goto(visit.url)
    visit.server.answer_only(None)
    visit.ready()
    visit.wait_until_installed()
    return len(visit.server.requested)


def test_installed_site_works_without_a_server(visit: Visit) -> None:
    install(visit)
    assert visit.versions_offline() == {"A"}
    visit.page.goto(f"{visit.url}index.html?v=2#/some/screen")
    assert visit.versions() == {"A"}


def test_update_is_offered_and_waits(visit: Visit, site: Path) -> None:
    install(visit)
    fixture_site.write(site, "B")
    visit.open()
    visit.wait_for_offer()
    visit.press(WORDS["later"])
    loads = visit.loads
    visit.page.wait_for_timeout(PAUSE)
    assert visit.page.get_by_role("status").count() == 0
    assert visit.loads == loads
    assert visit.versions() == {"A"}
    visit.open()
    visit.wait_for_offer()
    assert visit.versions() == {"A"}


def test_accepted_update_reloads_the_page_once(visit: Visit, site: Path) -> None:
    install(visit)
    fixture_site.write(site, "B")
    visit.open()
    visit.wait_for_offer()
    loads = visit.loads
    visit.accept_update()
    visit.page.wait_for_timeout(PAUSE)
    assert visit.loads == loads + 1
    assert visit.page.get_by_role("status").count() == 0
    assert visit.versions() == visit.versions_offline() == {"B"}


def test_update_downloads_only_changed_files(visit: Visit, site: Path) -> None:
    fixture_site.write(site, "A", same=10)
    install(visit)
    visit.server.answer_only(None)
    fixture_site.write(site, "B", same=10)
    visit.open()
    visit.wait_for_offer()
    requested = {path.removeprefix("/") for path in visit.server.requested}
    always = {f"text-{n:02}.txt" for n in range(10)} | {"offline.js", "worker.js"}
    assert "text-10.txt" in requested
    assert not requested & always
    visit.accept_update()
    assert visit.versions_offline() == {"B"}


def test_scripts_are_replaced_by_those_the_browser_can_cache_compiled(
    visit: Visit, site: Path
) -> None:
    fixture_site.write(site, "A", same=10)
    request_count = install(visit)
    visit.wait_until_scripts_recached()
    assert len(visit.server.requested) == request_count
    fixture_site.write(site, "B", same=10)
    visit.open()
    visit.wait_for_offer()
    requested_again = {path.removeprefix("/") for path in visit.server.requested[request_count:]}
    assert not requested_again & {"boot.js", "offline.js", "worker.js"}
    visit.accept_update()
    assert visit.versions() == visit.versions_offline() == {"B"}


@pytest.mark.parametrize("tenth", INSTALL_CUTS)
def test_interrupted_install_is_completed_by_the_next_visit(
    browser: Browser, visit: Visit, tenth: int
) -> None:
    with browser.new_context() as other:
        request_count = install(Visit(other.new_page(), visit.server))
    cut = math.ceil(request_count * tenth / 10)
    visit.page.goto(visit.url)
    visit.server.answer_only(cut)
    visit.ready()
    visit.wait_until_install_fails_after(cut)
    assert visit.registration("r") is None
    assert visit.page.get_attribute("html", "data-offline") is None
    cached = visit.cached_paths()
    visit.server.answer_only(None)
    visit.open()
    visit.wait_until_installed()
    assert visit.server.fetched, "the missing files were requested again"
    assert not cached & set(visit.server.fetched)
    assert visit.versions() == visit.versions_offline() == {"A"}


@pytest.mark.parametrize("tenth", INSTALL_CUTS)
def test_interrupted_update_keeps_the_old_version_and_is_completed_next_visit(
    visit: Visit, site: Path, tenth: int
) -> None:
    cut = math.ceil(install(visit) * tenth / 10)
    fixture_site.write(site, "B")
    visit.server.answer_only(cut)
    visit.open()
    visit.wait_until_install_fails_after(cut)
    assert visit.versions() == {"A"}
    assert visit.versions_offline() == {"A"}
    visit.server.answer_only(None)
    visit.open()
    visit.wait_for_offer()
    assert visit.versions() == {"A"}
    visit.accept_update()
    assert visit.versions_offline() == {"B"}


def test_files_of_two_versions_are_never_installed(visit: Visit, site: Path) -> None:
    install(visit)
    fixture_site.write(site, "B")
    (site / "text-07.txt").write_text("A\n")
    visit.server.answer_only(None)
    visit.open()
    visit.wait_until_install_fails(lambda requested: "/text-07.txt" in requested)
    assert visit.registration("Boolean(r.waiting)") is False
    assert visit.versions_offline() == {"A"}


@TURN("left behind")
def test_page_keeps_its_version_when_another_page_updates(
    visit: Visit, site: Path, context: BrowserContext
) -> None:
    install(visit)
    visit.open()
    other = Visit(context.new_page(), visit.server)
    other.open()
    fixture_site.write(site, "B")
    other.open()
    other.accept_update()
    assert other.versions() == {"B"}
    assert visit.versions() == {"A"}
    assert len(visit.cache_names()) == 3
    visit.open()
    assert visit.versions() == {"B"}


@TURN("left behind")
def test_page_keeps_its_version_after_a_worker_restart(
    visit: Visit, site: Path, context: BrowserContext
) -> None:
    install(visit)
    visit.open()
    other = Visit(context.new_page(), visit.server)
    other.open()
    fixture_site.write(site, "B")
    other.open()
    other.accept_update()
    devtools = context.new_cdp_session(other.page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    assert visit.versions() == {"A"}
    assert other.versions() == {"B"}


@TURN("left behind")
def test_offer_in_an_outdated_page_reloads_it_with_the_installed_version(
    visit: Visit, site: Path, context: BrowserContext
) -> None:
    install(visit)
    visit.open()
    other = Visit(context.new_page(), visit.server)
    other.open()
    fixture_site.write(site, "B")
    other.open()
    other.accept_update()
    visit.accept_update()
    assert visit.versions() == {"B"}


@TURN("old versions")
def test_unused_versions_are_deleted(visit: Visit, site: Path) -> None:
    install(visit)
    for version in "BCD":
        fixture_site.write(site, version)
        visit.open()
        visit.accept_update()
    visit.open()
    visit.page.wait_for_function("caches.keys().then(keys => keys.length === 2)")
    assert visit.versions() == {"D"}


@TURN("old versions")
def test_remains_of_an_interrupted_update_are_deleted_by_the_next(visit: Visit, site: Path) -> None:
    install(visit)
    fixture_site.write(site, "B")
    visit.server.answer_only(9)
    visit.open()
    visit.wait_until_install_fails_after(9)
    assert len(visit.cache_names()) == 3
    fixture_site.write(site, "C")
    visit.server.answer_only(None)
    visit.open()
    visit.accept_update()
    visit.open()
    visit.page.wait_for_function("caches.keys().then(keys => keys.length === 2)")
    assert visit.versions_offline() == {"C"}


def test_first_page_keeps_its_version_when_a_newer_one_is_installed(
    visit: Visit, site: Path
) -> None:
    visit.page.goto(visit.url)
    fixture_site.write(site, "B")
    visit.ready()
    visit.wait_until_installed()
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("navigator.serviceWorker.controller") is None
    assert visit.page.get_attribute("html", "data-version") == "A"
    assert visit.versions_offline() == {"B"}


def test_sites_of_one_origin_do_not_affect_each_other(
    context: BrowserContext, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    inner = root / "inner" / "one"
    with serve_flaky(root) as server:
        fixture_site.write(root, "A")
        outer_visit = Visit(context.new_page(), server)
        install(outer_visit)
        fixture_site.write(inner, "I")
        inner_visit = Visit(context.new_page(), server, "/inner/one/")
        inner_visit.open()
        inner_visit.wait_until_installed()
        assert inner_visit.versions() == {"I"}
        fixture_site.write(root, "B")
        outer_visit.open()
        outer_visit.accept_update()
        outer_visit.open()
        assert inner_visit.versions_offline() == {"I"}
        assert outer_visit.versions_offline() == {"B"}
