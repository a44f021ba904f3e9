"""Versions: all or nothing, offered and never forced, and never two in one page."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import sw_fixture_site as small_site
from tests.browser.flaky_server import FlakyServer, flaky
from tests.browser.languages import TURN
from tests.browser.sw_fixture_site import WORDS
from tests.browser.sw_page import Visit
from tests.profile import INSTALL_CUTS

pytestmark = pytest.mark.browser

A_WHILE = 3_000  # milliseconds


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site, of version A."""
    small_site.write(tmp_path / "site", "A")
    return tmp_path / "site"


@pytest.fixture
def server(site: Path) -> Iterator[FlakyServer]:
    with flaky(site) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as one:
        yield one


@pytest.fixture
def visit(context: BrowserContext, server: FlakyServer) -> Visit:
    return Visit(context.new_page(), server)


def install(visit: Visit) -> int:
    """Have all of it on the device; how many requests it took."""
    visit.page.goto(visit.url)
    visit.server.after(None)
    visit.ready()
    visit.installed()
    return len(visit.server.asked)


def test_all_of_it_works_once_the_server_is_gone(visit: Visit) -> None:
    install(visit)
    assert visit.offline() == {"A"}
    visit.page.goto(f"{visit.url}index.html?v=2#/some/screen")
    assert visit.versions() == {"A"}


def test_an_update_is_offered_and_waits(visit: Visit, site: Path) -> None:
    install(visit)
    small_site.write(site, "B")
    visit.open()
    visit.offered()
    visit.press(WORDS["later"])
    opened = visit.opened
    visit.page.wait_for_timeout(A_WHILE)
    assert visit.page.get_by_role("status").count() == 0
    assert visit.opened == opened
    assert visit.versions() == {"A"}
    visit.open()
    visit.offered()
    assert visit.versions() == {"A"}


def test_an_update_that_is_taken_opens_the_page_once_and_never_again(
    visit: Visit, site: Path
) -> None:
    install(visit)
    small_site.write(site, "B")
    visit.open()
    visit.offered()
    opened = visit.opened
    visit.update()
    visit.page.wait_for_timeout(A_WHILE)
    assert visit.opened == opened + 1
    assert visit.page.get_by_role("status").count() == 0
    assert visit.versions() == visit.offline() == {"B"}


def test_an_update_downloads_what_has_changed_and_nothing_else(visit: Visit, site: Path) -> None:
    small_site.write(site, "A", same=10)
    install(visit)
    visit.server.after(None)
    small_site.write(site, "B", same=10)
    visit.open()
    visit.offered()
    asked = {path.removeprefix("/") for path in visit.server.asked}
    always = {f"text-{n:02}.txt" for n in range(10)} | {"offline.js", "worker.js"}
    assert "text-10.txt" in asked
    assert not asked & always
    visit.update()
    assert visit.offline() == {"B"}


def test_scripts_change_places_with_those_the_browser_can_keep_compiled(
    visit: Visit, site: Path
) -> None:
    small_site.write(site, "A", same=10)
    asked = install(visit)
    visit.quickened()
    assert len(visit.server.asked) == asked
    small_site.write(site, "B", same=10)
    visit.open()
    visit.offered()
    again = {path.removeprefix("/") for path in visit.server.asked[asked:]}
    assert not again & {"boot.js", "offline.js", "worker.js"}
    visit.update()
    assert visit.versions() == visit.offline() == {"B"}


@pytest.mark.parametrize("tenth", INSTALL_CUTS)
def test_an_install_that_is_cut_leaves_nothing_and_the_next_visit_ends_it(
    browser: Browser, visit: Visit, tenth: int
) -> None:
    with browser.new_context() as other:
        whole = install(Visit(other.new_page(), visit.server))
    cut = math.ceil(whole * tenth / 10)
    visit.page.goto(visit.url)
    visit.server.after(cut)
    visit.ready()
    visit.gave_up_after(cut)
    assert visit.control("r") is None
    assert visit.page.get_attribute("html", "data-offline") is None
    kept = visit.kept()
    visit.server.after(None)
    visit.open()
    visit.installed()
    assert visit.server.fetched, "what had been cut was asked for again"
    assert not kept & set(visit.server.fetched)
    assert visit.versions() == visit.offline() == {"A"}


