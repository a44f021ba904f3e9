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
    StepUpCriterion,
    YesNo,
    possible_answers,
)
from tests.strategies import drafts, self_checks


def next_draft(draft: Draft, target: SelfCheck) -> Draft:
    answer = target.get(draft.question)
    if answer is None:
        return draft.without_answer()
    if answer is YesNo.YES and draft.check.get(draft.question) is YesNo.YES:
        return draft.next()
    return draft.with_answer(answer)


def question_index(draft: Draft) -> int:
    return QUESTIONS.index(draft.question)


@given(self_checks)
def test_check_takes_one_step_per_question_and_one_more_per_yes(target: SelfCheck) -> None:
    draft = Draft()
    for _ in range(len(QUESTIONS) + len(target.step_up_reasons)):
        assert not draft.finished
        draft = next_draft(draft, target)
    assert draft.finished
    assert draft.check == target


def test_new_draft_is_at_the_first_question_without_an_answer() -> None:
    assert Draft().question == QUESTIONS[0]
    assert not Draft().finished
    assert Draft().check == SelfCheck()


@pytest.mark.parametrize("question", StepUpCriterion)
def test_yes_to_a_step_up_question_stays_on_it_until_forward(question: StepUpCriterion) -> None:
    draft = Draft(position=QUESTIONS.index(question))
    after_yes = draft.with_answer(YesNo.YES)
    assert after_yes.position == draft.position
    assert after_yes.check.get(question) is YesNo.YES
    assert after_yes.with_answer(YesNo.YES) == after_yes
    assert after_yes.next().position == draft.position + 1


@pytest.mark.parametrize("position", range(len(QUESTIONS)))
def test_any_other_answer_moves_to_the_next_question(position: int) -> None:
    draft = Draft(position=position)
    for answer in possible_answers(draft.question):
        if answer is not YesNo.YES:
            after = draft.with_answer(answer)
            assert after.position == position + 1
            assert after.check.get(draft.question) is answer


@given(drafts, st.sampled_from(StepUpCriterion))
def test_no_after_yes_removes_the_step_up_reason(draft: Draft, question: StepUpCriterion) -> None:
    on_question = draft.model_copy(update={"position": QUESTIONS.index(question)})
    after_yes = on_question.with_answer(YesNo.YES)
    assert question in after_yes.check.step_up_reasons
    assert question not in after_yes.with_answer(YesNo.NO).check.step_up_reasons


@given(drafts)
def test_skipping_removes_only_the_answer_of_the_current_question(draft: Draft) -> None:
    after = draft.without_answer()
    other_answers = {q: a for q, a in draft.check.answers.items() if q != draft.question}
    assert after.check == SelfCheck(answers=other_answers)
    assert after.position == question_index(draft) + 1


@given(drafts)
def test_moving_keeps_every_answer(draft: Draft) -> None:
    for moved in (draft.previous(), draft.next(), draft.restarted()):
        assert moved.check == draft.check


@given(drafts)
def test_back_moves_to_the_previous_question_or_stays_at_the_first(draft: Draft) -> None:
    assert question_index(draft.previous()) == max(question_index(draft) - 1, 0)
    assert not draft.previous().finished


@given(drafts)
def test_forward_moves_to_the_next_question_or_finishes(draft: Draft) -> None:
    after = draft.next()
    assert after.finished is (question_index(draft) == LAST_POSITION)
    assert question_index(after) == min(question_index(draft) + 1, LAST_POSITION)


@given(drafts)
def test_restart_moves_to_the_first_question(draft: Draft) -> None:
    assert draft.restarted().question == QUESTIONS[0]


@given(drafts, st.lists(st.integers(0, 5), max_size=40))
def test_moves_stay_within_the_questions_and_never_change_the_original_draft(
    draft: Draft, picks: list[int]
) -> None:
    for pick in picks:
        options = possible_answers(draft.question)
        moves = [draft.previous, draft.next, draft.without_answer]
        before = draft.model_dump_json()
        after = moves[pick]() if pick < 3 else draft.with_answer(options[pick % len(options)])
        assert draft.model_dump_json() == before
        assert 0 <= after.position <= len(QUESTIONS)
        changed = {q for q in QUESTIONS if after.check.get(q) != draft.check.get(q)}
        assert changed <= {draft.question}
        draft = after


@given(drafts)
def test_draft_is_unchanged_through_json(draft: Draft) -> None:
    assert Draft.model_validate_json(draft.model_dump_json()) == draft
    assert Draft.model_validate(draft.model_dump(mode="json")) == draft


@pytest.mark.parametrize(
    "fields", [{"position": -1}, {"position": len(QUESTIONS) + 1}, {"position": "x"}, {"name": "x"}]
)
def test_invalid_draft_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Draft.model_validate(fields)


def test_answer_of_another_question_is_refused() -> None:
    assert Draft().question in Sign
    with pytest.raises(ValidationError):
        Draft().with_answer(YesNo.NO)
