"""Measures the semantics tree of a screen: sizes, positions, names, headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

MIN_TARGET = 48
TEXT_OVERLAP = 9
"""Pixels that texts may overlap: the engine reports some texts after a heading 8 pixels too low."""
MIN_NODES = 8
MAX_HEIGHT = 32_000
"""The largest height, in pixels, that a whole screen takes."""

STABLE_POLLS, STABLE_POLLS_COMPACT = 2, 8
"""How many identical measurements in a row mean that the screen has settled. After a change of the
compact layout more are needed: the app redraws its bars once the page has reported the change."""
WAIT_UNTIL_SETTLED = """async ([name, railWidth, expectedWidth, stablePolls]) => {
  const nodes = () => [...document.querySelectorAll("#app flt-semantics")];
  const positions = () => nodes().map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x, y, width, height].join();
  }).join(" ");
  const unmet = () => {
    const { width, height } = nodes()[0]?.getBoundingClientRect() ?? {};
    const rail = document.querySelector(`#app [role=navigation][aria-label="${name}"]`);
    const calls = document.querySelectorAll("#app [role=complementary] [role=button]").length;
    return Object.entries({
      width: Math.abs(width - innerWidth) < 1 && innerWidth === expectedWidth,
      height: Math.abs(height - innerHeight) < 1,
      rail: Boolean(rail) === innerWidth >= railWidth,
      calls: calls >= 2, // the slots and the link to all numbers, at every size
      title: Boolean(document.querySelector("#app h1")),
    }).filter(([, met]) => !met).map(([condition]) => condition);
  };
  const end = performance.now() + 60_000;
  for (let same = 0, before = ""; same < stablePolls || unmet().length; ) {
    if (performance.now() > end) throw new Error(`the screen does not come to rest: ${unmet()}`);
    await new Promise((next) => setTimeout(() => requestAnimationFrame(next), 30));
    const now = positions();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}"""

MEASURE = """() => {
  const app = document.getElementById("app");
  const CONTROL = `:is(button, a, input, textarea, [flt-tappable],
    [role=button], [role=radio], [role=link], [role=checkbox], [role=textbox])`;
  const SCROLLED = "flt-semantics:has(> flt-semantics-scroll-overflow)";
  const name = (node) => (node.getAttribute("aria-label") || node.textContent).trim();
  const frameOf = (node) => node.closest(SCROLLED) ?? node.closest("[role=main]");
  const bottomOf = (node) => node?.getBoundingClientRect().bottom;
  const reachesFrameEnd = (node) => bottomOf(node) > (bottomOf(frameOf(node)) ?? 1e9) - 1;
  const described = (node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    const frame = frameOf(node)?.getBoundingClientRect() ?? { top: -Infinity, bottom: Infinity };
    const status = node.closest("[role=status]"); // a toast, whose overlaps are not measured
    return { name: name(node), role: (status ?? node).getAttribute("role") ?? node.tagName,
      box: [left, top, right, bottom],
      fullyVisible: top > frame.top + 1 && bottom < frame.bottom - 1 };
  };
  const nodes = [...app.querySelectorAll("flt-semantics")];
  const leaves = nodes.filter((node) => !node.querySelector("flt-semantics") && name(node));
  const controls = [...app.querySelectorAll(CONTROL)]
    .filter((node) => !node.parentElement.closest(CONTROL));
  return {
    width: innerWidth, height: innerHeight, nodes: nodes.map(described),
    leaves: [...leaves, document.getElementById("quick-exit")].map(described),
    controls: controls.map(described),
    titles: [...app.querySelectorAll("h1")].map(described),
    headings: [...app.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .map((node) => [Number(node.tagName[1]), node.textContent]),
    roles: [...app.querySelectorAll("[role]")].map((node) => node.getAttribute("role")),
    hiddenHeight: Math.max(0, ...[...app.querySelectorAll(SCROLLED)]
      .map((node) => node.scrollHeight - node.clientHeight),
      // A node that ends at the end of its frame continues below it, even if the engine denies it.
      ...[...leaves, ...controls].filter(reachesFrameEnd).map(() => 300)),
    readingHeight: Math.min(innerHeight, ...[...app.querySelectorAll("[role=main] " + SCROLLED)]
      .map((node) => node.clientHeight)),
    title: document.title, lang: document.documentElement.lang,
  };
}"""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class TreeNode:
    """A node of the semantics tree: its role, or its tag name if it has none, its name and its box.

    The box is in pixels.
    """

    role: str
    name: str
    box: Box
    fully_visible: bool
    """Whether no part of it is scrolled out of view."""

    @property
    def size(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return right - left, bottom - top

    def overlaps(self, other: "TreeNode") -> bool:
        """Whether the boxes overlap; two texts may do so by less than half a line."""
        left, top, right, bottom = self.box
        tolerance = TEXT_OVERLAP if self.is_text and other.is_text else 1
        return (
            min(right, other.box[2]) - max(left, other.box[0]) > 1
            and min(bottom, other.box[3]) - max(top, other.box[1]) > tolerance
        )

    @property
    def is_text(self) -> bool:
        """Whether it has no role: it is then a text."""
        return self.role == "FLT-SEMANTICS"


class Measures:
    """The measurements of a settled screen."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.leaves, self.controls = self._nodes("leaves"), self._nodes("controls")
        self.nodes = self._nodes("nodes")

    @property
    def title(self) -> TreeNode:
        return self._nodes("titles")[0]

    def _nodes(self, kind: str) -> list[TreeNode]:
        return [
            TreeNode(node["role"], node["name"], tuple(node["box"]), node["fullyVisible"])
            for node in self.data[kind]
        ]

    def faults(self, may_scroll: bool = False) -> Iterator[str]:
        """Yield a sentence for each accessibility fault.

        `may_scroll`: the tree then reports only the visible part of a node
        that is partly scrolled away, so sizes are not checked, nor overlaps of such nodes.
        """
        if len(self.nodes) < MIN_NODES:
            yield f"the tree has {len(self.nodes)} nodes"
        if not self.controls:
            yield "the tree has no control"
        yield from self._geometry_faults(may_scroll)
        yield from self._outline_faults()

    def _geometry_faults(self, may_scroll: bool) -> Iterator[str]:
        for node in self.controls:
            if min(node.size) < MIN_TARGET - 0.1 and not may_scroll:
                yield f"small: {node}"
            if not node.name:
                yield f"no name: {node}"
        for node in self.nodes:
            if node.box[0] < -1 or node.box[2] > self.data["width"] + 1:
                yield f"out of the screen: {node}"
        leaves = [node for node in self.leaves if node.fully_visible or not may_scroll]
        for index, node in enumerate(leaves):
            for other in leaves[index + 1 :]:
                if "status" not in (node.role, other.role) and node.overlaps(other):
                    yield f"over each other: {node} {other}"

    def _outline_faults(self) -> Iterator[str]:
        levels = [level for level, _ in self.data["headings"]]
        if levels.count(1) != 1 or levels[0] != 1:
            yield f"headings: {self.data['headings']}"
        for (before, _), (level, words) in zip(
            self.data["headings"], self.data["headings"][1:], strict=False
        ):
            if level > before + 1:
                yield f"heading {level} after {before}: {words}"
        for role, expected in (("main", 1), ("complementary", 1)):
            if self.data["roles"].count(role) != expected:
                yield f"{self.data['roles'].count(role)} × {role}"


def measure(page: Page) -> Measures:
    return Measures(page.evaluate(MEASURE))
