"""The goals of the benchmark that need no quiet machine: bytes, and the first 14 KB of the page."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sv_app.domain.content import Content
from sv_app.pwa import assets
from sv_app.pwa.executed_functions import SECONDARY_MODULES
from tests.bench import measures
from tests.bench.serving import BenchServer, serve_recorded
from tests.bench.startup import BARE_PAGE, both_sites, build_update, write_bare
from tests.profile import LONG, PROFILE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.start_early,
    pytest.mark.xdist_group("startup"),
]

QUALITY = assets.MAX_BROTLI_QUALITY if PROFILE is LONG else 5
"""The quality of Brotli: the highest takes three minutes for both sites, 5 takes five seconds."""
MAX_BYTES = {assets.MAX_BROTLI_QUALITY: 8.0e6, 5: 9.3e6}
"""Bytes that a first visit may download, by quality."""


@pytest.fixture(scope="module")
def ours(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BenchServer]:
    """This site, compressed."""
    folder = tmp_path_factory.mktemp("bench") / "ours"
    shutil.copytree(site, folder)
    write_bare(folder, QUALITY)
    with serve_recorded(folder) as running:
        yield running


def test_first_14_kilobytes_hold_a_phone_link(ours: BenchServer) -> None:
    page = ours.folder / "index.html"
    assert measures.early_link_by_encoding(page) == {"raw": True, "brotli": True}


def test_number_becomes_tappable_on_a_slow_phone_with_and_without_scripts(
    webgl_browser: Browser, ours: BenchServer
) -> None:
    """`seconds_to_first_link` raises an error if no number becomes tappable.

    The benchmark limits the time.
    """
    for page in ("", BARE_PAGE):
        measures.seconds_to_first_link(webgl_browser, ours.url + page)


def test_first_visit_downloads_at_most_the_goal(
    webgl_browser: Browser, ours: BenchServer, contents: Mapping[str, Content]
) -> None:
    start = measures.cold_start(webgl_browser, ours, contents["fr"].labels.home.title)
    assert start.bytes <= MAX_BYTES[QUALITY]
    requested = {response.path.removeprefix("/") for response in start.responses}
    # The app is ready without the secondary modules.
    assert not requested & set(SECONDARY_MODULES.values())


@pytest.mark.skipif(PROFILE is not LONG, reason="builds the stock site: in the long profile")
def test_first_visit_downloads_less_than_stock_flet(
    webgl_browser: Browser, site: Path, tmp_path: Path, contents: Mapping[str, Content]
) -> None:
    home = contents["fr"].labels.home.title
    shutil.copytree(site, tmp_path / "ours")
    with both_sites(tmp_path / "ours", tmp_path / "stock", QUALITY) as both:
        ours, stock = (measures.cold_start(webgl_browser, server, home).bytes for server in both)
    assert ours <= 0.63 * stock


@pytest.mark.skipif(PROFILE is not LONG, reason="compresses a second site: in the long profile")
def test_update_of_one_sentence_downloads_no_code(site: Path, tmp_path: Path) -> None:
    build_update(tmp_path / "update", tmp_path / "content")
    assert measures.update_bytes(site, tmp_path / "update") <= 300_000
