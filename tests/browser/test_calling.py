"""Calling: a tap opens the number at once. `test_screen_states` calls from every screen."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import ViewportSize, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import Person
from tests.browser.daily_selection import ENGLISH, FRENCH, WEEKLY
from tests.browser.input_pacing import WAIT_UNTIL_STILL

pytestmark = pytest.mark.browser

SHORTER = ViewportSize(width=390, height=700)


@ENGLISH
def test_tap_opens_the_number_within_the_event(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    """iOS ignores a number that is opened after the tap event has ended."""
    button = person.button(contents[language].labels.call.talk_name)
    # Unlike a locator, the mouse does not wait for a moving target.
    button.evaluate(WAIT_UNTIL_STILL)
    box = button.bounding_box()
    assert box is not None
    person.page.evaluate(
        """() => { window.withinTap = null; const open = window.open;
        window.open = (url) => { window.withinTap = Boolean(window.event) &&
            navigator.userActivation.isActive; return open(url); } }"""
    )
    person.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    person.page.wait_for_function("() => window.opened.length === 1")
    assert person.page.evaluate("window.withinTap") is True


@WEEKLY
@FRENCH
def test_call_bar_stays_in_the_viewport_after_a_resize_on_another_screen(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    """A screen keeps its old layout while it is covered: its button could be below the window."""
    content = contents[language]
    person.go(routes.HELPLINES)
    person.wait_for_heading(content.labels.helplines.title)
    person.page.set_viewport_size(SHORTER)
    expect(person.button(content.labels.call.talk_name)).to_be_in_viewport(ratio=1)
    person.go(routes.HOME)
    person.wait_for_heading(content.labels.home.title)
    expect(person.button(content.labels.call.talk_name)).to_be_in_viewport(ratio=1)


@WEEKLY
@FRENCH
def test_each_helpline_opens_its_number(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    person.go(routes.HELPLINES)
    person.wait_for_heading(content.labels.helplines.title)
    for line in content.helplines:
        labels = content.labels.call
        words = labels.send_text if line.facts.channel == "sms" else labels.call
        person.tap(
            person.page.get_by_role("button", name=words.format(number=line.facts.display_number))
        )
        person.page.wait_for_function("uri => window.opened.at(-1) === uri", arg=line.facts.uri)
