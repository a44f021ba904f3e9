"""Audits each state of the app: accessibility, layout at every width, contrast on the screen."""

from base64 import b64decode
from collections.abc import Iterable
from enum import IntEnum

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from sv_app.domain.content import Content
from sv_app.ui.theme import Breakpoint
from tests.browser.access import (
    LEAST_NODES,
    SETTLED,
    STILL,
    STILL_LONG,
    TALLEST,
    Measures,
    measured,
)
from tests.browser.app_driver import COARSE, PHONE, Person
from tests.browser.pixels import faint
from tests.profile import LONG, PROFILE, SEED

LEAST_ROOM = 200
"""Pixels of height that are left to read in, on the smallest phone with text twice the size."""
RUN_AXE = """async ([context, options]) => {
  const found = await axe.run(context ?? document, { resultTypes: ["violations"], ...options });
  const broken = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html)}`);
  return [document.querySelectorAll("#app flt-semantics").length, broken];
}"""
COMPACT = """() => matchMedia("(max-height: 28rem), (max-width: 16rem)").matches"""
"""Whether few lines hold in the window; the same as in sv_app/pwa/client/python-host.js."""
IN_THE_CANVAS = {"include": [["#app"]]}
"""The tree: the static page around it is hidden, and the same in every state."""
AROUND_THE_CANVAS = {"exclude": [["#app"]]}
NO_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
"""The words of the tree are transparent: their contrast is read from pixels."""
LAYOUT_EVERY = 1 if PROFILE is LONG else 12
"""Each layout, and the contrast of the pixels, is seen in one state of so many: another one each
day. Component tests compute the contrast of every colour of every screen."""
PAUSES = (100, 300, 1000, 3000, 0)
"""Milliseconds between looks at what does not seem right."""
MORE_ROOM = 300
FIRST_HEIGHT = 2500
"""Pixels of height to begin with: most screens need no more."""
NORMAL = (PHONE["width"], PHONE["height"]), 100, False, COARSE
"""How a state is shown: the size, the text in hundredths, whether dark, the scale of drawing."""
TOAST_CLOSES = 15_000
"""Milliseconds in which a toast closes by itself."""


class Depth(IntEnum):
    """How much of each state is audited."""

    TREE = 0
    """The accessibility tree on a phone: names, roles, headings, target sizes, axe."""
    LAYOUT = 1
    """The layout at every width and at twice the text size too, and contrast in both themes."""
    EVERYTHING = 2
    """All of it, with axe at every width and in both themes."""


