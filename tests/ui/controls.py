"""What a component test reads from a tree of controls, besides its texts."""

from collections.abc import Iterator
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl

from sv_app.pwa.usage_trace.controls import text_of, walk
from sv_app.ui.components.semantics import Role
from tests.fakes import Client

ACTIONS = ("on_click", "on_tap", "action", "url")
FIELDS = (ft.TextField, ft.Dropdown, ft.Checkbox, ft.Switch, ft.Radio, ft.Slider)


def is_interactive(control: BaseControl) -> bool:
    """Whether a person can act on `control`."""
    acts = any(getattr(control, name, None) is not None for name in ACTIONS)
    return acts or isinstance(control, FIELDS)


def name_of(control: BaseControl) -> str:
    """The accessible name of `control`: its texts, labels and tooltip."""
    parts: list[str] = []
    for inside in walk(control):
        if isinstance(inside, ft.Text):
            parts.append(text_of(inside))
        for name in ("content", "label"):
            words = getattr(inside, name, None)
            parts += [words] if isinstance(words, str) else []
    parts.append(str(getattr(control, "tooltip", None) or ""))
    return " ".join(filter(str.strip, parts))


def offers(client: Client, words: str) -> bool:
    """Whether the screen has something to press whose name begins with `words`."""
    controls = filter(is_interactive, walk(client.view()))
    return any(name_of(control).startswith(words) for control in controls)


def unnamed(root: Any) -> Iterator[str]:
    """Interactive controls under `root` of which a screen reader would say nothing."""
    for control in walk(root):
        if is_interactive(control) and not name_of(control):
            yield repr(control)


def marked(root: Any, mark: Role) -> list[ft.Semantics]:
    """The parts of the screen with this mark, whatever their language."""
    parts = [control for control in walk(root) if isinstance(control, ft.Semantics)]
    return [part for part in parts if (part.identifier or "").split(" ")[0] == mark]


def texts_of(root: Any) -> list[str]:
    """The texts under `root`, in order."""
    return [text_of(control) for control in walk(root) if isinstance(control, ft.Text)]


def dial_buttons(root: Any) -> list[tuple[str, str]]:
    """The name and the address of each button that the client itself opens."""
    found: list[tuple[str, str]] = []
    for control in walk(root):
        action = getattr(control, "action", None)
        if isinstance(action, ft.OpenUrl) and getattr(control, "on_click", None) is None:
            found.append((name_of(control), str(action.url)))
    return found


def call_bar(client: Client) -> list[str]:
    """What the buttons at the foot of the screen dial."""
    [bar] = marked(client.view(), Role.CALL)
    return [url for _, url in dial_buttons(bar)]


def keyed(client: Client, key: str) -> BaseControl:
    """The control of the screen that can be scrolled to by `key`."""
    found = [c for c in walk(client.view()) if getattr(c.key, "value", None) == key]
    assert len(found) == 1, f"{len(found)} controls have the key {key}"
    return found[0]
