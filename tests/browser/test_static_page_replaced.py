"""The app replaces the static page only when nobody reads it."""

from collections.abc import Callable, Mapping

import pytest

from sv_app.domain.content import Content
from tests.browser.app_driver import START_TIMEOUT, Person
from tests.browser.daily_selection import ENGLISH, FRENCH, WEEKLY, of_the_day

pytestmark = [pytest.mark.browser, WEEKLY]

STATIC_PAGE_IS_HIDDEN = "() => document.getElementById('page').hidden"
POSITIONS = """[...document.querySelectorAll('#page a, #page h1, #page h2, #page summary')]
    .filter(element => element.checkVisibility())
    .map(element => [element.tagName, Math.round(element.getBoundingClientRect().top)])"""

TOUCHES: Mapping[str, Callable[[Person], None]] = {
    "a tap": lambda person: person.page.mouse.click(5, 200),
    "a key": lambda person: person.page.keyboard.press("Tab"),
    "a scroll": lambda person: person.page.mouse.wheel(0, 120),
}


def wait_for_ready_state(person: Person) -> None:
    person.page.wait_for_selector("html[data-app=ready]", state="attached", timeout=START_TIMEOUT)


@ENGLISH
def test_untouched_page_has_the_device_language_and_is_replaced(
    first_visit: Person, contents: Mapping[str, Content], language: str
) -> None:
    person = first_visit
    person.page.goto(f"{person.origin}/", wait_until="commit")
    words = person.page.locator(f"#page .language[lang={language}]")
    words.wait_for()
    assert contents[language].messages.key.text in words.inner_text()
    wait_for_ready_state(person)
    person.page.wait_for_function(STATIC_PAGE_IS_HIDDEN)


@FRENCH
@pytest.mark.parametrize("touch", of_the_day(list(TOUCHES)))
def test_touched_page_stays_still_and_offers_the_app(
    first_visit: Person, contents: Mapping[str, Content], language: str, touch: str
) -> None:
    person = first_visit
    person.page.goto(f"{person.origin}/", wait_until="commit")
    person.page.wait_for_selector("html[data-app=loading]", state="attached")
    TOUCHES[touch](person)
    person.page.wait_for_selector("html[data-reading]", state="attached")
    person.page.wait_for_function("() => document.fonts.status === 'loaded'")
    person.page.wait_for_timeout(300)
    before = person.page.evaluate(POSITIONS)
    assert before
    wait_for_ready_state(person)
    person.page.wait_for_timeout(500)
    assert person.page.evaluate(POSITIONS) == before
    if touch == "a key":
        expect_app_is_inert(person)
    offer = person.page.locator("button.open:visible")
    offer.click()
    person.page.wait_for_function(STATIC_PAGE_IS_HIDDEN)
    person.wait_for_heading(contents[language].labels.home.title)


def expect_app_is_inert(person: Person) -> None:
    assert person.page.evaluate("document.getElementById('app').inert") is True
    for _ in range(30):
        person.page.keyboard.press("Tab")
        assert not person.page.evaluate(
            "document.getElementById('app').contains(document.activeElement)"
        )
