"""Converts Chromium's accessibility tree into lines: what a screen reader says for each node."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

SILENT_ROLES = {"none", "generic", "InlineTextBox", "LineBreak", "RootWebArea"}
ROLES = {"StaticText": "text", "listitem": "item"}
STATES = ("checked", "selected", "expanded", "disabled", "invalid", "pressed")
CONTROLS = {"button", "link", "radio", "radiogroup", "textbox", "checkbox", "image", "progressbar"}
MAX_TEXT = 60
"""Characters of a paragraph that are kept, enough to identify it."""

STABLE_POLLS = 10
"""How many polls in a row must find the same tree: a busy machine draws late."""

Node = Mapping[str, Any]


def tree_lines(page: Page) -> list[str]:
    """Return the tree of the page in reading order; children are indented under their parent."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    [root] = [node for node in nodes if "parentId" not in node]
    return list(_lines(root, by_id, 0, ""))


def settled_lines(page: Page, expected: Callable[[list[str]], bool] | None = None) -> list[str]:
    """Return the lines once they are as `expected`, or once they have stopped changing."""
    last, stable = tree_lines(page), 0
    while stable < STABLE_POLLS and not (expected and expected(last)):
        page.wait_for_timeout(200)
        now = tree_lines(page)
        stable = stable + 1 if now == last else 0
        last = now
    return last


def _lines(node: Node, by_id: Mapping[str, Node], depth: int, parent_name: str) -> Iterator[str]:
    role, name = _value(node, "role"), " ".join(_value(node, "name").split())
    if role == "status" or (role == "generic" and _properties(node).get("live", "off") != "off"):
        return  # a past announcement, which stays in the tree until the next
    # A name is said once, although its text is a child too; an unnamed group is not said.
    silent = node.get("ignored") or role in SILENT_ROLES or (role == "group" and not name)
    if not silent and not (role == "StaticText" and name == parent_name):
        yield "  " * depth + _line(node, role, name)
        depth, parent_name = depth + 1, name
    for child in node.get("childIds", []):
        if child in by_id:
            yield from _lines(by_id[child], by_id, depth, parent_name)


def _line(node: Node, role: str, name: str) -> str:
    properties = _properties(node)
    level = f" {properties['level']}" if role == "heading" else ""
    states = [
        f" {state}={properties[state]}" for state in STATES if _is_announced(state, properties)
    ]
    words = (
        name if len(name) <= MAX_TEXT or role != "StaticText" else f"{name[:MAX_TEXT].rstrip()}…"
    )
    value = _value(node, "value") if role in ("textbox", "progressbar") else ""
    kind = f"{ROLES.get(role, role)}{level}{''.join(states)}"
    return ": ".join(filter(None, (kind, words, value)))


def _is_announced(state: str, properties: Mapping[str, Any]) -> bool:
    return properties.get(state) not in (None, "false", False) or (
        state == "checked" and state in properties
    )


def _properties(node: Node) -> dict[str, Any]:
    return {item["name"]: item["value"].get("value") for item in node.get("properties", [])}


def _value(node: Node, key: str) -> str:
    return str((node.get(key) or {}).get("value") or "")


UNFILLED = r"[{}]|None(?! of )"
"""A placeholder, or a missing value of Python; not the words "None of these"."""


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def faults(lines: list[str]) -> list[str]:
    """Return the faults that no screen may have, even if its tree was reviewed."""
    descriptions = [line.partition(":")[0].strip() for line in lines]
    kinds = [description.partition(" ")[0] for description in descriptions]
    return [
        *(f"no {landmark}, or more than one" for landmark in ("main", "complementary", "banner")
          if kinds.count(landmark) != 1),
        *(["not one first-level heading"] if descriptions.count("heading 1") != 1 else []),
        *(f"nameless: {line.strip()}" for line, kind in zip(lines, kinds, strict=True)
          if kind in CONTROLS and ": " not in line),
        *(f"said twice: {line.strip()}" for last, line in pairwise(lines)
          if line == last and line.strip().startswith(("text", "button"))),
        *(f"within another: {line.strip()}" for last, line in pairwise(lines)
          if line.strip().startswith("button") and last.strip().startswith("button")
          and _depth(line) > _depth(last)),
        *(f"unfilled: {line.strip()}" for line in lines if re.search(UNFILLED, line)),
    ]  # fmt: skip
