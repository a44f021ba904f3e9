"""Someone who stops at each state of the app, and measures it in every way."""

from base64 import b64decode
from collections.abc import Iterable

from axe_playwright_python.base import AXE_SCRIPT

from sv_app.domain.kit import Kit
from sv_app.ui.theme import Room
from tests.browser.access import (
    LEAST_NODES,
    SETTLED,
    TALLEST,
    Measures,
    measured,
)
from tests.browser.person import Person
from tests.browser.pixels import faint

LEAST_ROOM = 200
"""Pixels of height that are left to read in, on the smallest phone with text twice the size."""
RUN_AXE = """async () => {
  const found = await axe.run({ resultTypes: ["violations"] });
  const broken = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html)}`);
  return [document.querySelectorAll("#app flt-semantics").length, broken];
}"""
COARSE = 0.25
"""Pixels to a point, but for pictures: they are what takes long to draw."""
PAUSES = (100, 300, 1000, 3000, 0)
"""Milliseconds between looks at what does not seem right."""


class Walk:
    """Someone who stops at each state, and measures it in every way."""

    def __init__(self, person: Person, kit: Kit, drawn: bool) -> None:
        """`drawn`: whether what is drawn is looked at too, and not the tree alone."""
        self.page, self.kit, self.drawn = person.page, kit, drawn
        self.states: list[str] = []
        self.faults: list[str] = []
        self.nodes: list[int] = []
        self.text, self.dark = 100, False
        self.cdp = person.page.context.new_cdp_session(person.page)

    def see(self, state: str) -> None:
        """All of `state`; then it is again as it was."""
        self.states.append(state)
        self.page.mouse.move(0, 400)
        # Another size, for what has grown since to be known to scroll.
        self._shown(390, 700)
        height = self._tall("390 light")
        self._axe("390 light")
        if self.drawn:
            self._shown(390, 700, fine=True)  # then taller: else what was there stays a blur
            self._shown(390, 844, fine=True)
            self._pixels("390 light")
        self._shown(390, 844, dark=True, fine=self.drawn)
        if self.drawn:
            self._pixels("390 dark")
        self._axe("390 dark")
        self._shown(1280, height, dark=True)
        self._axe("1280 dark")
        self._shown(1280, height)
        self._tall("1280 light")
        self._axe("1280 light")
        for width in (768, 320):
            self._shown(width, height)
            self._tall(str(width))
        once = measured(self.page)
        self._shown(320, 568, text=200)
        self._room()
        self._axe("320 at 200 %")
        self._tall("320 at 200 %")
        self._twice(once)
        self._shown(390, 844)

    def wide(self) -> None:
        """Show the screen as on a computer."""
        self._shown(1280, 844)

    def phone(self) -> None:
        """Show it as on a phone again."""
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
        numbers = 1 if self.text > 100 else 2
        asked = [self.kit.labels.app.name, Room.TABLET, width, numbers]
        self.page.evaluate(SETTLED, asked)

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
        self._add(how, faults)
        if found.found["hidden"]:
            self._add(how, [f"{found.found['hidden']} pixels were not measured"])
        if found.found["title"] != self.kit.labels.app.name:
            self._add(how, [f"title {found.found['title']}"])
        if found.found["lang"] != self.kit.code:
            self._add(how, [f"lang {found.found['lang']}"])
        return height

    def _room(self) -> None:
        """There is still room to read in."""
        if (room := measured(self.page).found["room"]) < LEAST_ROOM:
            self._add("200 %", [f"{room} pixels of room"])

    def _twice(self, once: Measures) -> None:
        """The size the person asked for is what they have."""
        twice = measured(self.page).title
        if twice.size[1] < 1.5 * once.title.size[1]:
            self._add("200 %", [f"not twice: {once.title} {twice}"])

    def _axe(self, how: str) -> None:
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        nodes, broken = self.page.evaluate(RUN_AXE)
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
