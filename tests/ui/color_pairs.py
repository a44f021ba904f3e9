"""Which ink is on which surface of a screen, by the names the theme gives them."""

from collections.abc import Iterator
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl

from sv_app.pwa.usage_trace.controls import properties, rendered

BUTTONS = (ft.Button, ft.OutlinedButton, ft.TextButton)
Inked = tuple[str, str, bool]
"""An ink, the surface under it, and whether it is one to read: an edge or an icon is not."""


def inked(value: Any, on: str = "surface") -> Iterator[Inked]:
    """Every ink under `value`, which stands on the surface `on`."""
    value = rendered(value)
    if isinstance(value, BaseControl):
        on = _surface(value) or on
        yield from _own(value, on)
        for _, inside in properties(value):
            yield from inked(inside, on)
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from inked(item, on)


def _surface(control: BaseControl) -> str | None:
    """What a control puts under its own content, if anything."""
    style = getattr(control, "style", None)
    given = (
        style.bgcolor if isinstance(style, ft.ButtonStyle) else getattr(control, "bgcolor", None)
    )
    if isinstance(control, ft.TextField):
        given = control.fill_color
    if given is None and isinstance(control, ft.FilledButton):
        return "primary"
    return _name(given)


def _own(control: BaseControl, on: str) -> Iterator[Inked]:
    """The inks of one control, without those of what is in it."""
    if isinstance(control, ft.Text | ft.TextSpan):
        # Without one of its own, it has that of the button it is in.
        if control.style and (ink := _name(control.style.color)):
            yield ink, on, True
    elif isinstance(control, BUTTONS):
        assert isinstance(control.style, ft.ButtonStyle)
        own = "on_primary" if isinstance(control, ft.FilledButton) else "primary"
        yield _name(control.style.color) or own, on, True
    elif isinstance(control, ft.TextField):
        yield from (("on_surface", on, True), ("on_surface_variant", on, True))
        yield "outline", on, False
    elif isinstance(control, ft.IconButton):
        yield _name(control.icon_color) or "on_surface_variant", on, False
    elif isinstance(control, ft.Icon):
        yield _name(control.color) or "on_surface", on, False
    elif isinstance(control, ft.ProgressBar):
        yield "primary", _name(control.bgcolor) or "secondary_container", False


def _name(colour: object) -> str | None:
    """The theme's name of a colour; None for none, and for those that are of no theme."""
    if not isinstance(colour, ft.Colors) or colour is ft.Colors.TRANSPARENT:
        return None
    return colour.name.lower()
