"""The page of a hospital that gave its own contacts: for everyone, and on one sheet of paper."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from sv_app.data.content import load_contents
from sv_app.pwa.static_page import PRINT, print_css, render_page
from tests.browser.languages import of_the_day
from tests.browser.test_plain_page import (
    ALONE,
    NARROW,
    OPEN_ALL,
    OUT_OF_WIDTH,
    SMALL_TARGETS,
    axe,
    sheets,
)
from tests.institutions import written
from tests.served import served
from tests.source import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page alone is served, with its fonts and icons."""
    folder = tmp_path_factory.mktemp("hospital")
    shutil.copytree(ROOT / "assets", folder, dirs_exist_ok=True)
    html = render_page(load_contents(institution=written(folder)), {})
    # Nothing of the app is here; the page is complete without.
    (folder / "index.html").write_text(html.replace("boot.js", "none.js"), "utf-8")
    (folder / PRINT).write_text(print_css(), "utf-8")
    with served(folder) as where:
        yield where


@pytest.fixture
def page(browser: Browser, hospital: str, language: str) -> Iterator[Page]:
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.goto(hospital)
    page.locator(f'#plain label[lang="{language}"]').click()
    page.evaluate(OPEN_ALL)
    page.evaluate(ALONE)
    yield page
    context.close()


@pytest.mark.parametrize("language", of_the_day(["fr", "en"]))
def test_everyone_can_use_what_the_hospital_adds(page: Page, language: str) -> None:
    assert page.locator(f".words[lang={language}] .own:visible").count() > 5
    axe(page)
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(OUT_OF_WIDTH) == []


def test_it_prints_as_one_sheet_of_a4(page: Page) -> None:
    assert sheets(page.pdf(prefer_css_page_size=True)) == 1
