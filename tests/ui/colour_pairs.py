"""Pairs of foreground and surface colours on a screen, by their names in the theme."""

from collections.abc import Iterator
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl

from sv_app.pwa.usage_trace.controls import properties, rendered

BUTTONS = (ft.Button, ft.OutlinedButton, ft.TextButton)
ColourPair = tuple[str, str, bool]
"""A foreground colour, its surface, and whether it is text; otherwise it is an edge or an icon."""


def colour_pairs(value: Any, surface: str = "surface") -> Iterator[ColourPair]:
    """Yield the pairs of `value` and of what it contains; `surface` is the colour behind it."""
    value = rendered(value)
    if isinstance(value, BaseControl):
        surface = _surface_of(value) or surface
        yield from _pairs_of(value, surface)
        for _, child in properties(value):
            yield from colour_pairs(child, surface)
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from colour_pairs(item, surface)


def _surface_of(control: BaseControl) -> str | None:
    """Return the background colour that a control gives to its content, if any."""
    style = getattr(control, "style", None)
    colour = (
        style.bgcolor if isinstance(style, ft.ButtonStyle) else getattr(control, "bgcolor", None)
    )
    if isinstance(control, ft.TextField):
        colour = control.fill_color
    if colour is None and isinstance(control, ft.FilledButton):
        return "primary"
    return _theme_name(colour)


def _pairs_of(control: BaseControl, surface: str) -> Iterator[ColourPair]:
    """Yield the pairs of one control, without those of its children."""
    if isinstance(control, ft.Text | ft.TextSpan):
        # A text without a colour takes that of the button that contains it.
        if control.style and (colour := _theme_name(control.style.color)):
            yield colour, surface, True
    elif isinstance(control, BUTTONS):
        assert isinstance(control.style, ft.ButtonStyle)
        default = "on_primary" if isinstance(control, ft.FilledButton) else "primary"
        yield _theme_name(control.style.color) or default, surface, True
    elif isinstance(control, ft.TextField):
        yield from (("on_surface", surface, True), ("on_surface_variant", surface, True))
        yield "outline", surface, False
    elif isinstance(control, ft.IconButton):
        yield _theme_name(control.icon_color) or "on_surface_variant", surface, False
    elif isinstance(control, ft.Icon):
        yield _theme_name(control.color) or "on_surface", surface, False
    elif isinstance(control, ft.ProgressBar):
        yield "primary", _theme_name(control.bgcolor) or "secondary_container", False


def _theme_name(colour: object) -> str | None:
    """Return the name of a colour in the theme; None if there is no colour, or it is not themed."""
    if not isinstance(colour, ft.Colors) or colour is ft.Colors.TRANSPARENT:
        return None
    return colour.name.lower()
