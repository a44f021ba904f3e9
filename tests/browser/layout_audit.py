"""Audits each state of the app: accessibility, layout at every width, contrast on the screen."""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from enum import IntEnum

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from sv_app.domain.content import Content
from sv_app.ui.theme import Breakpoint
from tests.browser.app_driver import LOW_RESOLUTION, PHONE, AppPage
from tests.browser.daily_selection import layout_is_due
from tests.browser.pixels import contrast_faults
from tests.browser.semantics_measures import (
    MAX_HEIGHT,
    MIN_NODES,
    STABLE_POLLS,
    STABLE_POLLS_COMPACT,
    WAIT_UNTIL_SETTLED,
    Measures,
    measure,
)
from tests.profile import LONG, PROFILE

MIN_READING_HEIGHT = 200
"""The least height, in pixels, left for reading on the smallest phone with text at 200 %."""
RUN_AXE = """async ([context, options]) => {
  const results = await axe.run(context ?? document, { resultTypes: ["violations"], ...options });
  const broken = results.violations
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`);
  return [document.querySelectorAll("#app flt-semantics").length, broken];
}"""
COMPACT = """() => matchMedia("(max-height: 28rem), (max-width: 16rem)").matches"""
"""Whether the window is compact; the same query as in sv_app/pwa/client/python-host.js."""
INSIDE_APP = {"include": [["#app"]]}
"""The semantics tree of the app: the static page beside it is hidden and never changes."""
OUTSIDE_APP = {"exclude": [["#app"]]}
NO_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
"""The text of the tree is transparent: its contrast is read from pixels instead."""
RETRY_PAUSES = (100, 300, 1000, 3000, 0)
"""Milliseconds between the repetitions of a check that finds faults."""
EXTRA_HEIGHT = 300
FIRST_HEIGHT = 2500
"""The initial height in pixels: most screens need no more."""
NORMAL = (PHONE["width"], PHONE["height"]), 100, False, LOW_RESOLUTION
"""The normal layout: the window size, the text size in percent, whether dark, the pixel scale."""
TOAST_CLOSES = 15_000
"""Milliseconds within which a toast closes by itself."""


class Depth(IntEnum):
    """How thoroughly each state is audited."""

    TREE = 0
    """The visible part of the tree on a phone: names, roles, headings, axe; no target sizes."""
    LAYOUT = 1
    """Also target sizes, layout at every width and twice the text size, contrast in both themes."""
    EVERYTHING = 2
    """Also axe in each of these layouts; in the dark theme, on a phone and on a desktop."""


def depth_for(content: Content, contents: Mapping[str, Content]) -> Depth:
    """Return the depth for a language.

    In the default profile, layout and contrast are audited only where the labels are longest.
    """
    if PROFILE is LONG:
        return Depth.EVERYTHING
    longest = max(contents.values(), key=lambda candidate: len(candidate.labels.model_dump_json()))
    return Depth.LAYOUT if content is longest else Depth.TREE


