"""A touch is answered in the next picture, and nothing moves after it, nor by itself."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser

from sv_app.domain.content import Content
from tests.browser.app_driver import watched
from tests.browser.conftest import PHONE
from tests.browser.languages import TURN

pytestmark = pytest.mark.browser

HELD = """
const draw = requestAnimationFrame.bind(window);
let waiting = [], now = 0, held = false;
window.requestAnimationFrame = (callback) =>
  held ? waiting.push(callback) : draw((time) => callback(now = time));
window.hold = () => { held = true; };
window.asked = () => waiting.length;
window.pass = (milliseconds) => {
  for (const end = now + milliseconds; now < end;) {
    const due = waiting;
    waiting = [];
    now += 10;
    due.forEach((callback) => callback(now));
  }
};
"""
"""The engine's time, which passes only when told to: a busy machine shows what a quick one does."""
DECIDING = 500
"""Milliseconds in which the engine takes a touch for a touch, and not for a scroll."""
BRIEF, LONG = 190, 3000
"""Milliseconds by which the answer to a touch is there, and by which anything slow would be."""


@TURN("drawing")
def test_a_touch_is_answered_at_once_and_nothing_moves_by_itself(
    browser: Browser, origin: str, contents: Mapping[str, Content]
) -> None:
    labels = contents["fr"].labels
    with browser.new_context(viewport=PHONE, locale="fr", service_workers="block") as context:
        page = context.new_page()
        page.add_init_script(HELD)
        with watched(page, origin) as person:
            person.open()
            person.own_device(contents["fr"])
            page.mouse.move(1, 1)
            page.wait_for_timeout(DECIDING)

            def after(milliseconds: int) -> bytes:
                page.evaluate("time => pass(time)", milliseconds)
                page.wait_for_timeout(DECIDING)
                return page.screenshot()

            page.evaluate("() => hold()")
            after(LONG)
            assert page.evaluate("() => asked()") == 0, "nothing is asked to move"
            for words in (labels.call.button, labels.home.me, labels.call.others):
                person.button(words).hover()
                hovered = after(LONG)
                page.mouse.down()
                page.wait_for_timeout(DECIDING)
                pressed = after(BRIEF)
                assert pressed != hovered, f"{words}: the touch is answered"
                assert after(LONG) == pressed, f"{words}: the answer goes on"
                page.mouse.move(1, 1)
                page.mouse.up()
                page.wait_for_timeout(DECIDING)
                left = after(BRIEF)
                assert after(LONG) == left, f"{words}: it moves once it is left"
