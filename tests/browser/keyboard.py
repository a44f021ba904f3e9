"""Someone with a keyboard and a screen reader: no mouse, and only what is said to go by."""

import re
import time

from PIL import Image, ImageChops
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.app_driver import TakePicture

PATIENCE = 30.0
"""How long the app may take to answer a key on a busy machine, in seconds."""
LISTENS = 500
"""Milliseconds that the engine takes to listen to a field one has come to, and more."""
STOPS = 60
"""More than any screen has."""
REST = 3
"""How often in a row the screen must be the same: a busy machine draws late."""
RING = 200
"""Pixels of a ring, at the least: those of a thin one around an icon."""
CHANGE = 96
"""How much a pixel of a ring changes, of 255, for any eye to see it."""
AROUND = 4
"""Pixels around a control that a ring may take."""
WITHIN = 12
"""Pixels inside its edge that a ring may take: a card's own edge is a little inside."""
EDGE = f"""() => {{
  const {{ x, y, width, height }} = document.activeElement.getBoundingClientRect();
  const around = {AROUND};
  return {{ x: Math.max(0, x - around), y: Math.max(0, y - around),
    width: width + 2 * around, height: height + 2 * around }};
}}"""
HEARD = """
window.heard = [];
const SAID = "[aria-live=polite], [aria-live=assertive]";
addEventListener("DOMContentLoaded", () => {
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const region = (target.closest ? target : target.parentElement)?.closest(SAID);
      if (region) for (const node of addedNodes) heard.push(node.textContent.trim());
    }
  }).observe(document, { subtree: true, childList: true });
});
"""
AT = """() => {
  const at = document.activeElement;
  const name = at.getAttribute("aria-label") || at.textContent;
  return `${at.getAttribute("role") ?? at.localName} ${name.trim().replace(/\\s+/g, " ")}`;
}"""


class Keyboard:
    """What one is on, as "role name", and the keys that change it."""

    def __init__(self, page: Page, picture: TakePicture | None = None) -> None:
        """`picture` takes a picture of the screen, for `ring`."""
        page.add_init_script(HEARD)
        self.page = page
        self._take = picture

    def at(self) -> str:
        return str(self.page.evaluate(AT))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def comes_to(self, start: str) -> None:
        """Wait until one is on what starts so: where the app has led."""
        end = time.monotonic() + PATIENCE
        while not self.is_on(start):
            assert time.monotonic() < end, f"on {self.at()!r}, not on {start!r}"
            self.page.wait_for_timeout(50)

    def is_on(self, start: str) -> bool:
        return bool(re.match(rf"{re.escape(plain(start))}(?!\w)", plain(self.at())))

    def tab_to(self, start: str, key: str = "Tab") -> list[str]:
        """Go from stop to stop as far as what starts so; returns those on the way."""
        passed = []
        for _ in range(STOPS):
            self.press(key)
            passed.append(self.at())
            if self.is_on(start):
                return passed
        raise AssertionError(f"no {start!r} among {passed}")

    def choose(self, start: str, key: str = "Tab") -> None:
        """Go to it, and press it."""
        self.tab_to(start, key)
        self.press("Enter")

    def write(self, start: str, words: str) -> None:
        """Go to that field, and type, once the engine listens to it."""
        self.tab_to(start)
        self.page.wait_for_timeout(LISTENS)
        self.press("Control+A")
        self.page.keyboard.type(words, delay=50)
        expect(self.page.locator(":focus")).to_have_value(words)

    def heard(self, words: str) -> None:
        """Wait until a live region has said it."""
        end = time.monotonic() + PATIENCE
        while plain(words) not in (said := [plain(one) for one in self._heard()]):
            assert time.monotonic() < end, f"{words!r} was not said, but {said}"
            self.page.wait_for_timeout(50)

    def _heard(self) -> list[str]:
        return list(self.page.evaluate("heard"))

    def ring(self) -> int:
        """How many pixels change strongly, at its edge, as one leaves what one is on."""
        box = self.page.evaluate(EDGE)
        within = self._picture(box)
        self.press("Tab")
        without = self._picture(box)
        self.press("Shift+Tab")
        changed = ImageChops.difference(without, within).point(
            lambda value: 255 * (value >= CHANGE)
        )
        edge = AROUND + WITHIN
        inside = (edge, edge, changed.width - edge, changed.height - edge)
        moved = changed.crop(inside).histogram()[255]
        assert moved < RING, f"{moved} pixels inside changed: that is no ring"
        return changed.histogram()[255] - moved

    def _picture(self, clip: FloatRect) -> Image.Image:
        """That part of the screen, once it no longer changes."""
        last, still = self._shot(clip), 0
        for _ in range(STOPS):
            self.page.wait_for_timeout(100)
            same = not ImageChops.difference(now := self._shot(clip), last).getbbox()
            last, still = now, still + 1 if same else 0
            if still == REST:
                return last
        raise AssertionError("the screen does not come to rest")

    def _shot(self, clip: FloatRect) -> Image.Image:
        assert self._take, "the keyboard was given nothing that takes pictures"
        return self._take(clip).convert("L")


def plain(words: str) -> str:
    """Words as they are heard: every space is one space."""
    return " ".join(words.split())
