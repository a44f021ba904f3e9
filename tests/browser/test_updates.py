"""Updates by the service worker: atomic, offered and not forced, never two versions in a page."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import sw_fixture_site as fixture_site
from tests.browser.daily_selection import WEEKLY
from tests.browser.limited_server import LimitedServer, serve_limited
from tests.browser.sw_fixture_site import WORDS
from tests.browser.sw_page import SitePage
from tests.profile import INSTALL_CUTS

pytestmark = pytest.mark.browser

PAUSE = 3_000  # milliseconds


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site, of version A."""
    fixture_site.write(tmp_path / "site", "A")
    return tmp_path / "site"


@pytest.fixture
def server(site: Path) -> Iterator[LimitedServer]:
    with serve_limited(site) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as new_context:
        yield new_context


@pytest.fixture
def site_page(context: BrowserContext, server: LimitedServer) -> SitePage:
    return SitePage(context.new_page(), server)


def install(site_page: SitePage) -> int:
    """Install the site on the device, and return the number of requests."""
    site_page.page.goto(site_page.url)
    site_page.server.answer_only(None)
    site_page.mark_ready()
    site_page.wait_until_installed()
    return len(site_page.server.requested)


def test_installed_site_works_without_a_server(site_page: SitePage) -> None:
    install(site_page)
    assert site_page.versions_offline() == {"A"}
    site_page.page.goto(f"{site_page.url}index.html?v=2#/some/screen")
    assert site_page.versions() == {"A"}


def test_update_is_offered_and_waits(site_page: SitePage, site: Path) -> None:
    install(site_page)
    fixture_site.write(site, "B")
    site_page.open()
    site_page.wait_for_offer()
    site_page.click_button(WORDS["later"])
    loads = site_page.loads
    site_page.page.wait_for_timeout(PAUSE)
    assert site_page.page.get_by_role("status").count() == 0
    assert site_page.loads == loads
    assert site_page.versions() == {"A"}
    site_page.open()
    site_page.wait_for_offer()
    assert site_page.versions() == {"A"}


def test_accepted_update_reloads_the_page_once(site_page: SitePage, site: Path) -> None:
    install(site_page)
    fixture_site.write(site, "B")
    site_page.open()
    site_page.wait_for_offer()
    loads = site_page.loads
    site_page.accept_update()
    site_page.page.wait_for_timeout(PAUSE)
    assert site_page.loads == loads + 1
    assert site_page.page.get_by_role("status").count() == 0
    assert site_page.versions() == site_page.versions_offline() == {"B"}


def test_update_downloads_only_changed_files(site_page: SitePage, site: Path) -> None:
    fixture_site.write(site, "A", same=10)
    install(site_page)
    site_page.server.answer_only(None)
    fixture_site.write(site, "B", same=10)
    site_page.open()
    site_page.wait_for_offer()
    requested = {path.removeprefix("/") for path in site_page.server.requested}
    always = {f"text-{n:02}.txt" for n in range(10)} | {"offline.js", "worker.js"}
    assert "text-10.txt" in requested
    assert not requested & always
    site_page.accept_update()
    assert site_page.versions_offline() == {"B"}


def test_scripts_are_replaced_by_those_the_browser_can_cache_compiled(
    site_page: SitePage, site: Path
) -> None:
    fixture_site.write(site, "A", same=10)
    request_count = install(site_page)
    site_page.wait_until_scripts_recached()
    assert len(site_page.server.requested) == request_count
    fixture_site.write(site, "B", same=10)
    site_page.open()
    site_page.wait_for_offer()
    requested_again = {
        path.removeprefix("/") for path in site_page.server.requested[request_count:]
    }
    assert not requested_again & {"boot.js", "offline.js", "worker.js"}
    site_page.accept_update()
    assert site_page.versions() == site_page.versions_offline() == {"B"}


@pytest.mark.parametrize("tenth", INSTALL_CUTS)
def test_interrupted_install_is_completed_by_the_next_visit(
    browser: Browser, site_page: SitePage, tenth: int
) -> None:
    with browser.new_context() as other:
        request_count = install(SitePage(other.new_page(), site_page.server))
    cut = math.ceil(request_count * tenth / 10)
    site_page.page.goto(site_page.url)
    site_page.server.answer_only(cut)
    site_page.mark_ready()
    site_page.wait_until_not_installing_after(cut)
    assert site_page.registration("r") is None
    assert site_page.page.get_attribute("html", "data-offline") is None
    cached = site_page.cached_paths()
    site_page.server.answer_only(None)
    site_page.open()
    site_page.wait_until_installed()
    assert site_page.server.fetched, "no file was requested again"
    assert not cached & set(site_page.server.fetched)
    assert site_page.versions() == site_page.versions_offline() == {"A"}


