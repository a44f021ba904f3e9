"""The draft of a self-check: its steps, and the answers that it takes."""

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sv_app.domain.self_check import (
    QUESTIONS,
    QUESTIONS_BY_STEP,
    STEPS,
    ContextQuestion,
    DayPart,
    Degree,
    Draft,
    Duration,
    SelfCheck,
    Sign,
    Step,
    StepUpCriterion,
    YesNo,
    day_part,
    possible_answers,
)
from tests.strategies import drafts, self_checks

question_steps = st.sampled_from(tuple(QUESTIONS_BY_STEP))


def test_first_step_is_safety_then_each_question_has_a_step() -> None:
    assert STEPS[0] is Step.SAFETY
    assert STEPS[-1] is Step.RESULT
    asked = [step.question for step in STEPS[1:-1]]
    assert sorted([*asked, *StepUpCriterion], key=str) == sorted(QUESTIONS, key=str)
    assert Step.SAFETY.question is None
    assert Step.RESULT.question is None


def test_steps_lead_from_the_first_to_the_last_and_back() -> None:
    for before, after in itertools.pairwise(STEPS):
        assert before.next is after
        assert after.previous is before
    assert Step.SAFETY.previous is None
    assert Step.RESULT.next is Step.RESULT


@given(self_checks)
def test_check_takes_one_answer_per_step(target: SelfCheck) -> None:
    draft = Draft()
    for criterion in target.step_up_reasons:
        draft = draft.with_danger(criterion, True)
    draft = draft.with_safety_answered()
    while draft.step is not Step.RESULT:
        draft = draft.with_answer(draft.step, target.get(QUESTIONS_BY_STEP[draft.step]))
    for question in QUESTIONS_BY_STEP.values():
        assert draft.check.get(question) is target.get(question)
    assert draft.check.step_up_reasons == target.step_up_reasons


def test_self_check_without_a_danger_takes_eight_answers() -> None:
    draft, taps = Draft().with_safety_answered(), 1
    while draft.step is not Step.RESULT:
        draft = draft.with_answer(draft.step, possible_answers(QUESTIONS_BY_STEP[draft.step])[0])
        taps += 1
    assert taps == 8
    assert set(draft.check.answers) == set(QUESTIONS)


def test_new_draft_is_at_the_first_step_without_an_answer() -> None:
    assert Draft().step is Step.SAFETY
    assert Draft().check == SelfCheck()


@given(drafts, st.sampled_from(StepUpCriterion))
def test_ticking_a_danger_stays_on_the_first_step(draft: Draft, criterion: StepUpCriterion) -> None:
    ticked = draft.with_danger(criterion, True)
    assert ticked.step is Step.SAFETY
    assert criterion in ticked.check.step_up_reasons
    assert ticked.with_danger(criterion, True) == ticked
    assert criterion not in ticked.with_danger(criterion, False).check.answers


@given(drafts)
def test_going_on_from_safety_answers_no_to_what_is_not_ticked(draft: Draft) -> None:
    after = draft.with_safety_answered()
    assert after.step is Step.WITHDRAWAL
    for criterion in StepUpCriterion:
        ticked = draft.check.get(criterion) is YesNo.YES
        assert after.check.get(criterion) is (YesNo.YES if ticked else YesNo.NO)
    for question in QUESTIONS_BY_STEP.values():
        assert after.check.get(question) is draft.check.get(question)


@given(drafts)
def test_skipping_safety_removes_only_the_answers_about_danger(draft: Draft) -> None:
    after = draft.with_safety_skipped()
    assert after.step is Step.WITHDRAWAL
    assert not [criterion for criterion in StepUpCriterion if criterion in after.check.answers]
    for question in QUESTIONS_BY_STEP.values():
        assert after.check.get(question) is draft.check.get(question)


@given(drafts, question_steps)
def test_answer_or_skip_moves_to_the_next_step_and_changes_one_answer(
    draft: Draft, step: Step
) -> None:
    question = QUESTIONS_BY_STEP[step]
    for answer in (*possible_answers(question), None):
        before = draft.model_dump_json()
        after = draft.with_answer(step, answer)
        assert draft.model_dump_json() == before
        assert after.step is step.next
        assert after.check == draft.check.with_answer(question, answer)


@given(drafts, st.sampled_from(Step))
def test_moving_keeps_every_answer(draft: Draft, step: Step) -> None:
    moved = draft.with_step(step)
    assert moved.check == draft.check
    assert moved.step is step


@given(drafts)
def test_draft_is_unchanged_through_json(draft: Draft) -> None:
    begun = dt.datetime(2026, 11, 29, 3, 10, tzinfo=dt.UTC)
    for original in (draft, draft.model_copy(update={"begun": begun})):
        assert Draft.model_validate_json(original.model_dump_json()) == original
        assert Draft.model_validate(original.model_dump(mode="json")) == original


@pytest.mark.parametrize(
    "fields",
    [
        {"position": -1},
        {"position": len(QUESTIONS) + 1},
        {"position": "x"},
        {"position": True},
        {"position": 1, "step": "guilt", "name": "x"},
        {"step": "danger"},
        {"begun": "2026-11-29"},
        {"name": "x"},
    ],
)
def test_invalid_draft_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Draft.model_validate(fields)


SIGNS_FIRST = (*Sign, "since", "work", *StepUpCriterion)
"""The order of the questions when a draft stored its position: until 2026-11."""


@pytest.mark.parametrize("position", range(len(SIGNS_FIRST) + 1))
def test_draft_with_a_position_is_read_and_dangers_are_asked_unless_they_were(
    position: int,
) -> None:
    answers = {"guilt": "a-lot", "since": "weeks"}
    stored = {"check": {"answers": answers}, "position": position}
    expected = Step.RESULT if position == len(SIGNS_FIRST) else Step.SAFETY
    for draft in (Draft.model_validate(stored), Draft.model_validate({**stored, "begun": None})):
        assert draft.step is expected
        assert draft.check.get(Sign.GUILT) is Degree.A_LOT
        assert draft.check.get(ContextQuestion.SINCE) is Duration.WEEKS
    known = Draft.model_validate(
        {"check": {"answers": {**answers, "danger": "no"}}, "position": position}
    )
    if position < len(QUESTIONS_BY_STEP):
        assert str(known.step.question) == SIGNS_FIRST[position]
    else:
        assert known.step is expected


def test_answer_of_another_question_is_refused() -> None:
    with pytest.raises(ValidationError):
        Draft().with_answer(Step.GUILT, YesNo.NO)


NOW = dt.datetime(2026, 11, 29, 10, 40, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("begun", "part"),
    [
        (NOW.replace(hour=9), DayPart.MORNING),
        (NOW.replace(hour=3), DayPart.NIGHT),
        (NOW.replace(day=28, hour=23), DayPart.NIGHT),
        (NOW.replace(day=28, hour=20), DayPart.YESTERDAY),
        (NOW.replace(day=27), DayPart.EARLIER),
        (NOW.replace(hour=11), DayPart.EARLIER),
        (None, DayPart.EARLIER),
    ],
)
def test_day_part_is_what_somebody_would_say_in_the_morning(
    begun: dt.datetime | None, part: DayPart
) -> None:
    assert day_part(begun, NOW) is part


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (1, DayPart.NIGHT),
        (5, DayPart.MORNING),
        (12, DayPart.AFTERNOON),
        (18, DayPart.EVENING),
    ],
)
def test_day_part_is_what_somebody_would_say_late_on_the_same_day(hour: int, part: DayPart) -> None:
    assert day_part(NOW.replace(hour=hour), NOW.replace(hour=23)) is part
