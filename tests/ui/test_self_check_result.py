"""The result of a self-check: three short cards, and sections that expand."""

from collections.abc import Iterator, Mapping, Sequence

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import (
    QUESTIONS_BY_STEP,
    Advice,
    Degree,
    Draft,
    Duration,
    Step,
    StepUpCriterion,
    advice,
)
from sv_app.editorial.rules import count_words
from sv_app.pwa.usage_trace.controls import text_of
from tests.fakes import Client, walk
from tests.languages import LANGUAGES, REGIONS
from tests.profile import DAY, LONG, PROFILE
from tests.ui.actions import begin_self_check, choose_region, complete_self_check
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import has_control_named

REGIONS_OF_THE_DAY = [
    (language, region)
    for number, region in enumerate(REGIONS)
    for index, language in enumerate(LANGUAGES)
    if PROFILE is LONG or (number + index + DAY) % len(LANGUAGES) == 0
]
"""Each region, each day in the next language; in every language in the long profile."""
MAX_URGENT_WORDS = 150
"""Words that somebody in danger has to read before anything is expanded."""


def words_in_sight(client: Client) -> Iterator[str]:
    """Yield every text of the screen above the call bar, and the labels of its fields."""
    main = next(s for s in client.controls(ft.Semantics) if s.identifier == "main")
    for control in walk(main):
        if isinstance(control, ft.Text):
            yield text_of(control).replace("\n", " ")
        elif isinstance(control, ft.TextField):
            yield f"{control.label} {control.helper}"
        elif isinstance(content := getattr(control, "content", None), str):
            yield content.replace("\n", " ")


@pytest.mark.parametrize(("language", "region"), REGIONS_OF_THE_DAY, indirect=["language"])
def test_urgent_result_is_short_in_every_region(
    run_app: RunApp, contents: Mapping[str, Content], language: str, region: str
) -> None:
    content = contents[language].in_region(region)
    dangers = content.self_check.dangers

    async def scenario(client: Client) -> None:
        await choose_region(client, content, content.current_region.name)
        for ticked in (StepUpCriterion.SUICIDAL_THOUGHTS, StepUpCriterion.DANGER_TO_SOMEONE):
            # The second time round, both are ticked: this result is the longest.
            await client.visit(routes.SELF_CHECK)
            await client.press(dangers[ticked])
            await client.press(content.labels.self_check.next)
            for step in QUESTIONS_BY_STEP:
                since = step is Step.SINCE
                answer = content.self_check.since[Duration.DAYS]
                await client.press(answer if since else content.self_check.degrees[Degree.A_LOT])
            assert client.heading() == content.labels.result.title
            words = list(words_in_sight(client))
            assert content.messages.advice.thanks in words
            count = sum(map(count_words, words))
            assert count <= MAX_URGENT_WORDS, words
            line = content.current_region.first_line_in_danger
            assert client.button_urls()[0] == line.facts.uri
            lines = content.current_region.suicide_lines
            assert line.facts.suicide is any(each.facts.day_and_night for each in lines)

    run_app(scenario)


@in_every_language
def test_every_line_of_a_card_is_shown_for_the_answers_that_choose_it(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content, seen = contents[language], set[Advice]()
    labels, said = content.labels, content.messages.advice

    async def answer(client: Client, dangers: Sequence[StepUpCriterion], degree: Degree) -> Draft:
        """Answer everything but the duration; skip the first screen if there are no `dangers`."""
        await client.visit(routes.ME)
        if has_control_named(client, labels.me.discard):
            await client.press(labels.me.discard)
            await client.press(labels.me.discard)
        await client.visit(routes.SELF_CHECK)
        draft = Draft()
        for danger in dangers:
            await client.press(content.self_check.dangers[danger])
            draft = draft.with_danger(danger, True)
        await client.press(labels.self_check.next if dangers else labels.self_check.skip)
        draft = draft.with_safety_answered() if dangers else draft.with_safety_skipped()
        for step in QUESTIONS_BY_STEP:
            since = step is Step.SINCE
            await client.press(labels.self_check.skip if since else words.degrees[degree])
            draft = draft.with_answer(step, None if since else degree)
        return draft

    words = content.self_check

    async def scenario(client: Client) -> None:
        suicidal = [StepUpCriterion.SUICIDAL_THOUGHTS]
        for dangers in ([], suicidal, [*StepUpCriterion]):
            for degree in (Degree.NOT_AT_ALL, Degree.A_LOT):
                draft = await answer(client, dangers, degree)
                assert client.heading() == labels.result.title
                for lines in advice(draft.check).values():
                    assert {said.line(line) for line in lines} <= set(client.texts())
                    seen.update(lines)

    run_app(scenario)
    assert seen == set(Advice)


def test_sections_are_folded_until_their_heading_is_pressed(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels, external = content.labels.result, content.current_region.words.external

    def is_expanded(client: Client) -> list[bool | None]:
        return [s.expanded for s in client.controls(ft.Semantics) if s.expanded is not None]

    async def scenario(client: Client) -> None:
        await complete_self_check(client, content)
        assert external not in client.texts()
        assert not any(is_expanded(client))
        await client.press(labels.external)
        assert external in client.texts()
        assert is_expanded(client).count(True) == 1
        await client.press(labels.external)
        assert external not in client.texts()
        await client.press(labels.show_internal)
        assert content.messages.internal_first in client.texts()
        assert "scroll_to" in client.invoked()

    run_app(scenario)


def test_fear_of_a_complaint_opens_the_legal_part(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await begin_self_check(client, content)
        for step in QUESTIONS_BY_STEP:
            legal = step is Step.MEDICO_LEGAL
            somewhat = content.self_check.degrees[Degree.SOMEWHAT]
            await client.press(somewhat if legal else content.labels.self_check.skip)
        await client.press(content.labels.result.show_legal)
        assert content.messages.legal.text in client.texts()

    run_app(scenario)


def test_result_without_answers_offers_to_begin(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    """The browser's Back leads here after the answers were erased."""
    content = contents[language]
    labels = content.labels

    async def scenario(client: Client) -> None:
        await complete_self_check(client, content)
        assert labels.result.none not in client.texts()
        await client.press(labels.result.discard)
        assert labels.result.discard_ask in client.texts()
        await client.press(labels.result.discard)
        assert client.heading() == labels.home.title
        await client.visit(routes.RESULT)
        assert labels.result.none in client.texts()
        assert not has_control_named(client, labels.result.save)
        await client.press(labels.me.start)
        assert client.heading() == labels.self_check.safety

    run_app(scenario)
