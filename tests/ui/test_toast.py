"""What is told for a moment: said, one at a time, then gone."""

import asyncio
from collections.abc import Mapping

import flet as ft
import pytest

from sv_app.domain.content import Content
from sv_app.pwa.usage_trace.client import Client
from sv_app.pwa.usage_trace.controls import walk
from sv_app.ui.components import toast
from sv_app.ui.theme import RAIL, Breakpoint
from tests.ui.conftest import RunApp


def said(client: Client) -> list[str]:
    """The words over the screen, each a screen reader's too."""
    whole = [one for one in client.page.overlay if isinstance(one, ft.Container)]
    parts = [one for one in walk(whole) if isinstance(one, ft.Semantics) and one.live_region]
    return [part.content.value for part in parts if isinstance(part.content, ft.Text)]


def test_what_is_told_gives_way_to_what_is_told_next_and_goes(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "DURATION", 0.2)

    async def story(client: Client) -> None:
        toast.show_toast(client.page, "a")
        await client.until(lambda: said(client) == ["a"])
        toast.show_toast(client.page, "b")
        await client.until(lambda: said(client) == ["b"])
        await client.until(lambda: not client.page.overlay)

    run_app(story)


def test_the_same_words_told_again_have_a_moment_of_their_own(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(client: Client) -> None:
        monkeypatch.setattr(toast, "DURATION", 0.1)
        toast.show_toast(client.page, "a")
        await client.until(lambda: said(client) == ["a"])
        [first] = client.page.overlay
        monkeypatch.setattr(toast, "DURATION", 60)
        toast.show_toast(client.page, "a")
        await client.until(lambda: client.page.overlay[0] is not first)
        await asyncio.sleep(0.3)  # the first one's moment is over
        assert said(client) == ["a"]
        assert client.page.overlay[0].key != first.key, "said again only if it is made anew"

    run_app(story)


def test_what_was_told_is_hidden_with_the_screen(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def story(client: Client) -> None:
        toast.show_toast(client.page, "a")
        await client.until(lambda: said(client) == ["a"])
        await client.press(contents[language].labels.app.hide)
        assert not client.page.overlay

    run_app(story)


def test_what_is_told_stands_beside_the_navigation_once_there_is_one(run_app: RunApp) -> None:
    async def story(client: Client) -> None:
        toast.show_toast(client.page, "a")
        await client.until(lambda: said(client) == ["a"])
        [over] = client.page.overlay
        assert isinstance(over, ft.Container)
        before = over.left
        await client.resize(Breakpoint.TABLET)
        assert [*client.page.overlay] == [over]
        assert isinstance(over.left, int)
        assert over.left > RAIL
        await client.resize(390)
        assert over.left == before

    run_app(story)
