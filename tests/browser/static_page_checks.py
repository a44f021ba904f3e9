"""Checks of pages that are not drawn by the app: axe, target sizes, overflow, printed pages."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

NARROW = ViewportSize(width=320, height=640)
# axe cannot compute the contrast of a text that partly covers something else.
REMOVE_OVERLAYS = (
    "document.querySelectorAll('#app, #page .startup').forEach(element => element.remove())"
)
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true })"
SMALL_TARGETS = """() => [...document.querySelectorAll("#page :is(a, button, summary, label)")]
  .filter((target) => target.checkVisibility())
  .filter((target) => { const { width, height } = target.getBoundingClientRect();
    return width < 48 || height < 48; }).map((target) => target.outerHTML)"""
OVERFLOWING = """() => [document.documentElement, ...document.querySelectorAll("#page *")]
  .filter((element) => element.checkVisibility() && !element.closest("svg"))
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1
    || (getComputedStyle(element).overflowX !== "visible"
      && element.scrollWidth > element.clientWidth + 1))
  .map((element) => element.outerHTML.slice(0, 120))"""


def run_axe(page: Page) -> dict[str, Any]:
    """Run axe, fail if a rule is violated, and return its results."""
    kinds = {"resultTypes": ["violations", "incomplete", "passes"]}
    results: dict[str, Any] = Axe().run(page, options=kinds).response
    violations = [(fault["id"], fault["nodes"][0]["html"]) for fault in results["violations"]]
    assert violations == []
    return results


def count_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
