"""Where one begins to read a screen: at the place its path asks for, if it asks for one."""

from typing import Any, TypeVar

import flet as ft

from sv_app import routes
from sv_app.ui.context import use_state

Scroll = ft.Ref[ft.Column]
Part = TypeVar("Part", bound=ft.Control)


def scroll_anchor(part: str, phrase: str = "") -> str:
    """The name of a place in a script: one of its parts, or a phrase of that part."""
    return f"{part}-{phrase}" if phrase else part


def with_scroll_anchor(control: Part, name: str) -> Part:
    """`control`, as what is scrolled to when the path asks for the place of that name."""
    key: Any = ft.ScrollKey  # Flet makes it a data class by a way that no checker sees
    control.key = key(name)
    return control


def requested_anchor() -> str:
    """The place the path asks for; empty when it asks for none."""
    return routes.place(ft.context.page.route)


def use_requested_anchor() -> Scroll:
    """For the frame of a screen, which fills it with what scrolls to the place asked."""
    scroll, _ = use_state(Scroll)
    asked = requested_anchor()

    async def go() -> None:
        if asked and scroll.current:
            await scroll.current.scroll_to(scroll_key=asked)

    ft.use_effect(go, [asked])
    return scroll
