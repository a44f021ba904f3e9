"""What is typed stays as typed, and what appears around a field leaves it where it is."""

from collections.abc import Mapping
from typing import Any

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from tests.fakes import Client
from tests.ui.conftest import RunApp

WHERE = [(routes.SEARCH, 0), (routes.NEW_PASSCODE, 0), (routes.NEW_PASSCODE, 1)]


def told(client: Client, since: int) -> list[str]:
    """Every text the client was sent, to put in place of what it shows."""
    patches = [m.body for m in client.connection.sent[since:]]
    return [text for patch in patches for text in texts(getattr(patch, "patch", []))]


def texts(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(("path", "rank"), WHERE)
def test_letters_typed_while_the_app_answers_the_first_are_not_taken_back(
    run_app: RunApp, path: str, rank: int
) -> None:
    async def story(client: Client) -> None:
        await client.visit(path)
        await client.until(lambda: len(client.controls(ft.TextField)) > rank)
        field = client.controls(ft.TextField)[rank]
        since = len(client.connection.sent)
        client.session.apply_patch(field._i, {"value": "zy"})
        await client.session.dispatch_event(field._i, "change", "zy")
        client.session.apply_patch(field._i, {"value": "zyx"})  # and the app hears of it later
        await client.settle()
        assert client.controls(ft.TextField)[rank].value == "zyx"
        assert "zy" not in told(client, since)

    run_app(story)


def test_what_appears_between_two_fields_leaves_both_and_the_button_what_they_are(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].privacy.passcode

    def ids(client: Client) -> list[int]:
        fields = client.controls(ft.TextField)
        buttons = [b for b in client.controls(ft.Button) if b.content == labels.set]
        return [control._i for control in [*fields, *buttons]]

    async def story(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        before = ids(client)
        assert len(before) == 3
        await client.write("soleil 48", 0)
        assert any(worth in client.texts() for worth in labels.worth.values())
        await client.press(labels.set)
        assert labels.different in client.texts()
        assert ids(client) == before

    run_app(story)


def test_what_was_typed_and_asked_is_still_there_once_the_screen_is_turned(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].privacy.passcode

    async def story(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        await client.write("soleil", 0)
        await client.press(labels.set)
        before = [field._i for field in client.controls(ft.TextField)]
        for width in (1280, 390):
            await client.resize(width)
            assert [field._i for field in client.controls(ft.TextField)] == before
            assert client.controls(ft.TextField)[0].value == "soleil"
            assert labels.too_short in client.texts() or labels.different in client.texts()

    run_app(story)


def test_the_words_drawn_by_the_app_replace_what_was_typed(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def story(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        await client.write("soleil", 0)
        await client.write("soleil", 1)
        await client.press(contents[language].privacy.passcode.use)
        first, again = (field.value for field in client.controls(ft.TextField))
        assert first in client.texts()
        assert again == ""

    run_app(story)