@pytest.mark.parametrize("tenth", INSTALL_CUTS)
def test_interrupted_update_keeps_the_old_version_and_is_completed_next_visit(
    site_page: SitePage, site: Path, tenth: int
) -> None:
    cut = math.ceil(install(site_page) * tenth / 10)
    fixture_site.write(site, "B")
    site_page.server.answer_only(cut)
    site_page.open()
    site_page.wait_until_not_installing_after(cut)
    assert site_page.versions() == {"A"}
    assert site_page.versions_offline() == {"A"}
    site_page.server.answer_only(None)
    site_page.open()
    site_page.wait_for_offer()
    assert site_page.versions() == {"A"}
    site_page.accept_update()
    assert site_page.versions_offline() == {"B"}


def test_files_of_two_versions_are_never_installed(site_page: SitePage, site: Path) -> None:
    install(site_page)
    fixture_site.write(site, "B")
    (site / "text-07.txt").write_text("A\n")
    site_page.server.answer_only(None)
    site_page.open()
    site_page.wait_until_not_installing(lambda requested: "/text-07.txt" in requested)
    assert site_page.registration("Boolean(r.waiting)") is False
    assert site_page.versions_offline() == {"A"}


@WEEKLY
def test_page_keeps_its_version_when_another_page_updates(
    site_page: SitePage, site: Path, context: BrowserContext
) -> None:
    install(site_page)
    site_page.open()
    other = SitePage(context.new_page(), site_page.server)
    other.open()
    fixture_site.write(site, "B")
    other.open()
    other.accept_update()
    assert other.versions() == {"B"}
    assert site_page.versions() == {"A"}
    assert len(site_page.cache_names()) == 3
    site_page.open()
    assert site_page.versions() == {"B"}


@WEEKLY
def test_page_keeps_its_version_after_a_worker_restart(
    site_page: SitePage, site: Path, context: BrowserContext
) -> None:
    install(site_page)
    site_page.open()
    other = SitePage(context.new_page(), site_page.server)
    other.open()
    fixture_site.write(site, "B")
    other.open()
    other.accept_update()
    devtools = context.new_cdp_session(other.page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    assert site_page.versions() == {"A"}
    assert other.versions() == {"B"}


@WEEKLY
def test_offer_in_an_outdated_page_reloads_it_with_the_installed_version(
    site_page: SitePage, site: Path, context: BrowserContext
) -> None:
    install(site_page)
    site_page.open()
    other = SitePage(context.new_page(), site_page.server)
    other.open()
    fixture_site.write(site, "B")
    other.open()
    other.accept_update()
    site_page.accept_update()
    assert site_page.versions() == {"B"}


@WEEKLY
def test_unused_versions_are_deleted(site_page: SitePage, site: Path) -> None:
    install(site_page)
    for version in "BCD":
        fixture_site.write(site, version)
        site_page.open()
        site_page.accept_update()
    site_page.open()
    site_page.wait_until_one_version_is_stored()
    assert site_page.versions() == {"D"}


@WEEKLY
def test_remains_of_an_interrupted_update_are_deleted_by_the_next(
    site_page: SitePage, site: Path
) -> None:
    install(site_page)
    fixture_site.write(site, "B")
    site_page.server.answer_only(9)
    site_page.open()
    site_page.wait_until_not_installing_after(9)
    assert len(site_page.cache_names()) == 3
    fixture_site.write(site, "C")
    site_page.server.answer_only(None)
    site_page.open()
    site_page.accept_update()
    site_page.open()
    site_page.wait_until_one_version_is_stored()
    assert site_page.versions_offline() == {"C"}


def test_first_page_keeps_its_version_when_a_newer_one_is_installed(
    site_page: SitePage, site: Path
) -> None:
    site_page.page.goto(site_page.url)
    fixture_site.write(site, "B")
    site_page.mark_ready()
    site_page.wait_until_installed()
    site_page.page.wait_for_timeout(500)
    assert site_page.page.evaluate("navigator.serviceWorker.controller") is None
    assert site_page.page.get_attribute("html", "data-version") == "A"
    assert site_page.versions_offline() == {"B"}


def test_sites_of_one_origin_do_not_affect_each_other(
    context: BrowserContext, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    inner = root / "inner" / "one"
    with serve_limited(root) as server:
        fixture_site.write(root, "A")
        outer_page = SitePage(context.new_page(), server)
        install(outer_page)
        fixture_site.write(inner, "I")
        inner_page = SitePage(context.new_page(), server, "/inner/one/")
        inner_page.open()
        inner_page.wait_until_installed()
        assert inner_page.versions() == {"I"}
        fixture_site.write(root, "B")
        outer_page.open()
        outer_page.accept_update()
        outer_page.open()
        assert inner_page.versions_offline() == {"I"}
        assert outer_page.versions_offline() == {"B"}
