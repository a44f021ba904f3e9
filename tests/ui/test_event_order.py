"""What is done at once after the last letter is answered by what that letter made of the screen."""

import asyncio
from collections.abc import Mapping
from typing import Any

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from tests.fakes import Client
from tests.ui.conftest import RunApp

CODE = "soleil 48 rivage"
Event = tuple[ft.BaseControl, str, Any]


async def at_once(client: Client, *events: Event) -> None:
    """Send events as Flet hands them out when the device was busy: all before one is answered."""
    sent = [client.session.dispatch_event(control._i, *said) for control, *said in events]
    await asyncio.gather(*sent)
    await client.settle()


def letters(client: Client, field: ft.TextField, words: str) -> list[Event]:
    client.session.apply_patch(field._i, {"value": words})
    return [(field, "change", words[:end]) for end in range(1, len(words) + 1)]


@pytest.mark.parametrize("by_key", [True, False])
def test_a_code_is_set_by_what_follows_its_last_letter_at_once(
    run_app: RunApp, contents: Mapping[str, Content], language: str, by_key: bool
) -> None:
    labels = contents[language].privacy.passcode

    async def story(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        first, again = client.controls(ft.TextField)
        button = next(b for b in client.controls(ft.Button) if b.content == labels.set)
        end: Event = (again, "submit", CODE) if by_key else (button, "click", None)
        await at_once(client, *letters(client, first, CODE), *letters(client, again, CODE), end)
        assert labels.different not in client.texts()
        await client.sees(labels.done)

    run_app(story)


def test_letters_that_wait_for_the_screen_are_answered_together(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def story(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        since = len(client.connection.sent)
        first, _ = client.controls(ft.TextField)
        await at_once(client, *letters(client, first, CODE))
        assert len(client.connection.sent) - since < len(CODE)
        assert client.controls(ft.TextField)[0].value == CODE

    run_app(story)
