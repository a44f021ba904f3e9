"""The self-check from the home screen: answered, saved, resumed and erased."""

import re
from collections.abc import Mapping
from typing import Any

import flet as ft
import pytest

from sv_app import routes
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.self_check import (
    QUESTIONS_BY_STEP,
    ContextQuestion,
    Degree,
    Duration,
    Sign,
    StepUpCriterion,
    YesNo,
)
from sv_app.ui.components import shell
from sv_app.ui.components.semantics import SemanticRole
from sv_app.ui.screens import me
from tests.fakes import Client
from tests.titles import resume_label
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import semantics_with_role, url_buttons


def stored_text(backend: MemoryBackend) -> str:
    """Return every stored record, as one text."""
    return b"".join(backend.records.values()).decode()


async def answer_all(client: Client, content: Content, degree: Degree) -> None:
    """Tick no danger, and answer each question with `degree`, or with some days."""
    words, labels = content.self_check, content.labels
    assert client.heading() == labels.self_check.safety
    await client.press(labels.self_check.none)
    for question in QUESTIONS_BY_STEP.values():
        assert client.heading() == words.questions[question].ask
        if question is ContextQuestion.SINCE:
            await client.press(words.since[Duration.DAYS])
        else:
            await client.press(words.degrees[degree])


async def begin(client: Client, content: Content) -> None:
    await client.press(content.labels.home.me)
    await client.press(content.labels.me.start)


