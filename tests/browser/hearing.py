"""A screen as a screen reader tells it: what Chromium gives to one, a line a thing."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

SILENT = {"none", "generic", "InlineTextBox", "LineBreak", "RootWebArea"}
ROLES = {"StaticText": "text", "listitem": "item"}
STATES = ("checked", "selected", "expanded", "disabled", "invalid", "pressed")
CONTROLS = {"button", "link", "radio", "radiogroup", "textbox", "checkbox", "image", "progressbar"}
LONG = 60
"""Letters of a paragraph that are enough to know it by."""

REST = 10
"""How often in a row the tree must be the same: a busy machine draws late."""

Node = Mapping[str, Any]


def told(page: Page) -> list[str]:
    """The whole page, in the order it is heard; what is in something is under it."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    [root] = [node for node in nodes if "parentId" not in node]
    return list(_lines(root, by_id, 0, ""))


def settled(page: Page, expected: Callable[[list[str]], bool] | None = None) -> list[str]:
    """The same, once it is as `expected`, or no longer changes for long."""
    last, still = told(page), 0
    while still < REST and not (expected and expected(last)):
        page.wait_for_timeout(200)
        now = told(page)
        still = still + 1 if now == last else 0
        last = now
    return last


def _lines(node: Node, by_id: Mapping[str, Node], depth: int, named: str) -> Iterator[str]:
    role, name = _value(node, "role"), " ".join(_value(node, "name").split())
    if role == "status" or (role == "generic" and _properties(node).get("live", "off") != "off"):
        return  # what was said a moment ago, and stays there until something else is
    # A name is heard once, whatever it is made of; a group without one is not heard at all.
    silent = node.get("ignored") or role in SILENT or (role == "group" and not name)
    if not silent and not (role == "StaticText" and name == named):
        yield "  " * depth + _line(node, role, name)
        depth, named = depth + 1, name
    for child in node.get("childIds", []):
        if child in by_id:
            yield from _lines(by_id[child], by_id, depth, named)


def _line(node: Node, role: str, name: str) -> str:
    properties = _properties(node)
    level = f" {properties['level']}" if role == "heading" else ""
    states = [f" {state}={properties[state]}" for state in STATES if _is_said(state, properties)]
    words = name if len(name) <= LONG or role != "StaticText" else f"{name[:LONG].rstrip()}…"
    value = _value(node, "value") if role in ("textbox", "progressbar") else ""
    kind = f"{ROLES.get(role, role)}{level}{''.join(states)}"
    return ": ".join(filter(None, (kind, words, value)))


def _is_said(state: str, properties: Mapping[str, Any]) -> bool:
    return properties.get(state) not in (None, "false", False) or (
        state == "checked" and state in properties
    )


def _properties(node: Node) -> dict[str, Any]:
    return {one["name"]: one["value"].get("value") for one in node.get("properties", [])}


def _value(node: Node, what: str) -> str:
    return str((node.get(what) or {}).get("value") or "")


def faults(lines: list[str]) -> list[str]:
    """What no screen may sound like, whatever was reviewed."""
    shape = [line.partition(":")[0].strip() for line in lines]
    kinds = [one.partition(" ")[0] for one in shape]
    return [
        *(f"no {mark}, or more than one" for mark in ("main", "complementary", "banner")
          if kinds.count(mark) != 1),
        *(["not one first-level heading"] if shape.count("heading 1") != 1 else []),
        *(f"nameless: {line.strip()}" for line, kind in zip(lines, kinds, strict=True)
          if kind in CONTROLS and ": " not in line),
        *(f"said twice: {line.strip()}" for last, line in pairwise(lines)
          if line == last and line.strip().startswith(("text", "button"))),
        *(f"unfilled: {line.strip()}" for line in lines if re.search(r"[{}]|None", line)),
    ]  # fmt: skip
