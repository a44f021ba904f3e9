"""Drives the real app as a person does: opens screens, presses buttons, reads texts."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from io import BytesIO
from typing import Literal, TypedDict
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import (
    ConsoleMessage,
    FloatRect,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser import input_pacing


class ScreenOptions(TypedDict):
    """The options of a browser context that affect how the screen is drawn."""

    viewport: ViewportSize
    device_scale_factor: float
    reduced_motion: Literal["reduce"]


PHONE = ViewportSize(width=390, height=844)
LOW_RESOLUTION = 0.25
"""Device pixels per CSS pixel in tests that take no picture: drawing takes most of their time."""
SCREEN: ScreenOptions = {
    "viewport": PHONE,
    "device_scale_factor": LOW_RESOLUTION,
    "reduced_motion": "reduce",
}
"""Options of a browser context for a test that checks no picture and no animation. With reduced
motion, a change of screen takes a quarter of the frames."""
TakePicture = Callable[..., Image.Image]
"""Takes a picture of the screen, or of a given part of it."""
START_TIMEOUT = 90_000
"""Milliseconds that a cold start may take on a busy machine."""

TIMEOUT = 30_000
"""Milliseconds that a step in the open app may take on a busy machine."""
expect.set_options(timeout=TIMEOUT)

RECORD_OPENED = """
window.opened = [];
window.open = (url) => { window.opened.push(String(url)); return null; };
"""

REFUSE_PERSISTENCE = """
if (globalThis.StorageManager) StorageManager.prototype.persist = async () => false;
"""
"""Chromium grants persistent storage once a site was used enough: its answer would depend on the
tests that ran before."""
SET_HIDDEN = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""Makes the page hidden or visible, as a change of tab does."""
SCREEN_TEXT = "() => document.querySelector('flt-semantics-host').textContent"
OVERFLOWING = """
() => [...document.querySelectorAll("flt-semantics")]
  .filter(node => node.getBoundingClientRect().right > innerWidth + 1)
  .map(node => node.textContent)
"""
SCROLL_OFFSET = """
() => Math.max(...[...document.querySelectorAll("flt-semantics")].map(node => node.scrollTop))
"""


