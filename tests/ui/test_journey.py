"""The main job, as each of the three people does it, without a browser."""

import re
from collections.abc import Mapping
from typing import Any

import flet as ft
import pytest

from sv_app import routes
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.self_check import (
    QUESTIONS,
    ContextQuestion,
    Degree,
    Duration,
    Sign,
    StepUp,
    YesNo,
)
from sv_app.ui.components import shell
from sv_app.ui.screens import me
from tests.fakes import Client
from tests.ui.conftest import RunApp, in_every_language


def text(backend: MemoryBackend) -> str:
    """All that is kept."""
    return b"".join(backend.records.values()).decode()


async def answer_all(client: Client, content: Content, degree: Degree, step_up: YesNo) -> None:
    words, labels = content.self_check, content.labels
    for question in QUESTIONS:
        assert client.heading() == words.questions[question].ask
        if isinstance(question, StepUp):
            await client.press(words.yes_no[step_up])
            if step_up is YesNo.YES:
                await client.press(labels.self_check.next)
        elif question is ContextQuestion.SINCE:
            await client.press(words.since[Duration.DAYS])
        else:
            await client.press(words.degrees[degree])


async def begin(client: Client, content: Content) -> None:
    await client.press(content.labels.home.me)
    await client.press(content.labels.me.start)


def test_a_check_is_answered_saved_found_and_erased(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]

    async def story(client: Client) -> None:
        await begin(client, content)
        await answer_all(client, content, Degree.A_LOT, YesNo.NO)
        assert client.heading() == content.labels.result.title
        await client.press(content.labels.result.save)
        assert content.labels.result.saved in client.texts()
        assert '"a-lot"' in text(backend)
        await client.press(content.labels.result.journal)
        await client.press(content.labels.journal.entry.split("{")[0])
        assert content.self_check.questions[Sign.GUILT].ask in client.texts()
        await client.press(content.labels.journal.delete)
        assert '"a-lot"' in text(backend), "it asks before it erases"
        await client.press(content.labels.journal.delete)
        assert '"a-lot"' not in text(backend)
        assert content.labels.journal.empty in client.texts()

    run_app(story)


