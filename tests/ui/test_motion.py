"""No screen has an animation, and a touch has an immediate effect."""

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

ANIMATED = (ft.ProgressRing, ft.CupertinoActivityIndicator, ft.AnimatedSwitcher)
BUTTONS = (ft.Button, ft.OutlinedButton, ft.TextButton, ft.IconButton)
PRESSED = ft.ControlState.PRESSED


def control_fields(value: Any) -> Iterator[tuple[BaseControl, str, Any]]:
    """Yield every control under `value`, with the name and value of each of its fields."""
    value = rendered(value)
    if isinstance(value, BaseControl):
        for field in fields(value):
            if field.name != "parent" and not field.name.startswith("_"):
                child = getattr(value, field.name, None)
                yield value, field.name, child
                yield from control_fields(child)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from control_fields(item)


def animations(value: Any) -> Iterator[str]:
    """Yield a description of each animation under `value`, with or without a touch."""
    for control, name, setting in control_fields(value):
        kind = type(control).__name__
        if isinstance(control, ANIMATED):
            yield f"{kind} is animated"
        if name.startswith("animate") and setting:
            yield f"{kind}.{name}"
        if isinstance(control, ft.ProgressBar) and name == "value" and setting is None:
            yield f"{kind} is indeterminate"
        if isinstance(control, BUTTONS) and name == "style" and has_ripple(setting):
            yield f"{kind} has a ripple"


def has_ripple(style: ft.ButtonStyle | None) -> bool:
    """Return whether a touch of a button with this style starts a ripple or a transition."""
    is_instant = style is not None and style.animation_duration == 0
    overlay = style.overlay_color if style else None
    return not (
        is_instant and isinstance(overlay, dict) and overlay[PRESSED] == ft.Colors.TRANSPARENT
    )


def test_no_screen_has_an_animation(run_app: RunApp) -> None:
    async def scenario(client: Client) -> None:
        for path in paths():
            await client.visit(path)
            assert list(control_fields(client.view())), path
            assert list(animations(client.view())) == [], path

    run_app(scenario)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_screen_changes_have_no_transition(scheme: ft.ColorScheme) -> None:
    transitions = theme(scheme).page_transitions
    assert transitions is not None
    for platform in ("android", "ios", "linux", "macos", "windows"):
        assert getattr(transitions, platform) is ft.PageTransitionTheme.NONE, platform


@pytest.mark.parametrize(
    ("control", "description"),
    [
        (ft.ProgressRing(), "ProgressRing is animated"),
        (ft.AnimatedSwitcher(ft.Text("")), "AnimatedSwitcher is animated"),
        (ft.ProgressBar(), "ProgressBar is indeterminate"),
        (ft.Container(animate_opacity=100), "Container.animate_opacity"),
        (ft.Column([ft.OutlinedButton("Go")]), "OutlinedButton has a ripple"),
        (
            ft.OutlinedButton("Go", style=ft.ButtonStyle(animation_duration=0)),
            "OutlinedButton has a ripple",
        ),
    ],
)
def test_animation_is_detected(control: ft.Control, description: str) -> None:
    assert set(animations(control)) == {description}
