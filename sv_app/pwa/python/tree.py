"""The controls on a screen, found through whatever rendered them."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl


def unwrapped(value: Any) -> Any:
    """What a component rendered, through any number of components."""
    while type(value).__name__ == "Component":
        value = value._b
    return value


def walk(value: Any) -> Iterator[BaseControl]:
    """Every control under `value`, itself included."""
    value = unwrapped(value)
    if isinstance(value, BaseControl):
        yield value
        for field in fields(value):
            if field.name != "parent" and not field.name.startswith("_"):
                yield from walk(getattr(value, field.name, None))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from walk(item)
    elif isinstance(value, dict):
        yield from walk(list(value.values()))


def said(text: ft.Text) -> str:
    """All that a text says, in however many looks."""
    return text.value + "".join(span.text or "" for span in text.spans or [])
