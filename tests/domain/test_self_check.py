from itertools import product
from numbers import Number

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from sv_app.domain.self_check import (
    QUESTIONS,
    Answer,
    ContextQuestion,
    Degree,
    NextStep,
    Question,
    SelfCheck,
    Sign,
    StepUp,
    YesNo,
    choices,
    needs_emergency,
    next_steps,
)
from tests.strategies import questions_and_answers, self_checks

URGENT = (NextStep.EMERGENCY, NextStep.STEP_UP)
USUAL = (NextStep.KEY_MESSAGE, NextStep.REACTION, NextStep.INTERNAL, NextStep.EXTERNAL)


def test_every_sign_topic_and_step_up_is_asked_once_step_up_last() -> None:
    assert sorted(QUESTIONS) == sorted([*Sign, *ContextQuestion, *StepUp])
    assert len({str(question) for question in QUESTIONS}) == len(QUESTIONS)
    assert QUESTIONS[-len(StepUp) :] == tuple(StepUp)
    assert QUESTIONS[: len(Sign)] == tuple(Sign)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_step_up_question_is_yes_or_no_and_no_other_is(question: Question) -> None:
    assert len(choices(question)) >= 2
    assert (choices(question) == tuple(YesNo)) is isinstance(question, StepUp)


def test_next_steps_of_every_combination_of_the_answers_that_decide_them() -> None:
    for legal, *step_ups in product([None, *Degree], *[[None, *YesNo]] * len(StepUp)):
        given_answers = zip((Sign.MEDICO_LEGAL, *StepUp), (legal, *step_ups), strict=True)
        check = SelfCheck.model_validate({"answers": {q: a for q, a in given_answers if a}})
        urgent = URGENT if YesNo.YES in step_ups else ()
        at_the_end = (NextStep.LEGAL,) if legal in (Degree.SOMEWHAT, Degree.A_LOT) else ()
        assert next_steps(check) == (*urgent, *USUAL, *at_the_end)


@given(self_checks)
def test_nothing_else_decides_the_next_steps(check: SelfCheck) -> None:
    deciding = (Sign.MEDICO_LEGAL, *StepUp)
    rest = SelfCheck(answers={q: a for q, a in check.answers.items() if q in deciding})
    assert next_steps(check) == next_steps(rest)


@given(self_checks)
def test_the_emergency_is_first_exactly_when_a_step_up_question_has_a_yes(
    check: SelfCheck,
) -> None:
    said_yes = any(check.get(question) == YesNo.YES for question in StepUp)
    assert needs_emergency(check) is said_yes
    assert (next_steps(check)[0] is NextStep.EMERGENCY) is said_yes
    assert (NextStep.EMERGENCY in next_steps(check)) is said_yes


@given(self_checks)
def test_the_legal_part_is_there_exactly_when_medico_legal_worry_is_felt(
    check: SelfCheck,
) -> None:
    felt = check.get(Sign.MEDICO_LEGAL) in (Degree.SOMEWHAT, Degree.A_LOT)
    assert (NextStep.LEGAL in next_steps(check)) is felt


@given(self_checks)
def test_no_step_is_shown_twice_and_inside_help_comes_before_outside(check: SelfCheck) -> None:
    steps = next_steps(check)
    assert len(set(steps)) == len(steps)
    assert steps.index(NextStep.INTERNAL) < steps.index(NextStep.EXTERNAL)


@given(self_checks)
def test_marked_signs_and_reasons_are_those_answered_so_in_the_order_asked(
    check: SelfCheck,
) -> None:
    marked = [s for s in Sign if check.get(s) in (Degree.SOMEWHAT, Degree.A_LOT)]
    assert list(check.marked_signs) == marked
    assert list(check.step_up_reasons) == [c for c in StepUp if check.get(c) == YesNo.YES]


@given(self_checks)
def test_nothing_the_model_keeps_or_tells_is_a_number(check: SelfCheck) -> None:
    told = [
        getattr(check, name)
        for name, member in vars(SelfCheck).items()
        if isinstance(member, property) and not name.startswith("_")
    ]
    assert told
    kept = [*check.model_dump()["answers"], *check.model_dump()["answers"].values()]
    assert list(check.model_dump()) == ["answers"]
    assert not [value for value in (*told, *kept, *next_steps(check)) if isinstance(value, Number)]


def test_the_model_has_no_place_for_a_score() -> None:
    schema = str(TypeAdapter(SelfCheck).json_schema())
    assert "'integer'" not in schema
    assert "'number'" not in schema
    with pytest.raises(ValidationError):
        SelfCheck.model_validate({"answers": {}, "score": 3})


@given(self_checks, questions_and_answers)
def test_answering_gives_a_copy_and_changes_one_answer_only(
    check: SelfCheck, given_answer: tuple[Question, Answer | None]
) -> None:
    question, answer = given_answer
    before = check.model_dump_json()
    after = check.answered(question, answer)
    assert check.model_dump_json() == before
    assert after.get(question) is answer
    assert (question in after.answers) is (answer is not None)
    others = [q for q in QUESTIONS if q != question]
    assert [after.get(q) for q in others] == [check.get(q) for q in others]


@given(self_checks)
def test_answers_cannot_be_changed_in_place(check: SelfCheck) -> None:
    with pytest.raises(TypeError):
        check.answers[Sign.GUILT] = Degree.A_LOT  # type: ignore[index]
    with pytest.raises(ValidationError):
        check.answers = {}  # type: ignore[misc]


def test_answers_handed_over_stay_apart_from_what_the_caller_does_next() -> None:
    mine: dict[Question, Answer] = {Sign.GUILT: Degree.A_LOT}
    check = SelfCheck(answers=mine)
    mine[StepUp.DANGER] = YesNo.YES
    assert not needs_emergency(check)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_that_only_other_questions_offer_is_refused(question: Question) -> None:
    foreign = {a for other in QUESTIONS for a in choices(other)} - set(choices(question))
    assert foreign
    for answer in foreign:
        with pytest.raises(ValidationError):
            SelfCheck().answered(question, answer)


@pytest.mark.parametrize(
    "answers", [{"sleep": "a-lot"}, {"guilt": "very"}, {"guilt": 2}, {"danger": True}]
)
def test_what_the_domain_does_not_know_is_refused(answers: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SelfCheck.model_validate({"answers": answers})


@given(self_checks)
def test_json_gives_back_the_same_check_with_answers_that_still_count(check: SelfCheck) -> None:
    for again in (
        SelfCheck.model_validate_json(check.model_dump_json()),
        SelfCheck.model_validate(check.model_dump(mode="json")),
    ):
        assert again == check
        assert all(again.get(q) is check.get(q) for q in QUESTIONS)
        assert next_steps(again) == next_steps(check)