@pytest.mark.parametrize("tenth", INSTALL_CUTS)
def test_an_update_that_is_cut_leaves_the_old_version_whole_and_the_next_visit_ends_it(
    visit: Visit, site: Path, tenth: int
) -> None:
    cut = math.ceil(install(visit) * tenth / 10)
    small_site.write(site, "B")
    visit.server.after(cut)
    visit.open()
    visit.gave_up_after(cut)
    assert visit.versions() == {"A"}
    assert visit.offline() == {"A"}
    visit.server.after(None)
    visit.open()
    visit.offered()
    assert visit.versions() == {"A"}
    visit.update()
    assert visit.offline() == {"B"}


def test_files_of_two_versions_on_the_server_are_never_installed(visit: Visit, site: Path) -> None:
    install(visit)
    small_site.write(site, "B")
    (site / "text-07.txt").write_text("A\n")
    visit.server.after(None)
    visit.open()
    visit.gave_up(lambda asked: "/text-07.txt" in asked)
    assert visit.control("Boolean(r.waiting)") is False
    assert visit.offline() == {"A"}


@TURN("left behind")
def test_a_page_keeps_its_version_when_another_page_takes_a_new_one(
    visit: Visit, site: Path, context: BrowserContext
) -> None:
    install(visit)
    visit.open()
    other = Visit(context.new_page(), visit.server)
    other.open()
    small_site.write(site, "B")
    other.open()
    other.update()
    assert other.versions() == {"B"}
    assert visit.versions() == {"A"}
    assert len(visit.caches()) == 3
    visit.open()
    assert visit.versions() == {"B"}


@TURN("left behind")
def test_a_page_keeps_its_version_though_the_worker_was_stopped_since(
    visit: Visit, site: Path, context: BrowserContext
) -> None:
    install(visit)
    visit.open()
    other = Visit(context.new_page(), visit.server)
    other.open()
    small_site.write(site, "B")
    other.open()
    other.update()
    devtools = context.new_cdp_session(other.page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    assert visit.versions() == {"A"}
    assert other.versions() == {"B"}


@TURN("left behind")
def test_the_offer_of_a_page_left_behind_opens_it_with_what_is_there(
    visit: Visit, site: Path, context: BrowserContext
) -> None:
    install(visit)
    visit.open()
    other = Visit(context.new_page(), visit.server)
    other.open()
    small_site.write(site, "B")
    other.open()
    other.update()
    visit.update()
    assert visit.versions() == {"B"}


@TURN("old versions")
def test_versions_nobody_reads_are_deleted(visit: Visit, site: Path) -> None:
    install(visit)
    for version in "BCD":
        small_site.write(site, version)
        visit.open()
        visit.update()
    visit.open()
    visit.page.wait_for_function("caches.keys().then(keys => keys.length === 2)")
    assert visit.versions() == {"D"}


@TURN("old versions")
def test_what_is_left_of_a_cut_update_is_deleted_with_the_next(visit: Visit, site: Path) -> None:
    install(visit)
    small_site.write(site, "B")
    visit.server.after(9)
    visit.open()
    visit.gave_up_after(9)
    assert len(visit.caches()) == 3
    small_site.write(site, "C")
    visit.server.after(None)
    visit.open()
    visit.update()
    visit.open()
    visit.page.wait_for_function("caches.keys().then(keys => keys.length === 2)")
    assert visit.offline() == {"C"}


def test_the_first_page_is_left_alone_by_a_version_that_came_as_it_loaded(
    visit: Visit, site: Path
) -> None:
    visit.page.goto(visit.url)
    small_site.write(site, "B")
    visit.ready()
    visit.installed()
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("navigator.serviceWorker.controller") is None
    assert visit.page.get_attribute("html", "data-version") == "A"
    assert visit.offline() == {"B"}


def test_sites_of_one_origin_leave_each_other_alone(
    context: BrowserContext, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    inner = root / "inner" / "one"
    with flaky(root) as server:
        small_site.write(root, "A")
        outer_visit = Visit(context.new_page(), server)
        install(outer_visit)
        small_site.write(inner, "I")
        inner_visit = Visit(context.new_page(), server, "/inner/one/")
        inner_visit.open()
        inner_visit.installed()
        assert inner_visit.versions() == {"I"}
        small_site.write(root, "B")
        outer_visit.open()
        outer_visit.update()
        outer_visit.open()
        assert inner_visit.offline() == {"I"}
        assert outer_visit.offline() == {"B"}
