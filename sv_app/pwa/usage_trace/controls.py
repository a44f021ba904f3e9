"""Walk the controls of a screen, through the components that rendered them."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl
from flet.controls.value_types import Prop

CONTAINERS = (BaseControl, list, tuple, dict)


def rendered(value: Any) -> Any:
    """Return what `value` rendered if it is a component, through any number of components."""
    while type(value).__name__ == "Component":
        value = value._b
    return value


def walk(value: Any) -> Iterator[BaseControl]:
    """Yield every control under `value`, itself included, in the order of the screen."""
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
    """Return the values of the properties of `control` that can hold a control, in order."""
    kind: Any = type(control)
    rank, unstored = _ranks(kind)
    values = {name: getattr(control, name, None) for name in unstored}
    values |= {name: item for name, item in control._values.items() if isinstance(item, CONTAINERS)}
    return [values[name] for name in sorted(values.keys() & rank, key=rank.__getitem__)]


def properties(control: BaseControl) -> list[tuple[str, Any]]:
    """Return the public properties of `control` that differ from their default, in order."""
    kind: Any = type(control)
    rank, unstored = _ranks(kind)
    # Flet stores properties that differ from their default in `_values`.
    names = sorted((*(control._values.keys() & rank), *unstored), key=rank.__getitem__)
    return [(name, getattr(control, name, None)) for name in names]


@cache
def _ranks(kind: type[Any]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the rank of each property of a class, and the properties not stored in `_values`."""
    names = [field.name for field in fields(kind) if not field.name.startswith("_")]
    rank = {name: index for index, name in enumerate(names) if name != "parent"}
    stored = {
        name
        for parent in kind.__mro__
        for name, attribute in vars(parent).items()
        if isinstance(attribute, Prop)
    }
    return rank, tuple(rank.keys() - stored)


def text_of(text: ft.Text) -> str:
    """Return the whole text of a control, its spans included."""
    return text.value + "".join(span.text or "" for span in text.spans or [])


def texts(root: Any) -> list[str]:
    """Return every text under `root`, then the labels of its buttons."""
    controls = list(walk(root))
    buttons = [control for control in controls if isinstance(control, ft.Button)]
    labels = [button.content for button in buttons if isinstance(button.content, str)]
    return [text_of(control) for control in controls if isinstance(control, ft.Text)] + labels
