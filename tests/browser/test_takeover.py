"""The app takes the page's place when nobody reads it, and never otherwise."""

from collections.abc import Callable, Mapping

import pytest

from sv_app.domain.content import Content
from tests.browser.app_driver import START, Person
from tests.browser.languages import ENGLISH, FRENCH, of_the_day

pytestmark = pytest.mark.browser

PLAIN = "!document.getElementById('plain').hidden"
PLACES = """[...document.querySelectorAll('#plain a, #plain h1, #plain h2, #plain summary')]
    .filter(element => element.checkVisibility())
    .map(element => [element.tagName, Math.round(element.getBoundingClientRect().top)])"""

TOUCHES: Mapping[str, Callable[[Person], None]] = {
    "a tap": lambda person: person.page.mouse.click(5, 200),
    "a key": lambda person: person.page.keyboard.press("Tab"),
    "a scroll": lambda person: person.page.mouse.wheel(0, 120),
}


def loaded(person: Person) -> None:
    person.page.wait_for_selector("html[data-app=ready]", state="attached", timeout=START)


@ENGLISH
def test_a_page_nobody_touched_speaks_the_language_of_the_device_and_gives_way(
    first_visit: Person, contents: Mapping[str, Content], language: str
) -> None:
    person = first_visit
    person.page.goto(f"{person.origin}/", wait_until="commit")
    words = person.page.locator(f"#plain .words[lang={language}]")
    words.wait_for()
    assert contents[language].messages.key.text in words.inner_text()
    loaded(person)
    person.page.wait_for_function(f"!({PLAIN})")


@FRENCH
@pytest.mark.parametrize("touch", of_the_day(list(TOUCHES)))
def test_a_touched_page_does_not_move_and_a_button_offers_the_app(
    first_visit: Person, contents: Mapping[str, Content], language: str, touch: str
) -> None:
    person = first_visit
    person.page.goto(f"{person.origin}/", wait_until="commit")
    person.page.wait_for_selector("html[data-app=loading]", state="attached")
    TOUCHES[touch](person)
    person.page.wait_for_selector("html[data-reading]", state="attached")
    person.page.wait_for_function("() => document.fonts.status === 'loaded'")
    person.page.wait_for_timeout(300)
    before = person.page.evaluate(PLACES)
    assert before
    loaded(person)
    person.page.wait_for_timeout(500)
    assert person.page.evaluate(PLACES) == before
    if touch == "a key":
        the_app_behind_is_out_of_reach(person)
    offer = person.page.locator("button.open:visible")
    offer.click()
    person.page.wait_for_function(f"!({PLAIN})")
    person.heading(contents[language].labels.home.title)


def the_app_behind_is_out_of_reach(person: Person) -> None:
    assert person.page.evaluate("document.getElementById('app').inert") is True
    for _ in range(30):
        person.page.keyboard.press("Tab")
        assert not person.page.evaluate(
            "document.getElementById('app').contains(document.activeElement)"
        )
