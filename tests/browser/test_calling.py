"""Calling: a tap opens the number at once. `test_screen_states` calls from every screen."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import ViewportSize, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import (
    ENGLISH_IN_DEFAULT_PROFILE,
    FRENCH_IN_DEFAULT_PROFILE,
    WEEKLY,
)
from tests.browser.input_pacing import WAIT_UNTIL_STILL

pytestmark = pytest.mark.browser

SHORTER = ViewportSize(width=390, height=700)


@ENGLISH_IN_DEFAULT_PROFILE
def test_tap_opens_the_number_within_the_event(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    """iOS ignores a number that is opened after the tap event has ended."""
    button = app_page.button(contents[language].labels.call.talk_name)
    # Unlike a locator, the mouse does not wait for a moving target.
    button.evaluate(WAIT_UNTIL_STILL)
    box = button.bounding_box()
    assert box is not None
    app_page.page.evaluate(
        """() => { window.withinTap = null; const open = window.open;
        window.open = (url) => { window.withinTap = Boolean(window.event) &&
            navigator.userActivation.isActive; return open(url); } }"""
    )
    app_page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    app_page.page.wait_for_function("() => window.opened.length === 1")
    assert app_page.page.evaluate("window.withinTap") is True


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_call_bar_stays_in_the_viewport_after_a_resize_on_another_screen(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    """A screen keeps its old layout while it is covered: its button could be below the window."""
    content = contents[language]
    app_page.go(routes.HELPLINES)
    app_page.wait_for_heading(content.labels.helplines.title)
    app_page.page.set_viewport_size(SHORTER)
    expect(app_page.button(content.labels.call.talk_name)).to_be_in_viewport(ratio=1)
    app_page.go(routes.HOME)
    app_page.wait_for_heading(content.labels.home.title)
    expect(app_page.button(content.labels.call.talk_name)).to_be_in_viewport(ratio=1)


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_each_helpline_opens_its_number(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    app_page.go(routes.HELPLINES)
    app_page.wait_for_heading(content.labels.helplines.title)
    for line in content.helplines:
        labels = content.labels.call
        words = labels.send_text if line.facts.channel == "sms" else labels.call
        app_page.click(
            app_page.page.get_by_role("button", name=words.format(number=line.facts.display_number))
        )
        app_page.page.wait_for_function("uri => window.opened.at(-1) === uri", arg=line.facts.uri)
