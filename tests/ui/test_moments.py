"""A moment followed to its end and rehearsed, without a browser."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data.storages.memory import MemoryPlace
from sv_app.domain.conversation import cues
from sv_app.domain.kit import Kit
from sv_app.domain.scripts import AvoidPhrase, Script
from tests.fakes import Client
from tests.titles import MOMENT
from tests.ui.conftest import Tell


def test_a_conversation_shows_one_cue_at_a_time_to_its_end(
    tell: Tell, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    labels = kit.labels.conversation

    async def story(client: Client) -> None:
        for script in kit.scripts[:1]:
            await client.visit(routes.conversation(script.id))
            for cue in cues(script):
                words = kit.quoted(cue.text) if cue.spoken else cue.text
                assert words in client.texts()
                await client.press(labels.next)
            assert labels.end in client.texts()
            assert labels.next not in client.texts()
            assert kit.first_helpline.facts.uri in client.calls()

    tell(story)


def test_each_cue_and_each_line_begins_at_the_top_and_nothing_is_kept(
    tell: Tell, kits: Mapping[str, Kit], language: str, place: MemoryPlace
) -> None:
    kit = kits[language]
    script = kit.scripts[0]

    def scroll(client: Client) -> object:
        # Flet keeps what scrolls, and how far, for as long as its key is the same.
        [key] = [c.key for c in client.controls(ft.Column) if c.scroll and c.key is not None]
        return key

    async def story(client: Client) -> None:
        before = {name: bytes(data) for name, data in place.records.items()}
        for path, on in (
            (routes.conversation(script.id), kit.labels.conversation.next),
            (routes.rehearse(script.id), kit.quoted(script.phrase(_first(script)).text)),
        ):
            await client.visit(path)
            first = scroll(client)
            await client.press(on)
            assert scroll(client) != first
        seen = set()
        for moment in kit.scripts:
            await client.visit(routes.script(moment.id))
            seen.add(scroll(client))
        assert len(seen) == len(kit.scripts), "one moment after another, each from its top"
        assert place.records == before

    tell(story)


def _first(script: Script) -> str:
    return script.rehearse[0].answers[0].phrase


def test_one_goes_back_a_cue_and_starts_again(
    tell: Tell, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    labels = kit.labels.conversation
    script = kit.scripts[0]

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
        await client.press(kit.labels.app.back)
        assert client.heading() == script.title

    tell(story)


def test_when_to_step_up_the_emergency_numbers_are_there(
    tell: Tell, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    script = kit.scripts[0]
    urgent = {line.facts.uri for line in kit.emergency_lines}

    async def story(client: Client) -> None:
        await client.visit(routes.conversation(script.id))
        while script.step_up not in client.texts():
            assert not urgent & set(client.calls())
            await client.press(kit.labels.conversation.next)
        assert urgent <= set(client.calls())

    tell(story)


def test_the_screen_is_kept_awake_during_a_conversation_and_no_longer(
    tell: Tell, kits: Mapping[str, Kit], language: str
) -> None:
    async def story(client: Client) -> None:
        await client.visit(routes.conversation(MOMENT))
        await client.press(kits[language].labels.conversation.next)
        assert client.invoked() == ["enable"]
        await client.press(kits[language].labels.app.back)
        assert client.invoked() == ["enable", "disable"]

    tell(story)


def test_a_device_that_refuses_to_stay_awake_still_shows_the_cues(
    tell: Tell, kits: Mapping[str, Kit], language: str, caplog: pytest.LogCaptureFixture
) -> None:
    kit = kits[language]

    async def story(client: Client) -> None:
        client.connection.answers["enable"] = RuntimeError("battery")
        await client.visit(routes.conversation(MOMENT))
        assert client.heading() == kit.scripts[0].title
        assert "awake.py" in caplog.text

    tell(story)


def test_every_answer_has_its_reason_and_nothing_is_counted(
    tell: Tell, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    labels = kit.labels.rehearse

    async def story(client: Client) -> None:
        for script in kit.scripts[:1]:
            await client.visit(routes.script(script.id))
            await client.press(labels.title)
            for rank, line in enumerate(script.rehearse, start=1):
                assert kit.quoted(line.line) in client.texts()
                for answer in line.answers:
                    phrase = script.phrase(answer.phrase)
                    await client.press(kit.quoted(phrase.text))
                    assert answer.why in client.texts()
                    hurts = isinstance(phrase, AvoidPhrase)
                    assert (labels.hurts if hurts else labels.helps) in client.texts()
                    assert (labels.better in client.texts()) is hurts
                    await client.press(labels.again)
                await client.press(kit.quoted(script.phrase(line.answers[0].phrase).text))
                if rank < len(script.rehearse):
                    await client.press(labels.next)
            assert labels.end in client.texts()
            await client.press(kit.labels.conversation.open)
            assert client.heading() == script.title

    tell(story)


def test_every_moment_has_lines_to_rehearse(kits: Mapping[str, Kit]) -> None:
    for kit in kits.values():
        assert [s.id for s in kit.scripts if len(s.rehearse) < 3] == []


@pytest.mark.parametrize("path", [routes.conversation("none"), routes.rehearse("none")])
def test_an_unknown_moment_shows_the_helplines(
    tell: Tell, kits: Mapping[str, Kit], language: str, path: str
) -> None:
    async def story(client: Client) -> None:
        await client.visit(path)
        assert client.heading() == kits[language].labels.fallback.not_found

    tell(story)


def test_fear_for_a_life_shows_whom_to_call_before_anything_else(
    tell: Tell, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]

    async def story(client: Client) -> None:
        for script in (script for script in kit.scripts if script.urgent):
            await client.visit(routes.script(script.id))
            said = client.texts()
            assert said.index(script.step_up) < said.index(kit.labels.scripts.before)
            assert said.count(script.step_up) == 1
            assert {line.facts.uri for line in kit.emergency_lines} <= set(client.calls())

    tell(story)
