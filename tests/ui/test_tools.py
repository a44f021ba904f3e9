"""The three tools: the exercises, the next hours, and what happens next."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.helplines import tel_uri
from sv_app.domain.practice import NEVER
from sv_app.domain.self_check import QUESTIONS_BY_STEP, Degree, StepUpCriterion
from sv_app.domain.tools import ExerciseId
from tests.fakes import Client
from tests.languages import REGIONS
from tests.ui.actions import choose_region, complete_self_check, expand_all
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import has_control_named, url_buttons


async def tick_danger(client: Client, content: Content) -> None:
    """Tick thoughts of suicide in a self-check."""
    await client.visit(routes.SELF_CHECK)
    await client.press(content.self_check.dangers[StepUpCriterion.SUICIDAL_THOUGHTS])


@in_every_language
def test_exercises_are_one_tap_from_home_and_advance_at_each_touch(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    words = content.tools.exercises

    async def scenario(client: Client) -> None:
        await client.press(words.short)
        assert client.heading() == words.title
        for exercise in words.exercises:
            await client.visit(routes.exercise(exercise.id))
            assert client.heading() == exercise.name
            assert exercise.about in client.texts()
            breathing = exercise.id is ExerciseId.BREATHING
            assert breathing or exercise.steps[0] in client.texts()
            if breathing:
                await client.press(words.start)
            button = exercise.next
            for n, step in enumerate(exercise.steps):
                if n:
                    assert step not in client.texts()
                    await client.press(button)
                assert step in client.texts()
                button = step if breathing else exercise.next
            assert has_control_named(client, exercise.next) is (
                exercise.id is ExerciseId.SMALL_STEP
            )
            if exercise.repeats:
                await client.press(button)
                assert exercise.steps[0] in client.texts()
            await client.press(words.done)
            assert client.heading() == words.title

    run_app(scenario)


def test_exercise_opened_from_another_begins_at_its_start(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    senses, small_step = contents[language].tools.exercises.exercises[1:]

    async def scenario(client: Client) -> None:
        await client.visit(routes.exercise(senses.id))
        await client.press(senses.next)
        await client.visit(routes.exercise(small_step.id))
        assert small_step.steps[0] in client.texts()

    run_app(scenario)


def test_unknown_exercise_shows_the_helplines(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.exercise("dancing"))
        assert client.heading() == content.labels.fallback.not_found

    run_app(scenario)


@pytest.mark.parametrize("path", [routes.EXERCISES, routes.exercise("breathing"), routes.TONIGHT])
def test_danger_adds_a_button_for_its_line_until_a_self_check_without_danger(
    run_app: RunApp, contents: Mapping[str, Content], language: str, path: str
) -> None:
    content = contents[language]
    uri = content.current_region.first_line_in_danger.facts.uri
    labels = content.labels

    def calls(client: Client) -> list[str]:
        actions = (button.action for button in client.controls(ft.FilledButton))
        return [str(action.url) for action in actions if isinstance(action, ft.OpenUrl)]

    async def scenario(client: Client) -> None:
        await client.visit(path)
        without_danger = calls(client).count(uri)
        await tick_danger(client, content)
        assert has_control_named(client, content.tools.exercises.short)
        await client.visit(path)
        assert calls(client).count(uri) == without_danger + 1
        await client.visit(routes.SELF_CHECK)
        await client.press(labels.self_check.next)
        for _ in QUESTIONS_BY_STEP:
            await client.press(labels.self_check.skip)
        await client.press(labels.result.save)
        await client.wait_for_text(labels.result.saved)
        await client.visit(path)
        assert calls(client).count(uri) == without_danger + 1  # also once saved as an entry
        await complete_self_check(client, content)
        await client.visit(path)
        assert calls(client).count(uri) == without_danger

    run_app(scenario)


@pytest.mark.parametrize("path", [routes.EXERCISES, routes.exercise("breathing"), routes.TONIGHT])
def test_danger_is_forgotten_once_everything_is_erased(
    run_app: RunApp, contents: Mapping[str, Content], language: str, path: str
) -> None:
    content = contents[language]
    labels = content.privacy.erase

    async def scenario(client: Client) -> None:
        await client.visit(path)
        without_danger = client.button_urls()
        await tick_danger(client, content)
        await client.visit(path)
        assert client.button_urls() != without_danger
        await client.visit(routes.ERASE)
        await client.press(labels.start)
        await client.press(labels.erase)
        await client.visit(path)
        assert client.button_urls() == without_danger

    run_app(scenario)


def test_result_leads_to_each_tool(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    tools, labels = content.tools, content.labels

    async def scenario(client: Client) -> None:
        for words, heading in (
            (tools.exercises.short, tools.exercises.title),
            (tools.tonight.title, tools.tonight.title),
            (labels.result.what_follows, labels.result.what_follows),
        ):
            await client.visit(routes.SELF_CHECK)
            await client.press(labels.self_check.none)
            for _ in QUESTIONS_BY_STEP:
                a_lot = content.self_check.degrees[Degree.A_LOT]
                answer = a_lot if has_control_named(client, a_lot) else labels.self_check.skip
                await client.press(answer)
            assert client.heading() == labels.result.title
            await client.press(words)
            assert client.heading() == heading

    run_app(scenario)


@in_every_language
def test_for_me_leads_to_each_tool(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        for words in (
            content.tools.exercises.title,
            content.tools.tonight.title,
            content.labels.result.what_follows,
        ):
            await client.visit(routes.ME)
            await client.press(words)
            assert client.heading() == words

    run_app(scenario)


def test_path_opens_a_section_of_tonight(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    part = contents[language].tools.tonight.part[2]

    async def scenario(client: Client) -> None:
        await client.visit(routes.TONIGHT)
        assert part.claims[0].text not in client.texts()
        await client.visit(routes.tonight(part.id))
        assert part.claims[0].text in client.texts()

    run_app(scenario)


@pytest.mark.parametrize("region", REGIONS)
def test_tonight_has_a_button_for_each_number_that_it_names(
    run_app: RunApp, contents: Mapping[str, Content], language: str, region: str
) -> None:
    content = contents[language].in_region(region)
    current = content.current_region
    lines = {current.first_line_in_danger, *current.named_suicide_lines}

    async def scenario(client: Client) -> None:
        await choose_region(client, content, current.name)
        await client.visit(routes.TONIGHT)
        dialled = {url for _, url in url_buttons(client.view())}
        assert {tel_uri(line.facts.number) for line in lines} <= dialled

    run_app(scenario)


def test_tonight_leads_to_the_contacts(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.contacts

    async def scenario(client: Client) -> None:
        await client.visit(routes.tonight("write"))
        await client.press(labels.title)
        assert client.heading() == labels.title

    run_app(scenario)


@pytest.mark.parametrize("region", REGIONS)
def test_what_happens_next_shows_the_practice_and_defence_of_the_region(
    run_app: RunApp, contents: Mapping[str, Content], language: str, region: str
) -> None:
    content = contents[language].in_region(region)

    async def scenario(client: Client) -> None:
        await choose_region(client, content, content.current_region.name)
        await client.visit(routes.WHAT_NEXT)
        never = next(step for step in content.practice_steps if step.id == NEVER)
        assert never.about in client.texts()  # before anything is expanded
        await expand_all(client)
        texts = client.texts()
        expected = [
            *(step.about for step in content.practice_steps),
            *(claim.text for claim in (content.messages.legal, *content.defence)),
            *content.tools.what_next.bring,
        ]
        assert [words for words in expected if words not in texts] == []
        unverified = content.labels.result.unverified_practice
        assert (unverified in texts) is not content.has_verified_practice

    run_app(scenario)