def test_self_check_is_answered_saved_read_again_and_erased(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await begin(client, content)
        await answer_all(client, content, Degree.A_LOT)
        assert client.heading() == content.labels.result.title
        await client.press(content.labels.result.save)
        assert content.labels.result.saved in client.texts()
        assert '"a-lot"' in stored_text(backend)
        await client.press(content.labels.result.journal)
        await client.press(content.labels.journal.entry.split("{")[0])
        assert content.self_check.signs[Sign.GUILT] in client.texts()
        await client.press(content.labels.journal.delete)
        assert '"a-lot"' in stored_text(backend), "the entry was erased without confirmation"
        await client.press(content.labels.journal.delete)
        assert '"a-lot"' not in stored_text(backend)
        assert content.labels.journal.empty in client.texts()

    run_app(scenario)


@pytest.mark.parametrize("criterion", StepUpCriterion)
def test_ticked_danger_shows_who_to_call_at_once_and_on_every_later_screen(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    criterion: StepUpCriterion,
) -> None:
    content = contents[language]
    region, labels = content.current_region, content.labels.self_check
    lines = [region.first_line_in_danger, region.emergency_number_line, region.danger_text_line]
    urgent = {line.facts.uri for line in lines if line}
    said = content.messages.advice

    async def scenario(client: Client) -> None:
        await begin(client, content)
        [main] = semantics_with_role(client.view(), SemanticRole.MAIN)
        assert url_buttons(main) == [], "a line is shown before the person has answered"
        await client.press(content.self_check.dangers[criterion])
        assert client.heading() == labels.safety
        assert urgent <= set(client.button_urls())
        assert client.button_urls()[0] == region.first_line_in_danger.facts.uri, (
            "another line comes first"
        )
        assert {said.thanks, said.company} <= set(client.texts())
        assert (said.hand_over in client.texts()) is (
            criterion is StepUpCriterion.DANGER_TO_SOMEONE
        )
        assert labels.none not in client.texts()
        await client.press(labels.next)
        for _ in QUESTIONS_BY_STEP:
            assert urgent <= set(client.button_urls()), "the next question hides the lines"
            await client.press(labels.skip)
        assert urgent <= set(client.button_urls())
        talk_line = region.talk_line
        assert talk_line
        assert client.button_urls().count(talk_line.facts.uri) == 2, (
            "not in the card and the call bar"
        )

    run_app(scenario)


def test_unfinished_check_can_be_resumed_and_discarded(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]

    async def leave(client: Client) -> None:
        await begin(client, content)
        await client.press(content.labels.self_check.none)
        await client.press(content.self_check.degrees[Degree.SOMEWHAT])
        for heading in (
            content.self_check.questions[Sign.GUILT].ask,
            content.self_check.questions[Sign.WITHDRAWAL].ask,
            content.labels.self_check.safety,
        ):
            assert client.heading() == heading
            await client.press(content.labels.app.back)
        assert client.heading() == content.labels.me.title

    async def resume(client: Client) -> None:
        await client.press(content.labels.home.me)
        await client.press(resume_label(content))
        assert client.heading() == content.self_check.questions[Sign.GUILT].ask
        await client.visit(routes.ME)
        await client.press(content.labels.me.discard)
        await client.press(content.labels.journal.keep)
        await client.press(content.labels.me.discard)
        assert '"somewhat"' in stored_text(backend)
        await client.press(content.labels.me.discard)
        assert client.heading() == content.labels.self_check.safety
        assert '"somewhat"' not in stored_text(backend)

    run_app(leave)
    run_app(resume)


def test_skipping_every_question_leaves_nothing_to_save(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await begin(client, content)
        for _ in ("safety", *QUESTIONS_BY_STEP):
            await client.press(content.labels.self_check.skip)
        assert client.heading() == content.labels.result.title
        assert content.messages.advice.suicide_line in client.texts()
        assert content.labels.result.save not in client.texts()

    run_app(scenario)


def test_no_answer_is_in_a_path_or_in_the_page_title(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    visited_paths: list[str] = []
    go = Client.go

    def record(client: Client, path: str, **parameters: object) -> None:
        visited_paths.append(path)
        go(client, path, **parameters)

    monkeypatch.setattr(Client, "go", record)

    async def scenario(client: Client) -> None:
        await begin(client, content)
        await answer_all(client, content, Degree.A_LOT)
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.labels.result.saved)
        await client.press(content.labels.result.journal)
        await client.wait_for_text(content.labels.journal.lead)
        await client.press(content.labels.journal.entry.split("{")[0])
        await client.wait_for_text(content.labels.result.marked)
        assert {routes.ME, routes.SELF_CHECK, routes.RESULT, routes.JOURNAL} <= set(visited_paths)
        assert client.page.title == content.labels.app.name

    run_app(scenario)
    answers = [
        *Degree,
        *YesNo,
        *content.self_check.degrees.values(),
        *content.self_check.yes_no.values(),
    ]
    path_parts = {path_part for path in visited_paths for path_part in re.split("[/?=&#]", path)}
    assert not path_parts & {str(answer) for answer in answers}


@pytest.mark.parametrize("degree", Degree)
def test_legal_help_is_shown_only_if_the_medico_legal_sign_was_marked(
    run_app: RunApp, contents: Mapping[str, Content], language: str, degree: Degree
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await begin(client, content)
        await answer_all(client, content, degree)
        is_shown = content.labels.result.legal in client.texts()
        assert is_shown is (degree is not Degree.NOT_AT_ALL)

    run_app(scenario)


def test_unsaved_finished_check_is_resumed_at_its_result(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def leave(client: Client) -> None:
        await begin(client, content)
        await answer_all(client, content, Degree.SOMEWHAT)

    async def resume(client: Client) -> None:
        await client.press(content.labels.home.me)
        await client.press(resume_label(content))
        assert client.heading() == content.labels.result.title
        await client.press(content.labels.result.change)
        assert client.heading() == content.labels.self_check.safety

    run_app(leave)
    run_app(resume)


@in_every_language
def test_chosen_language_is_remembered(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    other = next(content for code, content in contents.items() if code != language)

    async def choose(client: Client) -> None:
        await client.visit(routes.LANGUAGE)
        await client.press(other.labels.app.language)
        assert client.heading() == other.labels.settings.language

    async def after_restart(client: Client) -> None:
        assert client.heading() == other.labels.home.title

    run_app(choose)
    run_app(after_restart)


def test_erasing_everything_discards_the_draft(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await begin(client, content)
        await client.press(content.labels.self_check.none)
        await client.press(content.self_check.degrees[Degree.A_LOT])
        await client.visit(routes.ERASE)
        await client.press(content.privacy.erase.start)
        await client.press(content.privacy.erase.erase)
        assert '"a-lot"' not in stored_text(backend)
        await client.visit(routes.ME)
        assert resume_label(content) not in client.texts()

    run_app(scenario)


def test_answer_renders_the_question_and_not_the_start_screen(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    redraws: list[str] = []

    def page_shell(*args: Any, **kwargs: Any) -> ft.View:
        redraws.append(content.labels.me.title)
        return shell.page_shell(*args, **kwargs)

    monkeypatch.setattr(me, "page_shell", page_shell)

    async def scenario(client: Client) -> None:
        await begin(client, content)
        await client.press(content.labels.self_check.none)
        assert redraws, "the start screen was never rendered"
        answer = content.self_check.degrees[Degree.A_LOT]
        await client.press(answer)
        redraws.clear()
        await client.press(answer)
        assert client.heading() == content.self_check.questions[Sign.ANXIETY].ask
        assert not redraws

    run_app(scenario)
