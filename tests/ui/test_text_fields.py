"""Text fields keep what is typed and their identity while the screen around them changes."""

from collections.abc import Mapping
from typing import Any

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from tests.fakes import Client
from tests.ui.conftest import RunApp
from tests.ui.controls import errors_of

FIELDS = [(routes.SEARCH, 0), (routes.NEW_PASSCODE, 0), (routes.NEW_PASSCODE, 1)]


def sent_texts(client: Client, sent_before: int) -> list[str]:
    """Return every text that was sent to the client in patches after message `sent_before`."""
    patches = [m.body for m in client.connection.sent[sent_before:]]
    return [text for patch in patches for text in strings_in(getattr(patch, "patch", []))]


def strings_in(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [string for item in value for string in strings_in(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(("path", "index"), FIELDS)
def test_letters_typed_during_an_update_are_not_overwritten(
    run_app: RunApp, path: str, index: int
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(path)
        await client.wait_until(lambda: len(client.controls(ft.TextField)) > index)
        field = client.controls(ft.TextField)[index]
        sent_before = len(client.connection.sent)
        client.session.apply_patch(field._i, {"value": "zy"})
        await client.session.dispatch_event(field._i, "change", "zy")
        client.session.apply_patch(field._i, {"value": "zyx"})  # the app receives this event later
        await client.settle()
        assert client.controls(ft.TextField)[index].value == "zyx"
        assert "zy" not in sent_texts(client, sent_before)

    run_app(scenario)


def test_text_that_appears_between_two_fields_does_not_replace_controls(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].privacy.passcode

    def ids(client: Client) -> list[int]:
        fields = client.controls(ft.TextField)
        buttons = [b for b in client.controls(ft.Button) if b.content == labels.submit]
        return [control._i for control in [*fields, *buttons]]

    async def scenario(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        before = ids(client)
        assert len(before) == 3
        await client.write("soleil 48", 0)
        assert any(strength in client.texts() for strength in labels.strength.values())
        await client.press(labels.submit)
        assert errors_of(client) == [labels.different]
        assert ids(client) == before

    run_app(scenario)


def test_typed_text_and_its_error_survive_a_rotation(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].privacy.passcode

    async def scenario(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        await client.write("soleil", 0)
        await client.press(labels.submit)
        before = [field._i for field in client.controls(ft.TextField)]
        for width in (1280, 390):
            await client.resize(width)
            assert [field._i for field in client.controls(ft.TextField)] == before
            assert client.controls(ft.TextField)[0].value == "soleil"
            assert errors_of(client) == [labels.different]

    run_app(scenario)


def test_proposed_passphrase_replaces_the_typed_text(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        await client.write("soleil", 0)
        await client.write("soleil", 1)
        await client.press(contents[language].privacy.passcode.use_proposed)
        first, again = (field.value for field in client.controls(ft.TextField))
        assert first in client.texts()
        assert again == ""

    run_app(scenario)
