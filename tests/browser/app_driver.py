"""Someone in front of the real app: opens, presses, reads."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Literal, TypedDict
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import (
    ConsoleMessage,
    FloatRect,
    Locator,
    Page,
    Response,
    ViewportSize,
    expect,
)

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser import input_pacing as fingers


class ScreenOptions(TypedDict):
    """The options of a browser context that say how the screen is drawn."""

    viewport: ViewportSize
    device_scale_factor: float
    reduced_motion: Literal["reduce"]


PHONE = ViewportSize(width=390, height=844)
COARSE = 0.25
"""Device pixels per pixel where a test looks at no picture: drawing is what takes long."""
SCREEN: ScreenOptions = {
    "viewport": PHONE,
    "device_scale_factor": COARSE,
    "reduced_motion": "reduce",
}
"""Options of a browser context for a test that looks at no picture and no movement: a change of
screen is drawn in a quarter of the frames."""
TakePicture = Callable[..., Image.Image]
"""Takes a picture of the screen, or of a part of it."""
START = 90_000
"""How long a cold start may take on a busy machine, in milliseconds."""

TIMEOUT = 30_000
"""How long a step in the open app may take on a busy machine, in milliseconds."""

RECORD_OPENED = """
window.opened = [];
window.open = (url) => { window.opened.push(String(url)); return null; };
"""

ALL_SHOWN = "() => document.querySelector('flt-semantics-host').textContent"
OVER_THE_EDGE = """
() => [...document.querySelectorAll("flt-semantics")]
  .filter(node => node.getBoundingClientRect().right > innerWidth + 1)
  .map(node => node.textContent)
"""
HOW_FAR = """
() => Math.max(...[...document.querySelectorAll("flt-semantics")].map(node => node.scrollTop))
"""


class Person:
    """What a person can do, through what a screen reader would offer them."""

    def __init__(self, page: Page, origin: str) -> None:
        page.add_init_script(RECORD_OPENED)
        page.set_default_timeout(TIMEOUT)
        self.page = page
        self.app = page.locator("#app")
        """What the app shows: the static page around it, which is hidden, has the same words."""
        self.origin = origin
        self.requests: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("response", self._answered)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._logged)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(message.text)

    def open(self, path: str = "/", base: str = "") -> None:
        self.page.goto(f"{base or self.origin}/#{path}")
        self.ready()

    def go(self, path: str) -> None:
        """Go to a path of the app that is open."""
        self.page.evaluate("path => { location.hash = path }", path)

    def ready(self) -> None:
        self.page.wait_for_selector("html[data-app=ready]", state="attached", timeout=START)
        expect(self.page.locator("#app h1").first).to_be_attached()

    def button(self, words: str) -> Locator:
        """The button or answer whose words start with these; "Keep" is not "Keeping away"."""
        said = r"\s+".join(re.escape(word) for word in words.split())
        start = re.compile(rf"^\s*{said}(?!\w)")
        buttons = self.app.get_by_role("button").filter(has_text=start)
        return buttons.or_(self.app.get_by_role("radio", name=start)).first

    def own_device(self, content: Content) -> None:
        """Answer, from home, that the device is one's own."""
        self.go(routes.HOME)
        self.heading(content.labels.home.title)
        self.press(content.privacy.device.own)
        expect(self.app.get_by_text(content.privacy.device.ask)).to_have_count(0)

    def write(self, label: str, words: str) -> None:
        """Type in the field of that label."""
        self.type(self.page.get_by_label(label, exact=True), words)

    def type(self, field: Locator, words: str) -> None:
        """Replace what a field holds, as a keyboard does."""
        fingers.type_in(field, words)

    def press(self, words: str) -> None:
        self.tap(self.button(words))

    def tap(self, target: Locator) -> None:
        fingers.reach(target)
        target.click()

    def sees(self, words: str) -> None:
        """Wait until the words are in the tree a screen reader reads."""
        expect(self.app.get_by_text(words).first).to_be_attached(timeout=30_000)

    def heading(self, words: str) -> None:
        expect(self.app.locator("h1")).to_have_text(words, timeout=30_000)

    @contextmanager
    def finely_drawn(self, size: ViewportSize = PHONE) -> Iterator[TakePicture]:
        """Draw every pixel on a screen of `size`; what is given takes a picture of it."""
        devtools = self.page.context.new_cdp_session(self.page)
        screen = {**size, "deviceScaleFactor": 1, "mobile": False}
        # Another size first: what was drawn with fewer pixels would stay a blur.
        for height in (size["height"] - 100, size["height"]):
            devtools.send("Emulation.setDeviceMetricsOverride", {**screen, "height": height})
            self.page.wait_for_timeout(300)

        def take(clip: FloatRect | None = None) -> Image.Image:
            area = clip or FloatRect(x=0, y=0, **size)
            taken = devtools.send("Page.captureScreenshot", {"clip": {**area, "scale": 1}})
            return Image.open(BytesIO(b64decode(taken["data"]))).convert("RGB")

        try:
            yield take
        finally:
            devtools.detach()
            self.resize(PHONE)

    def resize(self, size: ViewportSize) -> None:
        """Give the page this size, also where a development session has given it another."""
        # The browser driver sends no size that is the same as the last it has sent.
        self.page.set_viewport_size({**size, "height": size["height"] - 1})
        self.page.set_viewport_size(size)

    def shown(self) -> str:
        """All that is on the screen, scrolled to or not."""
        return str(self.page.evaluate(ALL_SHOWN))

    def scrolled(self) -> int:
        """How far down the screen is scrolled."""
        return int(self.page.evaluate(HOW_FAR))

    def overflowing(self) -> list[str]:
        """What goes over the right edge of the screen."""
        return list(self.page.evaluate(OVER_THE_EDGE))

    def opened(self) -> list[str]:
        """Every address the app asked the device to open."""
        return list(self.page.evaluate("window.opened"))

    def strays(self) -> list[str]:
        """Requests that left the origin."""
        own = urlsplit(self.origin).netloc
        return [url for url in self.requests if urlsplit(url).netloc not in ("", own)]

    def assert_clean(self) -> None:
        """The console has no error, and no request left the origin."""
        assert not self.faults, self.faults
        assert not self.strays(), self.strays()


@contextmanager
def watched(page: Page, origin: str) -> Iterator[Person]:
    """A person whose page must end without a fault or a stray request."""
    person = Person(page, origin)
    yield person
    person.assert_clean()
