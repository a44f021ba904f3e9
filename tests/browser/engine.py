"""What a test does in any browser: evaluate, wait, click by names and coordinates, type."""

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, Self

from tests.browser.input_pacing import WAIT_UNTIL_LISTENING, WAIT_UNTIL_STILL, WATCH_FIELD

POLL = 0.1
REACH_TIMEOUT = 60.0  # seconds until a pointer reaches an element
WIDTH, HEIGHT = 390, 844

# A visible button or link by its accessible name: the hidden static page has the same names. An
# exact match is preferred: "Non" may be part of a longer name.
FIND_BY_NAME = """((name) => {
  const nameOf = (element) => (element.ariaLabel ?? element.textContent).trim();
  const appControls = "flt-semantics:is([role=button], [role=radio])";
  const all = [...document.querySelectorAll(`${appControls}, button, a[href]`)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }));
  return all.find((element) => nameOf(element) === name)
    ?? all.find((element) => nameOf(element).includes(name));
})(%s)"""

# The centre of an element once a pointer there would hit it: unmoved for two frames, and
# not covered. For half a second after each pointer event, Flutter sets `overflow-y: hidden`
# on its semantics, and its canvas does not follow scrolling.
CENTRE = """(async (element) => {
  if (!element) return null;
  const frame = () => new Promise(requestAnimationFrame);
  const before = element.getBoundingClientRect();
  await frame();
  await frame();
  const { x, y, width, height } = element.getBoundingClientRect();
  if (before.x !== x || before.y !== y) return null;
  const centre = [Math.floor(x + width / 2), Math.floor(y + height / 2)];
  if (element.contains(document.elementFromPoint(...centre))) return centre;
  const scroller = element.closest("flt-semantics:has(> flt-semantics-scroll-overflow)");
  if (scroller?.style.overflowY !== "hidden") element.scrollIntoView({ block: "center" });
  return null;
})(%s)"""


class BrowserEngine(ABC):
    """A running browser with one page; the end of the `with` block closes it."""

    name: str
    """The name of the browser engine, as the documents write it."""
    language: str = "fr"
    """The language that the browser asks for."""
    region: str = "fr"
    """The region of the numbers, which the app takes from the browser's languages."""
    requests: list[str]
    """Every URL that the page or its workers requested, as far as the browser tells."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    @abstractmethod
    def version(self) -> str:
        """The version that the browser reports."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to `url`, and wait for its load event."""

    @abstractmethod
    def evaluate(self, js_expression: str) -> Any:
        """Return the value of an expression in the page; a promise is awaited.

        The value is None if the page is left meanwhile.
        """

    @abstractmethod
    def restart(self) -> None:
        """Close the page and, where the browser keeps its data, the browser; then open it again."""

    @abstractmethod
    def close(self) -> None:
        """Close the browser, and wait until it has written its data."""

    @abstractmethod
    def _click_at(self, x: int, y: int) -> None:
        """Click a point of the window."""

    @abstractmethod
    def _replace_text(self, words: str) -> None:
        """Select all text of the focused field with the keyboard, and type `words`."""

    def wait_for(self, js_expression: str, timeout: float = 60) -> Any:
        """Wait until an expression is truthy, and return its value.

        Raises:
            TimeoutError: after `timeout` seconds.
        """
        return self._until(js_expression, timeout, js_expression)

    def wait_for_text(self, words: str) -> None:
        """Wait until the words are in the semantics tree of the app."""
        tree = "document.querySelector('flt-semantics-host')"
        self.wait_for(f"{tree}?.textContent.includes({json.dumps(words)})")

    def wait_for_heading(self, words: str) -> None:
        """Wait until the first-level heading of the screen is `words`."""
        heading = "document.querySelector('#app h1')?.textContent"
        self.wait_for(f"{heading} === {json.dumps(words)}")

    def go(self, path: str) -> None:
        """Go to a path of the open app."""
        self.evaluate(f"void (location.hash = {json.dumps(path)})")

    def click(self, target: str) -> None:
        """Click the first element of a CSS selector, or the result of a `document.…` expression."""
        is_script = target.startswith("document.")
        element = target if is_script else f"document.querySelector({json.dumps(target)})"
        self._click(element, target)

    def click_button(self, name: str) -> None:
        """Click the button or link whose name is `name`, or else contains it."""
        self._click(FIND_BY_NAME % json.dumps(name), f"a button named {name!r}")

    def fill_field(self, label: str, words: str) -> None:
        """Replace the value of the field with this label with the keyboard."""
        name = f"[aria-label={json.dumps(label, ensure_ascii=False)}]"
        field = f"document.querySelector({json.dumps(name)})"
        self.wait_for(f"Boolean({field})")
        self.evaluate(f"({WATCH_FIELD})({field})")
        self.click(field)
        # The name of an empty field that has the focus ends with its hint.
        focused = json.dumps(name.replace("=", "^=", 1))
        self.wait_for(f"document.activeElement.matches({focused})")
        for condition in (WAIT_UNTIL_LISTENING, WAIT_UNTIL_STILL):
            self.evaluate(f"({condition})(document.activeElement)")
        self._replace_text(words)
        self.wait_for(f"document.activeElement.value === {json.dumps(words)}")

    def _click(self, element: str, description: str) -> None:
        x, y = self._until(
            CENTRE % element, REACH_TIMEOUT, f"{description}, where a pointer can reach it"
        )
        self._click_at(x, y)

    def _until(self, js_expression: str, timeout: float, description: str) -> Any:
        end = time.monotonic() + timeout
        while not (value := self.evaluate(js_expression)):
            if time.monotonic() > end:
                raise TimeoutError(f"Not within {timeout:g} s: {description}")
            time.sleep(POLL)
        return value


CONTROL, ENTER = "\ue009", "\ue007"
"""Keys in WebDriver's encoding."""


class WebDriverEngine(BrowserEngine):
    """A browser driven with WebDriver actions; WebDriver BiDi uses the same action format."""

    @abstractmethod
    def _perform(self, actions: Sequence[dict[str, Any]]) -> None:
        """Perform the actions of input devices."""

    def _click_at(self, x: int, y: int) -> None:
        moves = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._perform([{"type": "pointer", "id": "mouse", "actions": moves}])

    def _replace_text(self, words: str) -> None:
        letters = (ENTER if letter == "\n" else letter for letter in words)
        self._type([(CONTROL, "a"), *((letter,) for letter in letters)])

    def _type(self, chords: Iterable[tuple[str, ...]]) -> None:
        """Press the chords in order; the keys of a chord are held together."""
        keys = [
            {"type": kind, "value": key}
            for chord in chords
            for kind, order in (("keyDown", chord), ("keyUp", chord[::-1]))
            for key in order
        ]
        self._perform([{"type": "key", "id": "keyboard", "actions": keys}])
