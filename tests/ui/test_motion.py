"""Nothing moves: a touch is answered at once, on every screen."""

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

TURNS = (ft.ProgressRing, ft.CupertinoActivityIndicator, ft.AnimatedSwitcher)
BUTTONS = (ft.Button, ft.OutlinedButton, ft.TextButton, ft.IconButton)
PRESSED = ft.ControlState.PRESSED
Found = Iterator[tuple[BaseControl, str, Any]]


def given(value: Any) -> Found:
    """Every control under `value`, with each of its properties that is set."""
    value = rendered(value)
    if isinstance(value, BaseControl):
        for field in fields(value):
            if field.name != "parent" and not field.name.startswith("_"):
                inside = getattr(value, field.name, None)
                yield value, field.name, inside
                yield from given(inside)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from given(item)


def moving(value: Any) -> Iterator[str]:
    """What would move by itself, or after a touch."""
    for control, name, held in given(value):
        kind = type(control).__name__
        if isinstance(control, TURNS):
            yield f"{kind} turns"
        if name.startswith("animate") and held:
            yield f"{kind}.{name}"
        if isinstance(control, ft.ProgressBar) and name == "value" and held is None:
            yield f"{kind} runs to and fro"
        if isinstance(control, BUTTONS) and name == "style" and waves(held):
            yield f"{kind} answers with a wave"


def waves(style: ft.ButtonStyle | None) -> bool:
    still = style is not None and style.animation_duration == 0
    over = style.overlay_color if style else None
    return not (still and isinstance(over, dict) and over[PRESSED] == ft.Colors.TRANSPARENT)


def test_nothing_on_any_screen_moves(run_app: RunApp) -> None:
    async def story(client: Client) -> None:
        for path in paths():
            await client.visit(path)
            assert list(given(client.view())), path
            assert list(moving(client.view())) == [], path

    run_app(story)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_one_screen_takes_the_place_of_another_at_once(scheme: ft.ColorScheme) -> None:
    transitions = theme(scheme).page_transitions
    assert transitions is not None
    ways = {transitions.android, transitions.ios, transitions.linux}
    assert ways | {transitions.macos, transitions.windows} == {ft.PageTransitionTheme.NONE}


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
def test_what_moves_is_noticed(control: ft.Control) -> None:
    assert list(moving(control))
