"""Toasts: only one is shown; a live region announces it; it goes with its screen or in time."""

import asyncio
from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.pwa.usage_trace.client import Client
from sv_app.pwa.usage_trace.controls import walk
from sv_app.ui.components import toast
from sv_app.ui.components.semantics import SemanticRole
from tests.ui.actions import save_self_check
from tests.ui.conftest import RunApp
from tests.ui.controls import has_control_named


def toasts(client: Client) -> list[ft.Semantics]:
    """Return the toasts of the current screen."""
    return [
        control
        for control in client.controls(ft.Semantics)
        if control.identifier == SemanticRole.STATUS
    ]


def sentences(client: Client) -> list[str]:
    """Return the sentences of the toasts, each of which is in a live region."""
    regions = [
        control
        for shown in toasts(client)
        for control in walk(shown)
        if isinstance(control, ft.Semantics) and control.live_region
    ]
    return [region.content.value for region in regions if isinstance(region.content, ft.Text)]


async def copy_number(client: Client, content: Content, position: int) -> str:
    """Copy a number of the helplines, and return the sentence of the toast."""
    if has_control_named(client, content.labels.helplines.details):
        await client.press(content.labels.helplines.details)
    number = content.emergency_lines[position].facts.display_number
    await client.press(content.labels.call.copy_number.format(number=number))
    return content.labels.call.copied.format(number=number)


def test_toast_is_replaced_by_the_next_and_disappears(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(toast, "DURATION", 0.3)

    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        for position in (0, 1):
            sentence = await copy_number(client, contents[language], position)
            await client.wait_until(lambda sentence=sentence: sentences(client) == [sentence])  # type: ignore[misc]
        await client.wait_until(lambda: not toasts(client))

    run_app(scenario)


def test_repeated_toast_is_shown_for_its_own_duration(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        monkeypatch.setattr(toast, "DURATION", 0.1)
        sentence = await copy_number(client, contents[language], 0)
        await client.wait_until(lambda: sentences(client) == [sentence])
        [first] = toasts(client)
        monkeypatch.setattr(toast, "DURATION", 60)
        await copy_number(client, contents[language], 0)
        # A screen reader announces only a toast that is a new control.
        await client.wait_until(lambda: toasts(client)[0] is not first)
        await asyncio.sleep(0.3)  # longer than the duration of the first toast
        assert sentences(client) == [sentence]

    run_app(scenario)


def test_toast_goes_when_the_screen_changes(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        await copy_number(client, content, 0)
        await client.wait_until(lambda: len(toasts(client)) == 1)
        await client.press(content.labels.app.back)
        await client.wait_until(lambda: client.page.route != routes.HELPLINES)
        assert not toasts(client)
        await client.visit(routes.HELPLINES)
        assert not toasts(client)

    run_app(scenario)


def test_toast_after_everything_is_erased_is_on_the_screen_that_opens(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    erase = content.privacy.erase

    async def scenario(client: Client) -> None:
        await save_self_check(client, content)
        await client.visit(routes.ERASE)
        await client.press(erase.start)
        await client.press(erase.erase)
        await client.wait_until(lambda: client.page.route == routes.HOME)
        await client.wait_until(lambda: sentences(client) == [erase.done])

    run_app(scenario)


def test_quick_exit_hides_the_toast(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        await copy_number(client, contents[language], 0)
        await client.wait_until(lambda: len(toasts(client)) == 1)
        await client.press(contents[language].labels.app.quick_exit)
        assert not toasts(client)

    run_app(scenario)


def test_toast_is_below_the_content_and_covers_nothing(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    """It is between the scrolling content and the call bar, not in the overlay."""

    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        await copy_number(client, contents[language], 0)
        await client.wait_until(lambda: len(toasts(client)) == 1)
        assert not client.page.overlay
        roles = [
            control.identifier
            for control in client.controls(ft.Semantics)
            if control.identifier
            in (SemanticRole.LISTITEM, SemanticRole.STATUS, SemanticRole.COMPLEMENTARY)
        ]
        assert roles[-2:] == [SemanticRole.STATUS, SemanticRole.COMPLEMENTARY]

    run_app(scenario)
