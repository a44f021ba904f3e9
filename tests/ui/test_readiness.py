"""The readiness check: its outcomes, the danger first, and nothing that is stored."""

from collections.abc import Mapping

import flet as ft

from sv_app import routes
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.domain.readiness import Readiness
from sv_app.domain.scripts import MomentGroup
from sv_app.ui.components.semantics import SemanticRole
from tests.fakes import Client
from tests.ui.actions import expand_all
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import has_control_named, name_of, semantics_with_role
from tests.ui.test_all_texts_shown import missing_texts

QUESTIONS = ("involved", "fit", "time", "backup")


async def choose(client: Client, question: str, ready: bool) -> None:
    """Choose an answer of `question`; two questions may have answers with the same words."""
    choices = semantics_with_role(client.view(), SemanticRole.RADIO)
    button = choices[2 * QUESTIONS.index(question) + (not ready)].content
    assert isinstance(button, ft.OutlinedButton)
    await client.session.dispatch_event(button._i, "click", None)
    await client.settle()


async def answer_all(client: Client, *not_ready: str) -> None:
    """Answer every question: as somebody who is ready, but for those in `not_ready`."""
    for question in QUESTIONS:
        await choose(client, question, question not in not_ready)


def copied_texts(client: Client) -> list[str]:
    actions = [button.action for button in client.controls(ft.TextButton)]
    return [str(action.data) for action in actions if isinstance(action, ft.CopyToClipboard)]


def advice_shown(client: Client, words: Readiness) -> list[str]:
    on_screen = client.texts()
    return [question.id for question in words.questions if question.advice in on_screen]


def outcomes_shown(client: Client, words: Readiness) -> list[str]:
    claims = (words.go, words.go_once_backed, words.not_yet, words.not_you)
    return [claim.text for claim in claims if claim.text in client.texts()]


@in_every_language
def test_ready_person_goes_to_the_moments_or_to_the_script_they_came_from(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    words, labels, script = content.readiness, content.labels, content.scripts[0]

    async def scenario(client: Client) -> None:
        for start, onward, heading in (
            (routes.SCRIPTS, labels.readiness.moment, labels.scripts.title),
            (routes.script(script.id), labels.readiness.script, script.title),
        ):
            await client.visit(start)
            await client.press(words.title)
            assert client.heading() == words.title
            await answer_all(client)
            assert outcomes_shown(client, words) == [words.go.text]
            assert advice_shown(client, words) == []
            await client.press(onward)
            assert client.heading() == heading

    run_app(scenario)


@in_every_language
def test_each_obstacle_gives_words_to_say_and_ways_to_hand_over(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    words, labels = content.readiness, content.labels

    async def scenario(client: Client) -> None:
        await client.visit(routes.READINESS)
        await answer_all(client)
        outcomes = {"involved": words.not_you, "backup": words.go_once_backed}
        for question in words.questions:
            claim = outcomes.get(question.id, words.not_yet)
            await choose(client, question.id, ready=False)
            assert outcomes_shown(client, words) == [claim.text]
            assert advice_shown(client, words) == [question.id]
            assert copied_texts(client) == [with_plain_characters(question.say)]
            may_go = question.id == "backup"
            assert has_control_named(client, labels.readiness.moment) is may_go
            assert (labels.readiness.ways in client.texts()) is not may_go
            await choose(client, question.id, ready=True)
        others = words.questions[1:]
        for question in others:
            await choose(client, question.id, ready=False)
        await expand_all(client)
        # Only the person's own part in the event makes the other advice useless.
        not_shown = words.model_copy(
            update={
                "go": None,
                "go_once_backed": None,
                "not_you": None,
                "questions": tuple(others),
            }
        )
        choices = semantics_with_role(client.view(), SemanticRole.RADIO)
        missing = set(missing_texts(content, client, not_shown)) - set(map(name_of, choices))
        assert missing == set()
        assert [way for way in words.ways if way.about not in client.texts()] == []
        for source in words.sources:
            assert content.source(source).title in client.texts()
        await client.press(content.labels.favourites.copy_phrase)
        assert labels.scripts.send_copied in client.texts()

    run_app(scenario)


def test_person_who_was_part_of_the_event_is_not_told_to_listen_later(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    words = contents[language].readiness

    async def scenario(client: Client) -> None:
        await client.visit(routes.READINESS)
        await answer_all(client, *QUESTIONS)
        assert outcomes_shown(client, words) == [words.not_you.text]
        assert advice_shown(client, words) == ["involved"]
        await choose(client, "involved", ready=True)
        assert outcomes_shown(client, words) == [words.not_yet.text]
        assert advice_shown(client, words) == [*QUESTIONS[1:]]

    run_app(scenario)


def test_outcome_waits_for_the_last_answer_and_no_score_is_shown(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    words = contents[language].readiness

    async def scenario(client: Client) -> None:
        await client.visit(routes.READINESS)
        for question in QUESTIONS[:-1]:
            await choose(client, question, ready=False)
        assert outcomes_shown(client, words) == []
        await choose(client, QUESTIONS[-1], ready=True)
        assert outcomes_shown(client, words) == [words.not_you.text]
        choices = semantics_with_role(client.view(), SemanticRole.RADIO)
        chosen = [name_of(choice) for choice in choices if choice.checked]
        [*earlier_questions, last] = words.questions
        assert chosen == [*(question.not_ready for question in earlier_questions), last.ready]

    run_app(scenario)


def test_danger_comes_before_the_questions_and_opens_at_once(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    [urgent] = [script for script in content.scripts if script.urgent]

    async def scenario(client: Client) -> None:
        await client.visit(routes.READINESS)
        on_screen = client.texts()
        assert on_screen.index(urgent.title) < on_screen.index(content.readiness.questions[0].ask)
        await client.press(urgent.title)
        assert client.heading() == urgent.title

    run_app(scenario)


def test_only_scripts_that_can_wait_and_are_about_a_colleague_offer_the_readiness_check(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        for script in content.scripts:
            await client.visit(routes.script(script.id))
            asks = not script.urgent and script.group is not MomentGroup.YOURSELF
            assert has_control_named(client, content.readiness.title) is asks, script.id
        await client.visit(routes.readiness("no-such-moment"))
        assert client.heading() == content.labels.fallback.not_found

    run_app(scenario)


def test_answers_are_stored_nowhere_and_are_not_those_of_another_moment(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: MemoryBackend,
) -> None:
    first, second = [script.id for script in contents[language].scripts[:2]]

    async def scenario(client: Client) -> None:
        await client.visit(routes.readiness(first))
        before = dict(backend.records)
        await answer_all(client, "fit")
        assert client.page.route == routes.readiness(first)
        assert backend.records == before
        await client.visit(routes.readiness(second))
        choices = semantics_with_role(client.view(), SemanticRole.RADIO)
        assert [choice for choice in choices if choice.checked] == []

    run_app(scenario)
