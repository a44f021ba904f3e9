"""Taps and types at the pace of a person, which Flutter relies on.

A test without pauses would type letters before the engine listens to the field, and tap where the
semantics tree has scrolled but the drawing has not.
"""

import time
from collections.abc import Callable
from functools import partial

from playwright.sync_api import Locator, Position, expect

CLICK_POSITION = Position(x=24, y=24)
"""Where a field is clicked, in pixels from its corner."""

WATCH_FIELD = """
(field) => {
  field.listens = document.activeElement === field || new Promise((resolve) => {
    const observer = new MutationObserver(() => resolve(observer.disconnect()));
    observer.observe(field, { attributeFilter: ["autocorrect"] });
  });
}
"""
"""The engine sets the attributes of a field a moment after the focus, and listens from then on."""
WAIT_UNTIL_LISTENING = """
(field) => Promise.race([
  field.listens,
  new Promise((_, fail) => setTimeout(() => fail(new Error("the engine does not listen")), 10_000)),
])
"""
SCROLLER = "flt-semantics:is([style*='overflow-y: scroll'], [style*='overflow-y: hidden'])"
OUT_OF_SIGHT = f"""
(target) => {{
  const window = {{ top: 0, bottom: innerHeight }};
  const visible = target.closest("{SCROLLER}")?.getBoundingClientRect() ?? window;
  const {{ top, bottom }} = target.getBoundingClientRect();
  return top < visible.top || bottom > visible.bottom;
}}
"""
CAN_BE_SHOWN = f"""
(target) =>
  !({OUT_OF_SIGHT})(target) ||
  (Boolean(target.closest("{SCROLLER}"))
    && !document.querySelector("flt-semantics[style*='overflow-y: hidden']"))
"""
"""Before the first frame of a screen is over, nothing in the tree can be scrolled; and for half a
second after a key or a tap, the app does not follow when the tree is scrolled."""
MAX_WAIT = 2.0
"""Seconds until a screen can be scrolled. After `AppPage.at_full_resolution`, the tree may keep its
former scale until the next update: the target then seems to be out of sight all the time."""
SCROLL_INTO_VIEW = "(target) => target.scrollIntoView({ block: 'nearest' })"
WAIT_UNTIL_STILL = """
async (target) => {
  const stillFor = 250;
  let before = null;
  for (let since = performance.now(); performance.now() - since < stillFor; ) {
    const { top } = target.getBoundingClientRect();
    if (top !== before) since = performance.now();
    before = top;
    await new Promise((next) => setTimeout(next, 25));
  }
}
"""
"""Waits until the target no longer moves: the app itself scrolls to the field that is typed in."""


def type_in(field: Locator, words: str, focus: Callable[[], None] | None = None) -> None:
    """Replace the value of a field; `focus` moves the focus to it, and is a click by default."""
    scroll_to(field)
    field.evaluate(WATCH_FIELD)
    # Near the top: a message of error may be in the middle.
    (focus or partial(field.click, position=CLICK_POSITION))()
    expect(field).to_be_focused()
    field.evaluate(WAIT_UNTIL_LISTENING)
    field.evaluate(WAIT_UNTIL_STILL)
    field.page.keyboard.press("Control+A")
    field.page.keyboard.type(words, delay=20)
    expect(field).to_have_value(words)
    field.evaluate(WAIT_UNTIL_STILL)


def scroll_to(target: Locator) -> None:
    """Scroll the target into view, in the drawing and in the semantics tree."""
    if target.evaluate(OUT_OF_SIGHT):
        # Found again each time: the engine may replace the element meanwhile.
        end = time.monotonic() + MAX_WAIT
        while not target.evaluate(CAN_BE_SHOWN) and time.monotonic() < end:
            target.page.wait_for_timeout(50)
        target.evaluate(SCROLL_INTO_VIEW)
        target.evaluate(WAIT_UNTIL_STILL)
