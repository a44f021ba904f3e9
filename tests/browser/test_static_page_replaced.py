"""The app replaces the static page only when nobody reads it."""

from collections.abc import Callable, Mapping

import pytest

from sv_app.domain.content import Content
from tests.browser.app_driver import START_TIMEOUT, AppPage
from tests.browser.daily_selection import (
    ENGLISH_IN_DEFAULT_PROFILE,
    FRENCH_IN_DEFAULT_PROFILE,
    WEEKLY,
    of_the_day,
)

pytestmark = [pytest.mark.browser, WEEKLY]

STATIC_PAGE_IS_HIDDEN = "() => document.getElementById('page').hidden"
POSITIONS = """[...document.querySelectorAll('#page a, #page h1, #page h2, #page summary')]
    .filter(element => element.checkVisibility())
    .map(element => [element.tagName, Math.round(element.getBoundingClientRect().top)])"""

TOUCHES: Mapping[str, Callable[[AppPage], None]] = {
    "a tap": lambda app_page: app_page.page.mouse.click(5, 200),
    "a key": lambda app_page: app_page.page.keyboard.press("Tab"),
    "a scroll": lambda app_page: app_page.page.mouse.wheel(0, 120),
}


def wait_for_ready_state(app_page: AppPage) -> None:
    app_page.page.wait_for_selector("html[data-app=ready]", state="attached", timeout=START_TIMEOUT)


@ENGLISH_IN_DEFAULT_PROFILE
def test_untouched_page_has_the_device_language_and_is_replaced(
    first_visit: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    app_page = first_visit
    app_page.page.goto(f"{app_page.origin}/", wait_until="commit")
    words = app_page.page.locator(f"#page .language[lang={language}]")
    words.wait_for()
    assert contents[language].messages.key.text in words.inner_text()
    wait_for_ready_state(app_page)
    app_page.page.wait_for_function(STATIC_PAGE_IS_HIDDEN)


@FRENCH_IN_DEFAULT_PROFILE
@pytest.mark.parametrize("touch", of_the_day(list(TOUCHES)))
def test_touched_page_stays_still_and_offers_the_app(
    first_visit: AppPage, contents: Mapping[str, Content], language: str, touch: str
) -> None:
    app_page = first_visit
    app_page.page.goto(f"{app_page.origin}/", wait_until="commit")
    app_page.page.wait_for_selector("html[data-app=loading]", state="attached")
    TOUCHES[touch](app_page)
    app_page.page.wait_for_selector("html[data-reading]", state="attached")
    app_page.page.wait_for_function("() => document.fonts.status === 'loaded'")
    app_page.page.wait_for_timeout(300)
    before = app_page.page.evaluate(POSITIONS)
    assert before
    wait_for_ready_state(app_page)
    app_page.page.wait_for_timeout(500)
    assert app_page.page.evaluate(POSITIONS) == before
    if touch == "a key":
        expect_app_is_inert(app_page)
    offer = app_page.page.locator("button.open:visible")
    offer.click()
    app_page.page.wait_for_function(STATIC_PAGE_IS_HIDDEN)
    app_page.wait_for_heading(contents[language].labels.home.title)


def expect_app_is_inert(app_page: AppPage) -> None:
    assert app_page.page.evaluate("document.getElementById('app').inert") is True
    for _ in range(30):
        app_page.page.keyboard.press("Tab")
        assert not app_page.page.evaluate(
            "document.getElementById('app').contains(document.activeElement)"
        )
