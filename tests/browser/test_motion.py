"""A touch changes the screen at once, nothing moves afterwards, and nothing moves by itself."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser

from sv_app.domain.content import Content
from tests.browser.app_driver import watched
from tests.browser.conftest import PHONE
from tests.browser.daily_selection import WEEKLY

pytestmark = [pytest.mark.browser, WEEKLY]

CONTROL_TIME = """
const draw = requestAnimationFrame.bind(window);
let waiting = [], now = 0, paused = false;
window.requestAnimationFrame = (callback) =>
  paused ? waiting.push(callback) : draw((time) => callback(now = time));
window.pauseTime = () => { paused = true; };
window.waitingFrames = () => waiting.length;
window.advance = (milliseconds) => {
  for (const end = now + milliseconds; now < end;) {
    const due = waiting;
    waiting = [];
    now += 10;
    due.forEach((callback) => callback(now));
  }
};
"""
"""Controls the time of the engine, so that a busy machine draws the same as a fast machine."""
TAP_DELAY = 500
"""Milliseconds after which the engine treats a touch as a tap and not as a scroll."""
BRIEF, LONG = 190, 3000
"""Milliseconds after which a touch must be answered, and after which any animation has ended."""


def test_touch_is_answered_at_once_and_nothing_moves_by_itself(
    browser: Browser, origin: str, contents: Mapping[str, Content]
) -> None:
    labels = contents["fr"].labels
    with browser.new_context(viewport=PHONE, locale="fr", service_workers="block") as context:
        page = context.new_page()
        page.add_init_script(CONTROL_TIME)
        with watched(page, origin) as app_page:
            app_page.open()
            app_page.choose_own_device(contents["fr"])
            page.mouse.move(1, 1)
            page.wait_for_timeout(TAP_DELAY)

            def screenshot_after(milliseconds: int) -> bytes:
                page.evaluate("time => advance(time)", milliseconds)
                page.wait_for_timeout(TAP_DELAY)
                return page.screenshot()

            page.evaluate("() => pauseTime()")
            screenshot_after(LONG)
            assert page.evaluate("() => waitingFrames()") == 0, "the engine still requests frames"
            for words in (labels.call.talk_name, labels.home.me, labels.call.all_name):
                app_page.button(words).hover()
                hovered = screenshot_after(LONG)
                page.mouse.down()
                page.wait_for_timeout(TAP_DELAY)
                pressed = screenshot_after(BRIEF)
                assert pressed != hovered, f"{words}: the touch is not answered"
                # The focus ring may disappear at once: it stays only after keyboard input.
                assert screenshot_after(LONG) in (pressed, hovered), (
                    f"{words}: the screen still changes"
                )
                page.mouse.move(1, 1)
                page.mouse.up()
                page.wait_for_timeout(TAP_DELAY)
                released = screenshot_after(BRIEF)
                assert screenshot_after(LONG) == released, (
                    f"{words}: the screen still changes after the touch"
                )
