"""Drives the app as a keyboard and screen reader user does: focus, keys, announcements."""

import re
import time

from PIL import Image, ImageChops
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.app_driver import TakePicture

TIMEOUT = 30.0
"""Seconds that the app may take to answer a key on a busy machine."""
FIELD_DELAY = 500
"""Milliseconds after which the engine listens to a newly focused field, with a margin."""
MAX_STOPS = 60
"""More focus stops than any screen has."""
MAX_POLLS = 60
"""How many pictures are taken before a screen that still changes fails the test."""
STABLE_POLLS = 3
"""How many pictures in a row must be the same: a busy machine draws late."""
MIN_RING = 200
"""The least number of pixels of a focus ring, which is thin and surrounds an icon."""
MIN_CHANGE = 96
"""How much a pixel of a ring must change, of 255, to be visible."""
OUTSIDE = 4
"""Pixels outside the edge of a control that a ring may cover."""
INSIDE = 12
"""Pixels inside the edge of a control that a ring may cover: a card is drawn within its control."""
FOCUSED_BOX = f"""() => {{
  const {{ x, y, width, height }} = document.activeElement.getBoundingClientRect();
  const around = {OUTSIDE};
  return {{ x: Math.max(0, x - around), y: Math.max(0, y - around),
    width: width + 2 * around, height: height + 2 * around }};
}}"""
RECORD_ANNOUNCEMENTS = """
window.announcements = [];
const LIVE = "[aria-live=polite], [aria-live=assertive]";
addEventListener("DOMContentLoaded", () => {
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const region = (target.closest ? target : target.parentElement)?.closest(LIVE);
      if (region) for (const node of addedNodes) announcements.push(node.textContent.trim());
    }
  }).observe(document, { subtree: true, childList: true });
});
"""
FOCUSED = """() => {
  const focused = document.activeElement;
  const name = focused.getAttribute("aria-label") || focused.textContent;
  const role = focused.getAttribute("role") ?? focused.localName;
  return `${role} ${name.trim().replace(/\\s+/g, " ")}`;
}"""


class Keyboard:
    """The focused element, as "role name", and the keys that move the focus.

    A `role_and_name_prefix`, such as "button Keep", names the first element that starts with it.
    """

    def __init__(self, page: Page, picture: TakePicture | None = None) -> None:
        """`picture` takes a picture of the screen, for `focus_ring_pixels`."""
        page.add_init_script(RECORD_ANNOUNCEMENTS)
        self.page = page
        self._take_picture = picture

    def focused(self) -> str:
        return str(self.page.evaluate(FOCUSED))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def wait_for_focus(self, role_and_name_prefix: str) -> None:
        """Wait until the app has moved the focus to the element."""
        end = time.monotonic() + TIMEOUT
        while not self.is_focused(role_and_name_prefix):
            assert time.monotonic() < end, f"on {self.focused()!r}, not on {role_and_name_prefix!r}"
            self.page.wait_for_timeout(50)

    def is_focused(self, role_and_name_prefix: str) -> bool:
        return bool(
            re.match(
                rf"{re.escape(single_spaced(role_and_name_prefix))}(?!\w)",
                single_spaced(self.focused()),
            )
        )

    def tab_to(self, role_and_name_prefix: str, key: str = "Tab") -> list[str]:
        """Press `key` until the element has the focus; return all stops."""
        passed = []
        for _ in range(MAX_STOPS):
            self.press(key)
            passed.append(self.focused())
            if self.is_focused(role_and_name_prefix):
                return passed
        raise AssertionError(f"no {role_and_name_prefix!r} among {passed}")

    def choose(self, role_and_name_prefix: str, key: str = "Tab") -> None:
        """Move the focus to the element, and press Enter."""
        self.tab_to(role_and_name_prefix, key)
        self.press("Enter")

    def fill_field(self, role_and_name_prefix: str, words: str) -> None:
        """Move the focus to a field, and type in it once the engine listens."""
        self.tab_to(role_and_name_prefix)
        self.page.wait_for_timeout(FIELD_DELAY)
        self.press("Control+A")
        self.page.keyboard.type(words, delay=50)
        expect(self.page.locator(":focus")).to_have_value(words)

    def wait_for_announcement(self, words: str) -> None:
        """Wait until a live region has announced `words`."""
        end = time.monotonic() + TIMEOUT
        while single_spaced(words) not in (
            announced := [single_spaced(text) for text in self._announcements()]
        ):
            assert time.monotonic() < end, f"{words!r} was not said, but {announced}"
            self.page.wait_for_timeout(50)

    def _announcements(self) -> list[str]:
        return list(self.page.evaluate("announcements"))

    def focus_ring_pixels(self) -> int:
        """Return how many pixels at the edge of the focused control change strongly on blur."""
        focused = self.picture_of_focused()
        box = self.page.evaluate(FOCUSED_BOX)
        self.press("Tab")
        unfocused = self._settled_picture(box)
        self.press("Shift+Tab")
        changed = strong_changes(unfocused, focused)
        border = OUTSIDE + INSIDE
        interior = (border, border, changed.width - border, changed.height - border)
        interior_changes = changed.crop(interior).histogram()[255]
        assert interior_changes < MIN_RING, (
            f"{interior_changes} pixels inside the control changed, not only a ring"
        )
        return changed.histogram()[255] - interior_changes

    def wait_for_ring(self, without: Image.Image) -> None:
        """Wait until the picture of the focused control differs by a ring from that `without`.

        The semantics tree changes before the drawing.
        """
        for _ in range(MAX_POLLS):
            changes = strong_changes(without, self.picture_of_focused())
            if changes.histogram()[255] >= MIN_RING:
                return
        raise AssertionError("the focused control has no ring")

    def picture_of_focused(self) -> Image.Image:
        """Return a picture of the control that has the focus in the page, and of its ring."""
        return self._settled_picture(self.page.evaluate(FOCUSED_BOX))

    def _settled_picture(self, clip: FloatRect) -> Image.Image:
        """Return a picture of a part of the screen once it no longer changes."""
        last, stable = self._screenshot(clip), 0
        for _ in range(MAX_POLLS):
            self.page.wait_for_timeout(100)
            same = not ImageChops.difference(now := self._screenshot(clip), last).getbbox()
            last, stable = now, stable + 1 if same else 0
            if stable == STABLE_POLLS:
                return last
        raise AssertionError("the screen does not stop changing")

    def _screenshot(self, clip: FloatRect) -> Image.Image:
        assert self._take_picture, "the keyboard needs a function that takes pictures"
        return self._take_picture(clip).convert("L")


def strong_changes(first: Image.Image, second: Image.Image) -> Image.Image:
    """Return an image in which each pixel that differs visibly is 255, and each other one 0."""
    return ImageChops.difference(first, second).point(lambda value: 255 * (value >= MIN_CHANGE))


def single_spaced(words: str) -> str:
    """Return the words with every run of white space replaced by one space."""
    return " ".join(words.split())