class ScreenAudit:
    """Audits states, and collects their faults in `faults`."""

    def __init__(self, app_page: AppPage, content: Content, depth: Depth) -> None:
        self.app_page, self.content, self.depth = app_page, content, depth
        self.states: list[str] = []
        self.faults: list[str] = []
        self.node_counts: list[int] = []
        self.use_page(app_page)

    def use_page(self, app_page: AppPage) -> None:
        """Continue with another page of the app, in the normal layout."""
        self.app_page, self.page = app_page, app_page.page
        (self.size, self.text, self.dark, self.scale), self.compact = NORMAL, False
        self.cdp = app_page.page.context.new_cdp_session(app_page.page)

    def audit(self, state: str) -> None:
        """Audit the state on the screen, named `state`, and restore the normal layout."""
        self.states.append(state)
        self.page.mouse.move(0, 400)
        if self.depth is Depth.TREE:
            self._check_visible_part("390 light")
            self._run_axe("390 light")
            return
        self._run_axe("390 light")
        normal, height = measure(self.page), FIRST_HEIGHT
        if self._is_due(0):
            self._show(390, FIRST_HEIGHT)
            height = self._check_full_height("390 light")
            self._check_contrast()
        if self._is_due(1):
            self._check_desktop(height)
            # The engine loses typed text when the window shrinks from 1280 to 320 in a single step.
            self._show(390, 844)
            self._check_double_text(normal)
        for width in (768, 320):
            if self._is_due(2):
                self._show(width, height)
                height = self._check_full_height(str(width))
                if self.depth is Depth.EVERYTHING:
                    self._run_axe(str(width))
        if (self.size, self.text, self.dark, self.scale) != NORMAL:
            self._show(390, 844)

    def _is_due(self, layout: int) -> bool:
        """Return whether a layout of the current state, given by its number, is due today."""
        return layout_is_due(len(self.states), layout)

    def _check_desktop(self, height: int) -> None:
        if self.depth is Depth.EVERYTHING:
            self._show(1280, height, dark=True)
            self._run_axe("1280 dark")
        self._show(1280, height)
        self._check_full_height("1280 light")
        if self.depth is Depth.EVERYTHING:
            self._run_axe("1280 light")

    def _check_double_text(self, normal: Measures) -> None:
        """Check the smallest phone at twice the text size; `normal` was measured at 100 %."""
        self._show(320, 568, text=200)
        self._check_reading_height()
        if self.depth is Depth.EVERYTHING:
            self._run_axe("320 at 200 %")
        self._check_full_height("320 at 200 %")
        doubled = measure(self.page)
        if doubled.title.size[1] < 1.5 * normal.title.size[1]:
            self._add("200 %", [f"not twice: {normal.title} {doubled.title}"])

    def _check_contrast(self) -> None:
        """Check the contrast of the first screenful from its pixels, in both themes."""
        # Change the height: otherwise parts drawn with fewer pixels stay blurred.
        height = 843 if self.size[1] == 844 else 844
        self._show(390, height, full_resolution=True)
        self._check_pixels("390 light")
        self._show(390, height, dark=True, full_resolution=True)
        self._check_pixels("390 dark")
        if self.depth is Depth.EVERYTHING:
            self._run_axe("390 dark")

    def press_first_slot(self) -> None:
        """Press the first slot of the call bar, and wait until a number is opened."""
        calls = len(self.app_page.opened_urls())
        self.app_page.click_button(self.content.labels.call.talk_name)
        self.page.wait_for_function("calls => window.opened.length > calls", arg=calls)

    def wait_for_toast_to_close(self) -> None:
        """Wait until no toast is shown: it takes its height from the content."""
        if self.depth is not Depth.TREE:
            toast = self.page.locator("#app [role=status]")
            expect(toast).to_have_count(0, timeout=TOAST_CLOSES)

    def finish(self) -> None:
        """Run axe on the whole page, then on the page without the app in the dark theme."""
        self._run_axe("the whole page", None, {})
        self._show(390, 844, dark=True)
        self._run_axe("without the app, dark", OUTSIDE_APP, {})
        self.page.emulate_media(color_scheme="light")
        self.cdp.detach()
        self.app_page.resize(PHONE)

    def summary(self) -> str:
        least, runs = min(self.node_counts, default=0), len(self.node_counts)
        return f"{len(self.states)} states, {runs} runs of axe on {least} nodes or more"

    def show_desktop(self) -> None:
        self._show(1280, 844)

    def show_phone(self) -> None:
        self._show(390, 844)

    def _show(
        self,
        width: int,
        height: int,
        dark: bool = False,
        text: int = 100,
        full_resolution: bool = False,
    ) -> None:
        """Apply a layout, and wait until the screen has settled."""
        if text != self.text:
            self.text = text
            # The text size setting of the browser or the system.
            self.cdp.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * text // 100}})
        if dark != self.dark:
            self.dark = dark
            self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.scale = 1 if full_resolution else LOW_RESOLUTION
        self._resize(width, height)

    def _resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": self.scale}
        self.cdp.send("Emulation.setDeviceMetricsOverride", {**size, "mobile": False})
        self.size = width, height
        compact = self.page.evaluate(COMPACT)
        stable_polls = STABLE_POLLS if compact == self.compact else STABLE_POLLS_COMPACT
        self.compact = compact
        self.page.evaluate(
            WAIT_UNTIL_SETTLED,
            [self.content.labels.app.name, Breakpoint.TABLET, width, stable_polls],
        )

    def _check_visible_part(self, layout: str) -> None:
        """Check the visible part of the screen in the current layout."""
        for pause in RETRY_PAUSES:
            if not (faults := list(measure(self.page).faults(may_scroll=True))):
                break
            self.page.wait_for_timeout(pause)
        self._add(layout, faults)

    def _check_full_height(self, layout: str) -> int:
        """Check the whole screen, in a window so tall that nothing scrolls; return the height."""
        width, height = self.size
        for pause in RETRY_PAUSES:
            measures = measure(self.page)
            while measures.data["hiddenHeight"] and height < MAX_HEIGHT:
                height = min(height + measures.data["hiddenHeight"] + 1, MAX_HEIGHT)
                self._resize(width, height)
                measures = measure(self.page)
            if not (faults := list(measures.faults())):
                break
            self.page.wait_for_timeout(pause)  # the tree is updated a moment after the drawing
            # Not all content that does not fit is marked as scrolling: it may be under the bars.
            height += EXTRA_HEIGHT
            self._resize(width, height)
        self._add(layout, faults)
        if measures.data["hiddenHeight"]:
            self._add(layout, [f"{measures.data['hiddenHeight']} pixels were not measured"])
        if measures.data["title"] != self.content.labels.app.name:
            self._add(layout, [f"title {measures.data['title']}"])
        if measures.data["lang"] != self.content.code:
            self._add(layout, [f"lang {measures.data['lang']}"])
        return height

    def _check_reading_height(self) -> None:
        """Check that enough height is left for reading, once the app has become compact."""
        for pause in RETRY_PAUSES:
            if (height := measure(self.page).data["readingHeight"]) >= MIN_READING_HEIGHT:
                return
            self.page.wait_for_timeout(pause)
        self._add("200 %", [f"{height} pixels of height for reading"])

    def _run_axe(
        self, layout: str, context: object = INSIDE_APP, options: object = NO_CONTRAST
    ) -> None:
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        nodes, broken = self.page.evaluate(RUN_AXE, [context, options])
        assert nodes >= MIN_NODES, f"axe needs a tree to audit: it has {nodes} nodes"
        self.node_counts.append(nodes)
        self._add(layout, [f"axe {rule}" for rule in broken])

    def _check_pixels(self, layout: str) -> None:
        """Check the contrast of the pixels; repeat after a fault: the drawing may be late."""
        for pause in RETRY_PAUSES:
            tree = measure(self.page)
            screenshot = self.cdp.send("Page.captureScreenshot", {"optimizeForSpeed": True})
            picture, language = b64decode(screenshot["data"]), self.content.code
            if not (faults := list(contrast_faults(picture, tree, language))):
                break
            self.page.wait_for_timeout(pause)
        self._add(layout, faults)

    def _add(self, layout: str, faults: Iterable[str]) -> None:
        for fault in faults:
            self.faults.append(f"{self.states[-1]}, {layout}: {fault}")
