"""A moment followed to its end and rehearsed, without a browser."""

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


def test_each_cue_and_each_line_begins_at_the_top_and_nothing_is_kept(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]
    script = content.scripts[0]

    def scroll(client: Client) -> object:
        # Flet keeps what scrolls, and how far, for as long as its key is the same.
        [key] = [c.key for c in client.controls(ft.Column) if c.scroll and c.key is not None]
        return key

    async def story(client: Client) -> None:
        before = {name: bytes(data) for name, data in backend.records.items()}
        for path, on in (
            (routes.conversation(script.id), content.labels.conversation.next),
            (routes.rehearse(script.id), content.quoted(script.phrase(_first(script)).text)),
        ):
            await client.visit(path)
            first = scroll(client)
            await client.press(on)
            assert scroll(client) != first
        seen = set()
        for moment in content.scripts:
            await client.visit(routes.script(moment.id))
            seen.add(scroll(client))
        assert len(seen) == len(content.scripts), "one moment after another, each from its top"
        assert backend.records == before

    run_app(story)


def _first(script: Script) -> str:
    return script.rehearse[0].answers[0].phrase


def test_one_goes_back_a_cue_and_starts_again(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.conversation
    script = content.scripts[0]

    async def story(client: Client) -> None:
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

    run_app(story)


def test_the_screen_is_kept_awake_during_a_conversation_and_no_longer(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def story(client: Client) -> None:
        await client.visit(routes.conversation(MOMENT))
        await client.press(contents[language].labels.conversation.next)
        assert client.invoked() == ["enable"]
        await client.press(contents[language].labels.app.back)
        assert client.invoked() == ["enable", "disable"]

    run_app(story)


def test_a_device_that_refuses_to_stay_awake_still_shows_the_cues(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    content = contents[language]

    async def story(client: Client) -> None:
        client.connection.answers["enable"] = RuntimeError("battery")
        await client.visit(routes.conversation(MOMENT))
        assert client.heading() == content.scripts[0].title
        assert "wake_lock.py" in caplog.text

    run_app(story)


def test_every_moment_has_lines_to_rehearse(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        assert [s.id for s in content.scripts if len(s.rehearse) < 3] == []


@pytest.mark.parametrize("path", [routes.conversation("none"), routes.rehearse("none")])
def test_an_unknown_moment_shows_the_helplines(
    run_app: RunApp, contents: Mapping[str, Content], language: str, path: str
) -> None:
    async def story(client: Client) -> None:
        await client.visit(path)
        assert client.heading() == contents[language].labels.fallback.not_found

    run_app(story)
