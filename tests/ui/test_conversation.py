"""Conversation mode and rehearsal of a moment."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.conversation import cues
from sv_app.domain.scripts import Script
from tests.fakes import Client
from tests.titles import MOMENT
from tests.ui.conftest import RunApp


def test_each_cue_and_rehearsal_line_starts_at_the_top_and_nothing_is_stored(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]
    script = content.scripts[0]

    def scroll_key(client: Client) -> object:
        # Flet keeps a scrolling control, and its position, as long as its key is the same.
        [key] = [c.key for c in client.controls(ft.Column) if c.scroll and c.key is not None]
        return key

    async def scenario(client: Client) -> None:
        before = {name: bytes(data) for name, data in backend.records.items()}
        for path, button in (
            (routes.conversation(script.id), content.labels.conversation.next),
            (
                routes.rehearse(script.id),
                content.in_quotes(script.phrase(_first_phrase(script)).text),
            ),
        ):
            await client.visit(path)
            first_key = scroll_key(client)
            await client.press(button)
            assert scroll_key(client) != first_key
        keys = set()
        for moment in content.scripts:
            await client.visit(routes.script(moment.id))
            keys.add(scroll_key(client))
        assert len(keys) == len(content.scripts), "a script keeps the position of the last"
        assert backend.records == before

    run_app(scenario)


def _first_phrase(script: Script) -> str:
    return script.rehearse[0].answers[0].phrase


def test_conversation_goes_back_a_cue_and_starts_again(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.conversation
    script = content.scripts[0]

    async def scenario(client: Client) -> None:
        await client.visit(routes.script(script.id))
        await client.press(labels.open)
        assert labels.previous not in client.texts()
        await client.press(labels.next)
        await client.press(labels.previous)
        assert script.aim in client.texts()
        for _ in cues(script):
            await client.press(labels.next)
        await client.press(labels.again)
        assert script.aim in client.texts()
        await client.press(content.labels.app.back)
        assert client.heading() == script.title

    run_app(scenario)


def test_wake_lock_is_held_only_during_a_conversation(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.conversation(MOMENT))
        await client.press(contents[language].labels.conversation.next)
        assert client.invoked() == ["enable"]
        await client.press(contents[language].labels.app.back)
        assert client.invoked() == ["enable", "disable"]

    run_app(scenario)


def test_refused_wake_lock_is_logged_and_the_cues_are_shown(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        client.connection.answers["enable"] = RuntimeError("battery")
        await client.visit(routes.conversation(MOMENT))
        assert client.heading() == content.scripts[0].title
        assert "conversation.py" in caplog.text

    run_app(scenario)


@pytest.mark.parametrize("path", [routes.conversation("none"), routes.rehearse("none")])
def test_unknown_moment_shows_the_not_found_screen(
    run_app: RunApp, contents: Mapping[str, Content], language: str, path: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(path)
        assert client.heading() == contents[language].labels.fallback.not_found

    run_app(scenario)
