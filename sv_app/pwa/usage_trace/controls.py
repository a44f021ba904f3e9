"""The controls on a screen, found through whatever rendered them."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl
from flet.controls.value_types import Prop

HOLDERS = (BaseControl, list, tuple, dict)


def rendered(value: Any) -> Any:
    """What a component rendered, through any number of components."""
    while type(value).__name__ == "Component":
        value = value._b
    return value


def walk(value: Any) -> Iterator[BaseControl]:
    """Every control under `value`, itself included, in the order of the screen."""
    pending = [value]
    while pending:
        value = rendered(pending.pop())
        if isinstance(value, BaseControl):
            yield value
            pending += reversed(_nested(value))
        elif isinstance(value, list | tuple):
            pending += reversed(value)
        elif isinstance(value, dict):
            pending += reversed(value.values())


def _nested(control: BaseControl) -> list[Any]:
    """The properties of `control` that can hold a control, in order."""
    kind: Any = type(control)
    rank, always = _ranks(kind)
    held = {name: getattr(control, name, None) for name in always}
    held |= {name: it for name, it in control._values.items() if isinstance(it, HOLDERS)}
    return [held[name] for name in sorted(held.keys() & rank, key=rank.__getitem__)]


def properties(control: BaseControl) -> list[tuple[str, Any]]:
    """The public properties of `control` that differ from their default, in order."""
    kind: Any = type(control)
    rank, always = _ranks(kind)
    # Flet keeps in `_values` the properties that differ from their default.
    names = sorted((*(control._values.keys() & rank), *always), key=rank.__getitem__)
    return [(name, getattr(control, name, None)) for name in names]


@cache
def _ranks(kind: type[Any]) -> tuple[dict[str, int], tuple[str, ...]]:
    """The rank of each property of a control, and those that are not kept in `_values`."""
    names = [field.name for field in fields(kind) if not field.name.startswith("_")]
    rank = {name: place for place, name in enumerate(names) if name != "parent"}
    sparse = {
        name for parent in kind.__mro__ for name, it in vars(parent).items() if isinstance(it, Prop)
    }
    return rank, tuple(rank.keys() - sparse)


def text_of(text: ft.Text) -> str:
    """All that a text says, in however many looks."""
    return text.value + "".join(span.text or "" for span in text.spans or [])


def texts(root: Any) -> list[str]:
    """Every text under `root`, then the labels of its buttons."""
    controls = list(walk(root))
    buttons = [control for control in controls if isinstance(control, ft.Button)]
    labels = [button.content for button in buttons if isinstance(button.content, str)]
    return [text_of(control) for control in controls if isinstance(control, ft.Text)] + labels
