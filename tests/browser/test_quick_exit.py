"""Quick exit: one tap or three Escapes show the decoy screen at once, with no way back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import (
    ENGLISH_IN_DEFAULT_PROFILE,
    FRENCH_IN_DEFAULT_PROFILE,
    WEEKLY,
    of_the_day,
)
from tests.browser.decoy import expect_decoy
from tests.browser.limited_server import serve_limited
from tests.browser.static_page_checks import run_axe

pytestmark = pytest.mark.browser

REPEATS = 5
MEASURE = """
addEventListener("click", ({ isTrusted }) => {
  if (!isTrusted) return;
  new MutationObserver(() => {
    const empty = !document.body.childElementCount && !document.title;
    sessionStorage.emptied ??= empty ? "yes" : "no";
  }).observe(document.body, { childList: true });
  const countElements = () => (sessionStorage.elements ??= document.body.childElementCount);
  requestAnimationFrame(countElements);
  addEventListener("pagehide", countElements); // the page may be left before the next frame
}, true);
"""


def open_screens(app_page: AppPage, content: Content) -> None:
    """Open some screens, so that the history has several entries."""
    app_page.open()
    for path, title in ((routes.ME, content.labels.me), (routes.TEAM, content.labels.team)):
        app_page.page.evaluate("path => { location.hash = path }", path)
        app_page.wait_for_heading(title.title)


def escape(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Escape")


@FRENCH_IN_DEFAULT_PROFILE
def test_quick_exit_empties_the_page_and_back_does_not_return(
    first_visit: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    app_page, page = first_visit, first_visit.page
    page.add_init_script(MEASURE)
    open_screens(app_page, contents[language])
    assert page.workers
    button = page.get_by_role("link", name=contents[language].labels.app.quick_exit)
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 48
    button.click()
    expect_decoy(page, contents)
    assert page.evaluate("sessionStorage.emptied") == "yes", "the page was not emptied at once"
    assert page.evaluate("sessionStorage.elements") == "0", "the next frame still had elements"
    assert page.workers == []
    opened: list[str] = []
    page.on("framenavigated", lambda frame: opened.append(frame.url))
    for step in ("back", "forward"):
        for _ in range(REPEATS):
            page.evaluate(f"void setTimeout(() => history.{step}())")
            page.wait_for_timeout(300)
            expect(page.locator("#page, #app").filter(visible=True)).to_have_count(0)
    assert not [url for url in opened if "celsius.html" not in url and url != "about:blank"]
    app_page.open()
    app_page.wait_for_heading(contents[language].labels.home.title)


@WEEKLY
@ENGLISH_IN_DEFAULT_PROFILE
def test_two_escapes_do_not_exit_and_the_link_works_with_a_keyboard(
    first_visit: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    app_page = first_visit
    open_screens(app_page, contents[language])
    escape(app_page.page, 2)
    app_page.page.keyboard.press("ArrowDown")
    escape(app_page.page, 2)
    app_page.wait_for_heading(contents[language].labels.team.title)
    app_page.page.evaluate("document.activeElement.blur()")
    for _ in range(40):
        app_page.page.keyboard.press("Tab")
        if app_page.page.evaluate("document.activeElement.id") == "quick-exit":
            break
    expect(app_page.page.locator("#quick-exit")).to_be_focused()
    app_page.page.keyboard.press("Enter")
    expect_decoy(app_page.page, contents)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_quick_exit_works_on_the_static_page(
    browser: Browser, site: Path, contents: Mapping[str, Content], script: bool
) -> None:
    with (
        serve_limited(site) as server,
        browser.new_context(locale="fr", java_script_enabled=script) as context,
    ):
        page = context.new_page()
        page.route(
            "**/app.zip", lambda route: route.abort()
        )  # otherwise the app may replace the page
        page.goto(server.origin)
        page.locator("#page").wait_for()
        page.locator("#quick-exit").click()
        expect_decoy(page, contents)


def test_decoy_has_no_script_and_requests_nothing_of_the_app(
    browser: Browser, origin: str, contents: Mapping[str, Content]
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        requested: list[str] = []
        page.on("request", lambda request: requested.append(request.url))
        page.goto(f"{origin}/celsius.html")
        assert page.locator("script").count() == 0
        expect_decoy(page, contents)
    assert {url.rsplit("/", 1)[1] for url in requested} <= {"celsius.html", "celsius.svg"}


@pytest.mark.parametrize("scheme", of_the_day(["light", "dark"]))
@pytest.mark.parametrize(
    ("width", "size"), of_the_day([(390, "100%"), (1280, "100%"), (320, "200%")])
)
def test_decoy_is_accessible(
    browser: Browser, origin: str, width: int, size: str, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(
        viewport=ViewportSize(width=width, height=800), color_scheme=scheme
    ) as context:
        page = context.new_page()
        page.goto(f"{origin}/celsius.html")
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        run_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
