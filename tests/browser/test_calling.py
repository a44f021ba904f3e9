"""Calling: one tap, inside the tap. `test_screen_states` presses the button of every screen."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import ViewportSize, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import Person
from tests.browser.input_pacing import STILL
from tests.browser.languages import ENGLISH, FRENCH

pytestmark = pytest.mark.browser

LESS_HIGH = ViewportSize(width=390, height=700)


@ENGLISH
def test_a_tap_dials_without_asking_python(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    """On iOS a number opened after the tap is over is ignored."""
    button = person.button(contents[language].labels.call.button)
    button.evaluate(STILL)  # the mouse does not wait for what moves, as a locator does
    box = button.bounding_box()
    assert box is not None
    person.page.evaluate(
        """() => { window.during = null; const real = window.open;
        window.open = (url) => { window.during = Boolean(window.event) &&
            navigator.userActivation.isActive; return real(url); } }"""
    )
    person.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    person.page.wait_for_function("() => window.opened.length === 1")
    assert person.page.evaluate("window.during") is True


@FRENCH
def test_the_call_button_is_read_where_it_is_drawn_after_a_change_of_size_on_another_screen(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    """A covered screen keeps its old places: the button would be read below the window."""
    content = contents[language]
    person.go(routes.HELPLINES)
    person.heading(content.labels.helplines.title)
    person.page.set_viewport_size(LESS_HIGH)
    expect(person.button(content.labels.call.button)).to_be_in_viewport(ratio=1)
    person.go(routes.HOME)
    person.heading(content.labels.home.title)
    expect(person.button(content.labels.call.button)).to_be_in_viewport(ratio=1)


@FRENCH
def test_every_helpline_opens_its_own_number(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    person.go(routes.HELPLINES)
    person.heading(content.labels.helplines.title)
    for line in content.helplines:
        call = content.labels.call
        words = call.text if line.facts.channel == "sms" else call.call
        person.tap(person.page.get_by_role("button", name=words.format(number=line.facts.shown)))
        person.page.wait_for_function("uri => window.opened.at(-1) === uri", arg=line.facts.uri)
