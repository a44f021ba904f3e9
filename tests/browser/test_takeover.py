"""The app takes the page's place when nobody reads it, and never otherwise."""

from collections.abc import Callable, Mapping

import pytest

from sv_app.domain.kit import Kit
from tests.browser.person import START, Person

pytestmark = pytest.mark.browser

PLAIN = "document.getElementById('plain') !== null"
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


def test_a_page_nobody_touched_gives_way(person: Person) -> None:
    person.page.goto(f"{person.origin}/")
    loaded(person)
    person.page.wait_for_function(f"!({PLAIN})")


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES.keys())
def test_a_touched_page_does_not_move_and_a_button_offers_the_app(
    person: Person, kits: Mapping[str, Kit], language: str, touch: Callable[[Person], None]
) -> None:
    person.page.goto(f"{person.origin}/", wait_until="commit")
    person.page.wait_for_selector("html[data-app=loading]", state="attached")
    touch(person)
    person.page.wait_for_selector("html[data-reading]", state="attached")
    person.page.wait_for_function("document.fonts.status === 'loaded'")
    person.page.wait_for_timeout(300)
    before = person.page.evaluate(PLACES)
    assert before
    loaded(person)
    person.page.wait_for_timeout(500)
    assert person.page.evaluate(PLACES) == before
    offer = person.page.locator("button.open:visible")
    offer.click()
    person.page.wait_for_function(f"!({PLAIN})")
    person.heading(kits[language].labels.home.title)


def test_the_page_speaks_the_language_of_the_device_without_being_asked(
    person: Person, kits: Mapping[str, Kit], language: str
) -> None:
    person.page.goto(f"{person.origin}/", wait_until="commit")
    words = person.page.locator(f"#plain .words[lang={language}]")
    words.wait_for()
    assert kits[language].messages.key.text in words.inner_text()
    loaded(person)


def test_the_app_behind_a_page_in_use_is_out_of_reach(person: Person) -> None:
    person.page.goto(f"{person.origin}/", wait_until="commit")
    person.page.wait_for_selector("html[data-app=loading]", state="attached")
    person.page.keyboard.press("Tab")
    loaded(person)
    assert person.page.evaluate("document.getElementById('app').inert") is True
    for _ in range(30):
        person.page.keyboard.press("Tab")
        assert not person.page.evaluate(
            "document.getElementById('app').contains(document.activeElement)"
        )
