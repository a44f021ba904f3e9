"""The static page with the contacts of a hospital: accessible, and printed on one sheet."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from sv_app.data.content import load_contents
from sv_app.pwa.static_page import linked_style_sheets, render_page
from tests.browser.daily_selection import WEEKLY, of_the_day
from tests.browser.static_page_checks import (
    NARROW,
    OPEN_ALL,
    OVERFLOWING,
    REMOVE_OVERLAYS,
    SMALL_TARGETS,
    count_pages,
    run_axe,
)
from tests.folder_server import serve_folder
from tests.institutions import write_institution
from tests.languages import LANGUAGES
from tests.source import ROOT

pytestmark = [pytest.mark.browser, WEEKLY]


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of the static page alone, with its fonts and icons."""
    folder = tmp_path_factory.mktemp("hospital")
    shutil.copytree(ROOT / "assets", folder, dirs_exist_ok=True)
    html = render_page(load_contents(institution=write_institution(folder)), {})
    # The app is not served; the page is complete without it.
    (folder / "index.html").write_text(html.replace("boot.js", "none.js"), "utf-8")
    for name, css in linked_style_sheets().items():
        (folder / name).write_text(css, "utf-8")
    with serve_folder(folder) as origin:
        yield origin


@pytest.fixture
def page(browser: Browser, hospital: str, language: str) -> Iterator[Page]:
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.goto(hospital)
    page.locator(f'#page label[lang="{language}"]').click()
    page.evaluate(OPEN_ALL)
    page.evaluate(REMOVE_OVERLAYS)
    yield page
    context.close()


@pytest.mark.parametrize("language", of_the_day(LANGUAGES))
def test_hospital_block_is_accessible(page: Page, language: str) -> None:
    assert page.locator(f".language[lang={language}] .hospital:visible").count() > 5
    run_axe(page)
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(OVERFLOWING) == []


def test_page_prints_on_one_a4_sheet(page: Page) -> None:
    assert count_pages(page.pdf(prefer_css_page_size=True)) == 1
