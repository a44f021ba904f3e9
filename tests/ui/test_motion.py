"""No screen has an animation: a touch is answered at once."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import flet as ft
import pytest
from flet.controls.base_control import BaseControl

from sv_app.pwa.usage_trace.controls import rendered
from sv_app.ui.theme import SCHEMES, theme
from tests.fakes import Client
from tests.titles import paths
from tests.ui.conftest import RunApp

SPINNERS = (ft.ProgressRing, ft.CupertinoActivityIndicator, ft.AnimatedSwitcher)
BUTTONS = (ft.Button, ft.OutlinedButton, ft.TextButton, ft.IconButton)
PRESSED = ft.ControlState.PRESSED
SetProperties = Iterator[tuple[BaseControl, str, Any]]


def set_properties(value: Any) -> SetProperties:
    """Yield every control under `value`, with the name and value of each of its fields."""
    value = rendered(value)
    if isinstance(value, BaseControl):
        for field in fields(value):
            if field.name != "parent" and not field.name.startswith("_"):
                child = getattr(value, field.name, None)
                yield value, field.name, child
                yield from set_properties(child)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from set_properties(item)


def animations(value: Any) -> Iterator[str]:
    """Yield a description of each animation under `value`: by itself, or after a touch."""
    for control, name, setting in set_properties(value):
        kind = type(control).__name__
        if isinstance(control, SPINNERS):
            yield f"{kind} turns"
        if name.startswith("animate") and setting:
            yield f"{kind}.{name}"
        if isinstance(control, ft.ProgressBar) and name == "value" and setting is None:
            yield f"{kind} runs to and fro"
        if isinstance(control, BUTTONS) and name == "style" and has_ripple(setting):
            yield f"{kind} answers with a wave"


def has_ripple(style: ft.ButtonStyle | None) -> bool:
    is_instant = style is not None and style.animation_duration == 0
    overlay = style.overlay_color if style else None
    return not (
        is_instant and isinstance(overlay, dict) and overlay[PRESSED] == ft.Colors.TRANSPARENT
    )


def test_no_screen_has_an_animation(run_app: RunApp) -> None:
    async def story(client: Client) -> None:
        for path in paths():
            await client.visit(path)
            assert list(set_properties(client.view())), path
            assert list(animations(client.view())) == [], path

    run_app(story)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_screen_changes_have_no_transition(scheme: ft.ColorScheme) -> None:
    transitions = theme(scheme).page_transitions
    assert transitions is not None
    platforms = {transitions.android, transitions.ios, transitions.linux}
    assert platforms | {transitions.macos, transitions.windows} == {ft.PageTransitionTheme.NONE}


@pytest.mark.parametrize(
    "control",
    [
        ft.ProgressRing(),
        ft.ProgressBar(),
        ft.Container(animate_opacity=100),
        ft.Column([ft.OutlinedButton("Go")]),
        ft.OutlinedButton("Go", style=ft.ButtonStyle(animation_duration=0)),
    ],
)
def test_animation_is_detected(control: ft.Control) -> None:
    assert list(animations(control))
