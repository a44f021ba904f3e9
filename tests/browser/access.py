"""What a screen reader's tree says of a screen, measured: sizes, places, names, headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

TARGET = 48
HALF_A_LINE = 9
"""Pixels: the engine tells some texts that follow a heading to be 8 lower than it draws them."""
LEAST_NODES = 8
TALLEST = 32_000
"""Pixels of height that all of a screen takes, at the most."""

STILL, STILL_LONG = 2, 8
"""Looks in a row in which nothing moves: the app redraws its bars a moment after it has heard from
the page that few lines hold in the window, or more again."""
SETTLED = """async ([name, rail, asked, still]) => {
  const nodes = () => [...document.querySelectorAll("#app flt-semantics")];
  const places = () => nodes().map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x, y, width, height].join();
  }).join(" ");
  const amiss = () => {
    const { width, height } = nodes()[0]?.getBoundingClientRect() ?? {};
    const beside = document.querySelector(`#app [role=navigation][aria-label="${name}"]`);
    const calls = document.querySelectorAll("#app [role=complementary] [role=button]").length;
    return Object.entries({
      width: Math.abs(width - innerWidth) < 1 && innerWidth === asked,
      height: Math.abs(height - innerHeight) < 1,
      rail: Boolean(beside) === innerWidth >= rail,
      calls: calls >= 2, // the call and the way to every number, at every size
      title: Boolean(document.querySelector("#app h1")),
    }).filter(([, met]) => !met).map(([what]) => what);
  };
  const end = performance.now() + 60_000;
  for (let same = 0, before = ""; same < still || amiss().length; ) {
    if (performance.now() > end) throw new Error(`the screen does not come to rest: ${amiss()}`);
    await new Promise((next) => setTimeout(() => requestAnimationFrame(next), 30));
    const now = places();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}"""

MEASURED = """() => {
  const app = document.getElementById("app");
  const CONTROL = `:is(button, a, input, textarea, [flt-tappable],
    [role=button], [role=radio], [role=link], [role=checkbox], [role=textbox])`;
  const SCROLLED = "flt-semantics:has(> flt-semantics-scroll-overflow)";
  const name = (one) => (one.getAttribute("aria-label") || one.textContent).trim();
  const framed = (one) => one.closest(SCROLLED) ?? one.closest("[role=main]");
  const touches = (one) =>
    one.getBoundingClientRect().bottom > (framed(one)?.getBoundingClientRect().bottom ?? 1e9) - 1;
  const described = (one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const frame = framed(one)?.getBoundingClientRect() ?? { top: -Infinity, bottom: Infinity };
    const told = one.closest("[role=status]"); // what is told stands over the rest
    return { name: name(one), role: (told ?? one).getAttribute("role") ?? one.tagName,
      box: [left, top, right, bottom], whole: top > frame.top + 1 && bottom < frame.bottom - 1 };
  };
  const nodes = [...app.querySelectorAll("flt-semantics")];
  const leaves = nodes.filter((one) => !one.querySelector("flt-semantics") && name(one));
  const controls = [...app.querySelectorAll(CONTROL)]
    .filter((one) => !one.parentElement.closest(CONTROL));
  return {
    width: innerWidth, height: innerHeight, nodes: nodes.map(described),
    leaves: [...leaves, document.getElementById("hide")].map(described),
    controls: controls.map(described),
    titles: [...app.querySelectorAll("h1")].map(described),
    headings: [...app.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .map((one) => [Number(one.tagName[1]), one.textContent]),
    roles: [...app.querySelectorAll("[role]")].map((one) => one.getAttribute("role")),
    hidden: Math.max(0, ...[...app.querySelectorAll(SCROLLED)]
      .map((one) => one.scrollHeight - one.clientHeight),
      // What ends where its frame does goes on under it, whatever the engine says.
      ...[...leaves, ...controls].filter(touches).map(() => 300)),
    room: Math.min(innerHeight, ...[...app.querySelectorAll("[role=main] " + SCROLLED)]
      .map((one) => one.clientHeight)),
    title: document.title, lang: document.documentElement.lang,
  };
}"""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Seen:
    """One thing of the tree: its role, its name, and where it is."""

    role: str
    name: str
    box: Box
    whole: bool
    """Whether none of it is scrolled away."""

    @property
    def size(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return right - left, bottom - top

    def over(self, other: "Seen") -> bool:
        """Whether both take the same place; lines of text may seem to, by less than half of one."""
        left, top, right, bottom = self.box
        slack = HALF_A_LINE if self.is_text and other.is_text else 1
        return (
            min(right, other.box[2]) - max(left, other.box[0]) > 1
            and min(bottom, other.box[3]) - max(top, other.box[1]) > slack
        )

    @property
    def is_text(self) -> bool:
        return self.role == "FLT-SEMANTICS"


class Measures:
    """What was measured of a screen at rest."""

    def __init__(self, found: dict[str, Any]) -> None:
        self.found = found
        self.leaves, self.controls = self._seen("leaves"), self._seen("controls")
        self.nodes = self._seen("nodes")

    @property
    def title(self) -> Seen:
        return self._seen("titles")[0]

    def _seen(self, kind: str) -> list[Seen]:
        return [
            Seen(one["role"], one["name"], tuple(one["box"]), one["whole"])
            for one in self.found[kind]
        ]

    def faults(self, scrolled: bool = False) -> Iterator[str]:
        """Everything that keeps somebody out, in words.

        Where the screen scrolls, the tree gives what is partly scrolled away the size of its
        visible part, under the bars: sizes are then not measured, nor compared with the rest.
        """
        if len(self.nodes) < LEAST_NODES:
            yield f"the tree has {len(self.nodes)} nodes"
        if not self.controls:
            yield "the tree has no control"
        yield from self._places(scrolled)
        yield from self._outline()

    def _places(self, scrolled: bool) -> Iterator[str]:
        for one in self.controls:
            if min(one.size) < TARGET - 0.1 and not scrolled:
                yield f"small: {one}"
            if not one.name:
                yield f"no name: {one}"
        for one in self.nodes:
            if one.box[0] < -1 or one.box[2] > self.found["width"] + 1:
                yield f"out of the screen: {one}"
        leaves = [one for one in self.leaves if one.whole or not scrolled]
        for at, one in enumerate(leaves):
            for other in leaves[at + 1 :]:
                if "status" not in (one.role, other.role) and one.over(other):
                    yield f"over each other: {one} {other}"

    def _outline(self) -> Iterator[str]:
        levels = [level for level, _ in self.found["headings"]]
        if levels.count(1) != 1 or levels[0] != 1:
            yield f"headings: {self.found['headings']}"
        for (before, _), (level, words) in zip(
            self.found["headings"], self.found["headings"][1:], strict=False
        ):
            if level > before + 1:
                yield f"heading {level} after {before}: {words}"
        for role, least in (("main", 1), ("complementary", 1)):
            if self.found["roles"].count(role) != least:
                yield f"{self.found['roles'].count(role)} × {role}"


def measured(page: Page) -> Measures:
    return Measures(page.evaluate(MEASURED))
