"""The built site: its policy refuses other origins, and a failed start shows the numbers.

`test_offline` serves the site from another path.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import PHONE, AppPage
from tests.browser.conftest import CLIENT_SCRIPT
from tests.browser.daily_selection import (
    ENGLISH_IN_DEFAULT_PROFILE,
    FRENCH_IN_DEFAULT_PROFILE,
    WEEKLY,
    of_the_day,
)
from tests.folder_server import serve_folder

pytestmark = pytest.mark.browser

LANG_OF = "(words) => words.closest('[lang]').lang"
SECOND_FRAME = """
window.treeIsThere = new Promise((resolve) => {
  addEventListener("flutter-first-frame", () => requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      resolve(!document.querySelector("flt-semantics-placeholder"));
    })), { once: true });
});
"""
FETCH = """(url) => new Promise((resolve) => {
  addEventListener("securitypolicyviolation", (event) =>
    resolve(`refused by ${event.effectiveDirective}`), { once: true });
  // Without "no-cors", the other origin would have to allow the request, whatever the policy.
  fetch(url, { mode: "no-cors" }).then(
    () => resolve("reached"), () => setTimeout(resolve, 1_000, "failed without a refusal"));
})"""


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_accessibility_tree_is_there_with_the_second_frame(first_visit: AppPage) -> None:
    first_visit.page.add_init_script(SECOND_FRAME)
    first_visit.open()
    assert first_visit.page.evaluate("treeIsThere") is True


@WEEKLY
@ENGLISH_IN_DEFAULT_PROFILE
def test_texts_in_other_languages_have_their_lang(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    assert app_page.page.evaluate("document.documentElement.lang") == language
    app_page.go(routes.LANGUAGE)
    app_page.wait_for_heading(contents[language].labels.settings.language)
    for code, content in contents.items():
        name = app_page.page.get_by_role("radio", name=content.labels.app.language, exact=True)
        assert name.evaluate(LANG_OF) == code
    app_page.go(routes.SOURCES)
    app_page.wait_for_heading(contents[language].labels.settings.sources)
    for source in contents[language].sources:
        title = app_page.app.get_by_text(source.title, exact=True)
        assert title.evaluate(LANG_OF) == source.language


@pytest.fixture
def site_copy(site: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the site that a test may break, served from a sub-path; and the origin."""
    copy = tmp_path / "some" / "sub" / "path"
    shutil.copytree(site, copy)
    with serve_folder(tmp_path) as origin:
        yield copy, origin


@WEEKLY
@pytest.mark.parametrize("missing", of_the_day(["app.zip", CLIENT_SCRIPT, "worker.js"]))
def test_failed_start_is_reported_and_keeps_the_numbers(
    browser: Browser, site_copy: tuple[Path, str], contents: Mapping[str, Content], missing: str
) -> None:
    copy, origin = site_copy
    (copy / missing).unlink()
    context = browser.new_context(viewport=PHONE, locale="fr")
    page = context.new_page()
    page.goto(f"{origin}/some/sub/path/")
    page.wait_for_selector("html[data-app=failed]", state="attached")
    content = contents["fr"]
    assert page.get_by_text(content.labels.app.cannot_load).is_visible()
    for line in content.helplines:
        assert page.locator(f'a[href="{line.facts.uri}"]').first.is_visible()
    context.close()


@FRENCH_IN_DEFAULT_PROFILE
def test_policy_of_the_page_refuses_other_origins(app_page: AppPage) -> None:
    with serve_folder(Path()) as other:
        assert app_page.page.evaluate(FETCH, f"{other}/") == "refused by connect-src"
    app_page.page_errors.clear()  # the refusal is logged on the console
    app_page.requests.clear()