def test_a_yes_shows_the_emergency_numbers_at_once_before_anything_is_saved(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    urgent = {line.facts.uri for line in content.emergency_lines}

    async def story(client: Client) -> None:
        await begin(client, content)
        for _ in (*Sign, *ContextQuestion):
            assert not urgent & set(client.calls())
            await client.press(content.labels.self_check.skip)
        await client.press(content.self_check.yes_no[YesNo.YES])
        assert client.heading() == content.self_check.questions[StepUp.SEVERE_DISTRESS].ask
        assert urgent <= set(client.calls())
        await client.press(content.labels.self_check.next)
        assert urgent <= set(client.calls()), "they stay for the questions that follow"

    run_app(story)


def test_a_check_left_half_way_waits_and_can_be_erased(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]

    async def leave(client: Client) -> None:
        await begin(client, content)
        await client.press(content.self_check.degrees[Degree.SOMEWHAT])
        await client.press(content.labels.app.back)
        assert client.heading() == content.labels.me.title

    async def resume(client: Client) -> None:
        await client.press(content.labels.home.me)
        await client.press(content.labels.me.resume)
        assert client.heading() == content.self_check.questions[Sign.GUILT].ask
        await client.press(content.labels.app.back)
        await client.press(content.labels.me.discard)
        assert client.heading() == content.self_check.questions[Sign.WITHDRAWAL].ask
        assert '"somewhat"' not in text(backend)

    run_app(leave)
    run_app(resume)


def test_every_question_can_be_skipped_and_then_there_is_nothing_to_save(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def story(client: Client) -> None:
        await begin(client, content)
        for _ in QUESTIONS:
            await client.press(content.labels.self_check.skip)
        assert content.quoted(content.messages.key.text) in client.texts()
        assert content.labels.result.save not in client.texts()

    run_app(story)


def test_no_answer_is_in_a_path_or_in_the_title_of_the_page(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    seen: list[str] = []
    go = Client.go

    def record(client: Client, path: str, **given: object) -> None:
        seen.append(path)
        go(client, path, **given)

    monkeypatch.setattr(Client, "go", record)

    async def story(client: Client) -> None:
        await begin(client, content)
        await answer_all(client, content, Degree.A_LOT, YesNo.NO)
        await client.press(content.labels.result.save)
        await client.sees(content.labels.result.saved)
        await client.press(content.labels.result.journal)
        await client.sees(content.labels.journal.lead)
        await client.press(content.labels.journal.entry.split("{")[0])
        await client.sees(content.labels.result.marked)
        assert {routes.ME, routes.SELF_CHECK, routes.NEXT_STEPS, routes.JOURNAL} <= set(seen)
        assert client.page.title == content.labels.app.name

    run_app(story)
    answers = [
        *Degree,
        *YesNo,
        *content.self_check.degrees.values(),
        *content.self_check.yes_no.values(),
    ]
    parts = {part for path in seen for part in re.split("[/?=&#]", path)}
    assert not parts & {str(answer) for answer in answers}


@pytest.mark.parametrize("degree", Degree)
def test_legal_help_shows_only_when_the_worry_was_marked(
    run_app: RunApp, contents: Mapping[str, Content], language: str, degree: Degree
) -> None:
    content = contents[language]

    async def story(client: Client) -> None:
        await begin(client, content)
        await answer_all(client, content, degree, YesNo.NO)
        shown = content.labels.result.legal in client.texts()
        assert shown is (degree is not Degree.NOT_AT_ALL)

    run_app(story)


def test_a_finished_check_that_was_not_saved_waits_at_its_next_steps(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def leave(client: Client) -> None:
        await begin(client, content)
        await answer_all(client, content, Degree.SOMEWHAT, YesNo.NO)

    async def resume(client: Client) -> None:
        await client.press(content.labels.home.me)
        await client.press(content.labels.me.resume)
        assert client.heading() == content.labels.result.title
        await client.press(content.labels.result.change)
        assert client.heading() == content.self_check.questions[Sign.WITHDRAWAL].ask

    run_app(leave)
    run_app(resume)


@in_every_language
def test_a_language_chosen_in_the_app_is_remembered(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    other = next(content for code, content in contents.items() if code != language)

    async def choose(client: Client) -> None:
        await client.visit(routes.LANGUAGE)
        await client.press(other.labels.app.language)
        assert client.heading() == other.labels.settings.language

    async def later(client: Client) -> None:
        assert client.heading() == other.labels.home.title

    run_app(choose)
    run_app(later)


def test_answers_in_progress_can_be_erased_from_the_journal(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]

    async def story(client: Client) -> None:
        await begin(client, content)
        await client.press(content.self_check.degrees[Degree.A_LOT])
        await client.visit(routes.JOURNAL)
        await client.press(content.labels.journal.delete_all)
        await client.press(content.privacy.erase.start)
        await client.press(content.privacy.erase.erase)
        assert '"a-lot"' not in text(backend)
        await client.visit(routes.ME)
        assert content.labels.me.resume not in client.texts()

    run_app(story)


def test_an_answer_draws_the_question_anew_and_nothing_under_it(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    drawn: list[str] = []

    def page_shell(*args: Any, **kwargs: Any) -> ft.View:
        drawn.append(content.labels.me.title)
        return shell.page_shell(*args, **kwargs)

    monkeypatch.setattr(me, "page_shell", page_shell)

    async def story(client: Client) -> None:
        await begin(client, content)
        answer = content.self_check.degrees[Degree.A_LOT]
        await client.press(answer)
        assert drawn, "it offers to resume from now on"
        drawn.clear()
        await client.press(answer)
        assert client.heading() == content.self_check.questions[QUESTIONS[2]].ask
        assert not drawn

    run_app(story)
