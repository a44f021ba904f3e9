"""State of a screen, typed: Flet's own hook loses the type of what it holds."""

from collections.abc import Callable
from typing import Any, TypeVar

import flet as ft

T = TypeVar("T")


def use_state(initial: Callable[[], T]) -> tuple[T, Callable[[T], None]]:
    """The state and what sets it; `initial` is called once, at the first render."""
    hook: Any = ft.use_state
    value, set_value = hook(initial)

    def put(new: T) -> None:
        # A function is what Flet would call to compute the next value.
        set_value(lambda _: new)

    return value, put
