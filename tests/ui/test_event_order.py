"""Events that arrive together are handled in order, each with the result of the previous one."""

import asyncio
from collections.abc import Mapping
from typing import Any

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from tests.data.journal_builder import PASSCODE
from tests.fakes import Client
from tests.ui.conftest import RunApp
from tests.ui.controls import errors_of

Event = tuple[ft.BaseControl, str, Any]


async def dispatch_together(client: Client, *events: Event) -> None:
    """Dispatch all events before the app handles the first, as Flet does on a busy device."""
    dispatches = [client.session.dispatch_event(control._i, *event) for control, *event in events]
    await asyncio.gather(*dispatches)
    await client.settle()


def typing_events(client: Client, field: ft.TextField, text: str) -> list[Event]:
    client.session.apply_patch(field._i, {"value": text})
    return [(field, "change", text[:length]) for length in range(1, len(text) + 1)]


@pytest.mark.parametrize("by_enter_key", [True, False])
def test_submit_right_after_the_last_letter_uses_the_whole_passcode(
    run_app: RunApp, contents: Mapping[str, Content], language: str, by_enter_key: bool
) -> None:
    labels = contents[language].privacy.passcode

    async def scenario(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        first, again = client.controls(ft.TextField)
        button = next(b for b in client.controls(ft.Button) if b.content == labels.submit)
        submission: Event = (again, "submit", PASSCODE) if by_enter_key else (button, "click", None)
        await dispatch_together(
            client,
            *typing_events(client, first, PASSCODE),
            *typing_events(client, again, PASSCODE),
            submission,
        )
        assert errors_of(client) == []
        await client.wait_for_text(labels.done)

    run_app(scenario)


def test_queued_letters_are_answered_with_fewer_messages(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        sent_before = len(client.connection.sent)
        first, _ = client.controls(ft.TextField)
        await dispatch_together(client, *typing_events(client, first, PASSCODE))
        assert len(client.connection.sent) - sent_before < len(PASSCODE)
        assert client.controls(ft.TextField)[0].value == PASSCODE

    run_app(scenario)