class ScreenAudit:
    """Collects the faults of every state that it is shown."""

    def __init__(self, person: Person, content: Content, depth: Depth) -> None:
        self.person, self.content, self.depth = person, content, depth
        self.states: list[str] = []
        self.faults: list[str] = []
        self.nodes: list[int] = []
        self.look_at(person)

    def look_at(self, person: Person) -> None:
        """Continue with another page."""
        self.person, self.page = person, person.page
        (self.size, self.text, self.dark, self.scale), self.compact = NORMAL, False
        self.cdp = person.page.context.new_cdp_session(person.page)

    def see(self, state: str) -> None:
        """Audit `state`, and leave the screen as it was."""
        self.states.append(state)
        self.page.mouse.move(0, 400)
        if self.depth is Depth.TREE:
            self._outline("390 light")
            self._axe("390 light")
            return
        self._axe("390 light")
        once, height = measured(self.page), FIRST_HEIGHT
        if self._is_due(0):
            self._shown(390, FIRST_HEIGHT)
            height = self._tall("390 light")
            self._contrast()
        if self._is_due(1):
            self._desktop(height)
            # From 1280 to 320 at twice the text in one step, the engine loses what is typed.
            self._shown(390, 844)
            self._twice(once)
        for width in (768, 320):
            if self._is_due(2):
                self._shown(width, height)
                height = self._tall(str(width))
        if (self.size, self.text, self.dark, self.scale) != NORMAL:
            self._shown(390, 844)

    def _is_due(self, rank: int) -> bool:
        """Whether the state that is seen has its turn today; `rank` tells layouts apart."""
        return (len(self.states) + rank + SEED) % LAYOUT_EVERY == 0

    def _desktop(self, height: int) -> None:
        if self.depth is Depth.EVERYTHING:
            self._shown(1280, height, dark=True)
            self._axe("1280 dark")
        self._shown(1280, height)
        self._tall("1280 light")
        if self.depth is Depth.EVERYTHING:
            self._axe("1280 light")

    def _twice(self, once: Measures) -> None:
        """On the smallest phone, at twice the size of text that the person had: `once`."""
        self._shown(320, 568, text=200)
        self._room()
        if self.depth is Depth.EVERYTHING:
            self._axe("320 at 200 %")
        self._tall("320 at 200 %")
        twice = measured(self.page)
        if twice.title.size[1] < 1.5 * once.title.size[1]:
            self._add("200 %", [f"not twice: {once.title} {twice.title}"])

    def _contrast(self) -> None:
        """Read the contrast of the first screenful from its pixels, in both themes."""
        # Of another height than before: what was drawn with fewer pixels would stay a blur else.
        height = 843 if self.size[1] == 844 else 844
        self._shown(390, height, fine=True)
        self._pixels("390 light")
        self._shown(390, height, dark=True, fine=True)
        self._pixels("390 dark")
        if self.depth is Depth.EVERYTHING:
            self._axe("390 dark")

    def press_call_button(self) -> None:
        """Call, as from any screen."""
        calls = len(self.person.opened())
        self.person.press(self.content.labels.call.button)
        self.page.wait_for_function("calls => window.opened.length > calls", arg=calls)

    def wait_for_toast_to_close(self) -> None:
        """A toast would hide a part of the picture."""
        if self.depth is not Depth.TREE:
            toast = self.page.locator("#app [role=status]")
            expect(toast).to_have_count(0, timeout=TOAST_CLOSES)

    def end(self) -> None:
        """Audit the page as a whole, and in dark what is outside the canvas."""
        self._axe("the whole page", None, {})
        self._shown(390, 844, dark=True)
        self._axe("around the app, dark", AROUND_THE_CANVAS, {})
        self.page.emulate_media(color_scheme="light")
        self.cdp.detach()
        self.person.resize(PHONE)

    def summary(self) -> str:
        nodes = min(self.nodes, default=0)
        return f"{len(self.states)} states, {len(self.nodes)} runs of axe on {nodes} nodes or more"

    def show_desktop(self) -> None:
        self._shown(1280, 844)

    def show_phone(self) -> None:
        self._shown(390, 844)

    def _shown(
        self, width: int, height: int, dark: bool = False, text: int = 100, fine: bool = False
    ) -> None:
        """Show the screen so, and wait until it is."""
        if text != self.text:
            self.text = text
            # What a person chooses in their browser, or their system for it.
            self.cdp.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * text // 100}})
        if dark != self.dark:
            self.dark = dark
            self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.scale = 1 if fine else COARSE
        self._sized(width, height)

    def _sized(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": self.scale}
        self.cdp.send("Emulation.setDeviceMetricsOverride", {**size, "mobile": False})
        self.size = width, height
        compact = self.page.evaluate(COMPACT)
        still = STILL if compact == self.compact else STILL_LONG
        self.compact = compact
        self.page.evaluate(SETTLED, [self.content.labels.app.name, Breakpoint.TABLET, width, still])

    def _outline(self, how: str) -> None:
        """Measure what is on the screen as it is."""
        for pause in PAUSES:
            if not (faults := list(measured(self.page).faults(scrolled=True))):
                break
            self.page.wait_for_timeout(pause)
        self._add(how, faults)

    def _tall(self, how: str) -> int:
        """Measure all of it, on a screen so tall that nothing is scrolled away."""
        width, height = self.size
        for pause in PAUSES:
            found = measured(self.page)
            while found.found["hidden"] and height < TALLEST:
                height = min(height + found.found["hidden"] + 1, TALLEST)
                self._sized(width, height)
                found = measured(self.page)
            if not (faults := list(found.faults())):
                break
            self.page.wait_for_timeout(pause)  # the tree follows a moment after what is shown
            # What no longer fits is not always marked as scrolling: it may be under the bars.
            height += MORE_ROOM
            self._sized(width, height)
        self._add(how, faults)
        if found.found["hidden"]:
            self._add(how, [f"{found.found['hidden']} pixels were not measured"])
        if found.found["title"] != self.content.labels.app.name:
            self._add(how, [f"title {found.found['title']}"])
        if found.found["lang"] != self.content.code:
            self._add(how, [f"lang {found.found['lang']}"])
        return height

    def _room(self) -> None:
        """There is still room to read in, once the app has heard that few lines hold."""
        for pause in PAUSES:
            if (room := measured(self.page).found["room"]) >= LEAST_ROOM:
                return
            self.page.wait_for_timeout(pause)
        self._add("200 %", [f"{room} pixels of room"])

    def _axe(
        self, how: str, context: object = IN_THE_CANVAS, options: object = NO_CONTRAST
    ) -> None:
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        nodes, broken = self.page.evaluate(RUN_AXE, [context, options])
        assert nodes >= LEAST_NODES, "on an empty tree there is nothing to find fault with"
        self.nodes.append(nodes)
        self._add(how, [f"axe {rule}" for rule in broken])

    def _pixels(self, how: str) -> None:
        """What is drawn is there a moment after the tree is: look again before saying it is not."""
        for pause in PAUSES:
            tree = measured(self.page)
            taken = self.cdp.send("Page.captureScreenshot", {"optimizeForSpeed": True})
            if not (found := list(faint(b64decode(taken["data"]), tree))):
                break
            self.page.wait_for_timeout(pause)
        self._add(how, found)

    def _add(self, how: str, faults: Iterable[str]) -> None:
        for fault in faults:
            self.faults.append(f"{self.states[-1]}, {how}: {fault}")
