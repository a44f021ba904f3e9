"""Queries on a tree of controls: names, roles, keys and URL buttons."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl

from sv_app.domain.content import Content
from sv_app.pwa.usage_trace.controls import text_of, walk
from sv_app.ui.components.semantics import SemanticRole
from tests.fakes import Client

ACTIONS = ("on_click", "on_tap", "action", "url")
FIELDS = (ft.TextField, ft.Dropdown, ft.Checkbox, ft.Switch, ft.Radio, ft.Slider)


def is_interactive(control: BaseControl) -> bool:
    """Return whether a person can act on `control`."""
    acts = any(getattr(control, name, None) is not None for name in ACTIONS)
    return acts or isinstance(control, FIELDS)


def name_of(control: BaseControl) -> str:
    """Return the accessible name of `control`: its texts, labels and tooltip."""
    parts: list[str] = []
    for child in walk(control):
        if isinstance(child, ft.Text):
            parts.append(child.semantics_label or text_of(child))
        for name in ("content", "label"):
            words = getattr(child, name, None)
            parts += [words] if isinstance(words, str) else []
    parts.append(str(getattr(control, "tooltip", None) or ""))
    return " ".join(filter(str.strip, parts))


def has_control_named(client: Client, words: str) -> bool:
    """Return whether the screen has an interactive control whose name begins with `words`."""
    controls = filter(is_interactive, walk(client.view()))
    return any(name_of(control).startswith(words) for control in controls)


def semantics_labels(root: Any) -> set[str]:
    """Return what a screen reader says in place of the texts that have such a label."""
    return {c.semantics_label for c in walk(root) if isinstance(c, ft.Text) and c.semantics_label}


def unnamed(root: Any) -> Iterator[str]:
    """Yield the interactive controls under `root` that have no accessible name."""
    for control in walk(root):
        if is_interactive(control) and not name_of(control):
            yield repr(control)


def semantics_with_role(root: Any, role: SemanticRole) -> list[ft.Semantics]:
    """Return the parts of the screen with this role, whatever their language."""
    parts = [control for control in walk(root) if isinstance(control, ft.Semantics)]
    return [part for part in parts if (part.identifier or "").split()[:1] == [role]]


def texts_of(root: Any) -> list[str]:
    """Return the texts under `root`, in order."""
    return [text_of(control) for control in walk(root) if isinstance(control, ft.Text)]


def url_buttons(root: Any) -> list[tuple[str, str]]:
    """Return the name and the URL of each button that the client opens without Python."""
    buttons: list[tuple[str, str]] = []
    for control in walk(root):
        action = getattr(control, "action", None)
        if isinstance(action, ft.OpenUrl) and getattr(control, "on_click", None) is None:
            buttons.append((name_of(control), str(action.url)))
    return buttons


def call_bar_urls(client: Client) -> list[str]:
    """Return the URLs of the buttons of the call bar."""
    [bar] = semantics_with_role(client.view(), SemanticRole.COMPLEMENTARY)
    return [url for _, url in url_buttons(bar)]


def slot_urls(content: Content) -> list[str]:
    """Return the URLs that the slots of the call bar must have, in order."""
    return [slot.helpline.facts.uri for slot in content.call_slots()]


def repeated_keys(root: Any) -> list[str]:
    """Return the keys that two controls of the same list have.

    Flet then sends an insertion past the end of the list, which stops the engine.
    """
    repeated: list[str] = []
    for control in walk(root):
        children = getattr(control, "controls", None) or []
        keys = Counter(str(child.key) for child in children if child.key is not None)
        repeated += [key for key, count in keys.items() if count > 1]
    return repeated


def control_by_key(client: Client, key: str) -> BaseControl:
    """Return the only control of the screen that has the scroll key `key`."""
    matches = [c for c in walk(client.view()) if getattr(c.key, "value", None) == key]
    assert len(matches) == 1, f"{len(matches)} controls have the key {key}"
    return matches[0]


def errors_of(client: Client) -> list[str]:
    """Return the error of each field of the screen that has one."""
    return [str(field.error) for field in client.controls(ft.TextField) if field.error]


def focused_label(client: Client) -> str:
    """Return the label of the field that the app gave the focus last."""
    calls = [call for call in client.connection.invoked if call.name == "focus"]
    [field] = [f for f in client.controls(ft.TextField) if f._i == calls[-1].control_id]
    return str(field.label)
