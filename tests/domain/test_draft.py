from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sv_app.domain.self_check import (
    LAST_POSITION,
    QUESTIONS,
    Draft,
    SelfCheck,
    Sign,
    StepUp,
    YesNo,
    choices,
)
from tests.strategies import drafts, self_checks


def one_step(draft: Draft, wanted: SelfCheck) -> Draft:
    answer = wanted.get(draft.question)
    if answer is None:
        return draft.skipped()
    if answer is YesNo.YES and draft.check.get(draft.question) is YesNo.YES:
        return draft.forward()
    return draft.answered(answer)


def rank(draft: Draft) -> int:
    return QUESTIONS.index(draft.question)


@given(self_checks)
def test_every_walk_ends_after_one_step_a_question_and_one_more_a_yes(wanted: SelfCheck) -> None:
    draft = Draft()
    for _ in range(len(QUESTIONS) + len(wanted.step_up_reasons)):
        assert not draft.finished
        draft = one_step(draft, wanted)
    assert draft.finished
    assert draft.check == wanted


def test_a_draft_begins_at_the_first_question_with_no_answer() -> None:
    assert Draft().question == QUESTIONS[0]
    assert not Draft().finished
    assert Draft().check == SelfCheck()


@pytest.mark.parametrize("question", StepUp)
def test_a_yes_to_a_step_up_question_stays_on_it_until_told_to_go_on(question: StepUp) -> None:
    asked = Draft(position=QUESTIONS.index(question))
    said_yes = asked.answered(YesNo.YES)
    assert said_yes.position == asked.position
    assert said_yes.check.get(question) is YesNo.YES
    assert said_yes.answered(YesNo.YES) == said_yes
    assert said_yes.forward().position == asked.position + 1


@pytest.mark.parametrize("position", range(len(QUESTIONS)))
def test_any_other_answer_goes_on_to_the_next_question(position: int) -> None:
    asked = Draft(position=position)
    for answer in choices(asked.question):
        if answer is not YesNo.YES:
            after = asked.answered(answer)
            assert after.position == position + 1
            assert after.check.get(asked.question) is answer


@given(drafts)
def test_a_no_after_a_yes_takes_the_yes_back(draft: Draft) -> None:
    if isinstance(draft.question, StepUp):
        after = draft.answered(YesNo.YES).answered(YesNo.NO)
        assert draft.question not in after.check.step_up_reasons


@given(drafts)
def test_skipping_forgets_the_answer_of_the_question_on_screen_and_no_other(draft: Draft) -> None:
    after = draft.skipped()
    kept = {q: a for q, a in draft.check.answers.items() if q != draft.question}
    assert after.check == SelfCheck(answers=kept)
    assert after.position == rank(draft) + 1


@given(drafts)
def test_moving_never_loses_an_answer(draft: Draft) -> None:
    for moved in (draft.back(), draft.forward(), draft.from_the_start()):
        assert moved.check == draft.check


@given(drafts)
def test_back_shows_the_question_before_and_the_first_stays(draft: Draft) -> None:
    assert rank(draft.back()) == max(rank(draft) - 1, 0)
    assert not draft.back().finished


@given(drafts)
def test_going_on_shows_the_next_question_or_finishes(draft: Draft) -> None:
    after = draft.forward()
    assert after.finished is (rank(draft) == LAST_POSITION)
    assert rank(after) == min(rank(draft) + 1, LAST_POSITION)


@given(drafts)
def test_going_over_the_answers_begins_at_the_first_question(draft: Draft) -> None:
    assert draft.from_the_start().question == QUESTIONS[0]


@given(drafts, st.lists(st.integers(0, 5), max_size=40))
def test_no_walk_leaves_the_questions_or_touches_the_draft_it_came_from(
    draft: Draft, picks: list[int]
) -> None:
    for pick in picks:
        offered = choices(draft.question)
        moves = [draft.back, draft.forward, draft.skipped]
        before = draft.model_dump_json()
        after = moves[pick]() if pick < 3 else draft.answered(offered[pick % len(offered)])
        assert draft.model_dump_json() == before
        assert 0 <= after.position <= len(QUESTIONS)
        changed = {q for q in QUESTIONS if after.check.get(q) != draft.check.get(q)}
        assert changed <= {draft.question}
        draft = after


@given(drafts)
def test_json_gives_back_the_same_draft(draft: Draft) -> None:
    assert Draft.model_validate_json(draft.model_dump_json()) == draft
    assert Draft.model_validate(draft.model_dump(mode="json")) == draft


@pytest.mark.parametrize(
    "kept", [{"position": -1}, {"position": len(QUESTIONS) + 1}, {"position": "x"}, {"name": "x"}]
)
def test_a_draft_that_makes_no_sense_is_refused(kept: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Draft.model_validate(kept)


def test_an_answer_of_another_question_is_refused() -> None:
    assert Draft().question in Sign
    with pytest.raises(ValidationError):
        Draft().answered(YesNo.NO)
