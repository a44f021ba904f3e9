"""Toasts: only one is shown; a live region announces it; it is removed after its duration."""

import asyncio
from collections.abc import Mapping

import flet as ft
import pytest

from sv_app.domain.content import Content
from sv_app.pwa.usage_trace.client import Client
from sv_app.pwa.usage_trace.controls import walk
from sv_app.ui.components import toast
from sv_app.ui.theme import RAIL_WIDTH, Breakpoint
from tests.ui.conftest import RunApp


def toast_texts(client: Client) -> list[str]:
    """Return the texts of the toasts, each of which is in a live region."""
    toasts = [control for control in client.page.overlay if isinstance(control, ft.Container)]
    regions = [
        control
        for control in walk(toasts)
        if isinstance(control, ft.Semantics) and control.live_region
    ]
    return [region.content.value for region in regions if isinstance(region.content, ft.Text)]


def test_toast_is_replaced_by_the_next_and_disappears(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "DURATION", 0.2)

    async def scenario(client: Client) -> None:
        toast.show_toast(client.page, "a")
        await client.wait_until(lambda: toast_texts(client) == ["a"])
        toast.show_toast(client.page, "b")
        await client.wait_until(lambda: toast_texts(client) == ["b"])
        await client.wait_until(lambda: not client.page.overlay)

    run_app(scenario)


def test_repeated_toast_is_shown_for_its_own_duration(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(client: Client) -> None:
        monkeypatch.setattr(toast, "DURATION", 0.1)
        toast.show_toast(client.page, "a")
        await client.wait_until(lambda: toast_texts(client) == ["a"])
        [first] = client.page.overlay
        monkeypatch.setattr(toast, "DURATION", 60)
        toast.show_toast(client.page, "a")
        await client.wait_until(lambda: client.page.overlay[0] is not first)
        await asyncio.sleep(0.3)  # longer than the duration of the first toast
        assert toast_texts(client) == ["a"]
        assert client.page.overlay[0].key != first.key, (
            "a screen reader announces only a toast with a new key"
        )

    run_app(scenario)


def test_quick_exit_hides_the_toast(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        toast.show_toast(client.page, "a")
        await client.wait_until(lambda: toast_texts(client) == ["a"])
        await client.press(contents[language].labels.app.quick_exit)
        assert not client.page.overlay

    run_app(scenario)


def test_toast_is_beside_the_navigation_rail(run_app: RunApp) -> None:
    async def scenario(client: Client) -> None:
        toast.show_toast(client.page, "a")
        await client.wait_until(lambda: toast_texts(client) == ["a"])
        [toast_control] = client.page.overlay
        assert isinstance(toast_control, ft.Container)
        before = toast_control.left
        await client.resize(Breakpoint.TABLET)
        assert [*client.page.overlay] == [toast_control]
        assert isinstance(toast_control.left, int)
        assert toast_control.left > RAIL_WIDTH
        await client.resize(390)
        assert toast_control.left == before

    run_app(scenario)