class AppPage:
    """The app in a page of the browser, driven through the elements of the semantics tree."""

    def __init__(self, page: Page, origin: str) -> None:
        page.add_init_script(RECORD_OPENED)
        page.add_init_script(REFUSE_PERSISTENCE)
        page.set_default_timeout(TIMEOUT)
        self.page = page
        self.app = page.locator("#app")
        """The app alone: the hidden static page beside it has the same words."""
        self.origin = origin
        self.requests: list[str] = []
        self.page_errors: list[str] = []
        self.uploads: list[str] = []
        """Requests that could carry an answer: with a body, or by a method that sends data."""
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("pageerror", lambda error: self.page_errors.append(str(error)))
        page.on("console", self._on_console_message)

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)
        if request.method not in ("GET", "HEAD") or request.post_data_buffer:
            self.uploads.append(f"{request.method} {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.page_errors.append(f"{response.status} {response.url}")

    def _on_console_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.page_errors.append(message.text)

    def open(self, path: str = "/", base: str = "") -> None:
        self.page.goto(f"{base or self.origin}/#{path}")
        self.wait_until_ready()

    def go(self, path: str) -> None:
        """Go to a path of the open app."""
        self.page.evaluate("path => { location.hash = path }", path)

    def wait_until_ready(self) -> None:
        """Wait until the app has started and has drawn a screen."""
        self.page.wait_for_selector("html[data-app=ready]", state="attached", timeout=START_TIMEOUT)
        expect(self.page.locator("#app h1").first).to_be_attached()

    def button(self, words: str) -> Locator:
        """Return the button, radio, checkbox or tab whose text starts with these whole words.

        "Keep" does not match "Keeping away".
        """
        spaced_words = r"\s+".join(re.escape(word) for word in words.split())
        pattern = re.compile(rf"^\s*{spaced_words}(?!\w)")
        buttons = self.app.get_by_role("button").filter(has_text=pattern)
        others = (self.app.get_by_role(role, name=pattern) for role in ("radio", "checkbox", "tab"))
        return reduce(Locator.or_, others, buttons).first

    def choose_own_device(self, content: Content) -> None:
        """Answer, in the settings, that the device is the person's own, and go to home."""
        self.decide_device(content, content.privacy.device.own)

    def choose_shared_device(self, content: Content) -> None:
        """Answer, in the settings, that the device is shared, and go to home."""
        self.decide_device(content, content.privacy.device.shared)

    def decide_device(self, content: Content, answer: str) -> None:
        self.go(routes.DEVICE)
        self.wait_for_heading(content.privacy.device.title)
        self.click_button(answer)
        expect(self.app.get_by_text(content.privacy.device.ask)).to_have_count(0)
        self.go(routes.HOME)
        self.wait_for_heading(content.labels.home.title)

    def fill_field(self, label: str, words: str) -> None:
        """Replace the value of the field with this label."""
        self.type_in(self.page.get_by_label(label, exact=True), words)

    def type_in(self, field: Locator, words: str) -> None:
        """Replace the value of a field with the keyboard."""
        input_pacing.type_in(field, words)

    def click_button(self, words: str) -> None:
        self.click(self.button(words))

    def click(self, target: Locator) -> None:
        input_pacing.scroll_to(target)
        target.click()

    def wait_for_text(self, words: str) -> None:
        """Wait until the words are in the semantics tree."""
        expect(self.app.get_by_text(words).first).to_be_attached()

    def wait_for_error(self, label: str, words: str) -> None:
        """Wait until the field with this label is marked as wrong, and its error is `words`."""
        field = self.page.get_by_label(label, exact=True)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(words)

    def wait_for_heading(self, words: str) -> None:
        """Wait until the first-level heading of the screen is `words`."""
        expect(self.app.locator("h1")).to_have_text(words)

    @contextmanager
    def at_full_resolution(self, size: ViewportSize = PHONE) -> Iterator[TakePicture]:
        """Draw every pixel of a screen of `size`; yield a function that takes a picture of it."""
        devtools = self.page.context.new_cdp_session(self.page)
        screen = {**size, "deviceScaleFactor": 1, "mobile": False}
        # Set another size first: otherwise parts drawn with fewer pixels stay blurred.
        for height in (size["height"] - 100, size["height"]):
            devtools.send("Emulation.setDeviceMetricsOverride", {**screen, "height": height})
            self.page.wait_for_timeout(300)

        def take(clip: FloatRect | None = None) -> Image.Image:
            area = clip or FloatRect(x=0, y=0, **size)
            screenshot = devtools.send("Page.captureScreenshot", {"clip": {**area, "scale": 1}})
            return Image.open(BytesIO(b64decode(screenshot["data"]))).convert("RGB")

        try:
            yield take
        finally:
            devtools.detach()
            self.resize(PHONE)

    def resize(self, size: ViewportSize) -> None:
        """Give the page this size, even if a CDP session has set another."""
        # Playwright does not send a size that equals the last one it sent.
        self.page.set_viewport_size({**size, "height": size["height"] - 1})
        self.page.set_viewport_size(size)

    def screen_text(self) -> str:
        """Return all text of the screen, also outside the visible part."""
        return str(self.page.evaluate(SCREEN_TEXT))

    def scroll_offset(self) -> int:
        """Return how far down the screen is scrolled, in pixels."""
        return int(self.page.evaluate(SCROLL_OFFSET))

    def overflowing(self) -> list[str]:
        """Return the text of each node that extends past the right edge of the screen."""
        return list(self.page.evaluate(OVERFLOWING))

    def opened_urls(self) -> list[str]:
        """Return every URL that the app passed to `window.open`."""
        return list(self.page.evaluate("window.opened"))

    def foreign_requests(self) -> list[str]:
        """Return the URLs of requests to other origins."""
        own_host = urlsplit(self.origin).netloc
        return [url for url in self.requests if urlsplit(url).netloc not in ("", own_host)]

    def assert_clean(self) -> None:
        """Fail if the console has an error, or a request has a body or another origin."""
        assert not self.page_errors, self.page_errors
        assert not self.uploads, self.uploads
        assert not self.foreign_requests(), self.foreign_requests()


@contextmanager
def watched(page: Page, origin: str) -> Iterator[AppPage]:
    """Yield the app in `page`; then fail after an error or a request to another origin."""
    app_page = AppPage(page, origin)
    try:
        yield app_page
    except BaseException:
        print(*app_page.page_errors, sep="\n")  # pytest shows it: often the cause of the failure
        raise
    app_page.assert_clean()
