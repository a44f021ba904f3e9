"""The rules of the self-check: questions, dangers, advice and collapsible sections."""

from collections.abc import Iterator
from itertools import chain, combinations, product
from numbers import Number

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from sv_app.domain.self_check import (
    QUESTIONS,
    Advice,
    Answer,
    Card,
    CollapsibleSection,
    ContextQuestion,
    Degree,
    Duration,
    Question,
    SelfCheck,
    Sign,
    StepUpCriterion,
    YesNo,
    advice,
    collapsible_sections,
    needs_doctor_in_next_days,
    needs_emergency,
    possible_answers,
)
from tests.strategies import questions_and_answers, self_checks

USUAL = (CollapsibleSection.REACTION, CollapsibleSection.INTERNAL, CollapsibleSection.EXTERNAL)
CONTEXT = tuple(ContextQuestion)
DECIDING = (Sign.MEDICO_LEGAL, *StepUpCriterion)


def test_every_question_is_asked_once_dangers_first_then_signs() -> None:
    assert sorted(QUESTIONS) == sorted([*Sign, *ContextQuestion, *StepUpCriterion])
    assert len({str(question) for question in QUESTIONS}) == len(QUESTIONS)
    assert (*StepUpCriterion, *Sign, *ContextQuestion) == QUESTIONS


@pytest.mark.parametrize("question", QUESTIONS)
def test_only_step_up_questions_are_yes_or_no(question: Question) -> None:
    assert len(possible_answers(question)) >= 2
    assert (possible_answers(question) == tuple(YesNo)) is isinstance(question, StepUpCriterion)


def checks_of(*questions: Question) -> Iterator[SelfCheck]:
    """Yield a self-check for every combination of answers to these questions."""
    for answers in product(*[[None, *possible_answers(question)] for question in questions]):
        pairs = zip(questions, answers, strict=True)
        yield SelfCheck.model_validate({"answers": {q: a for q, a in pairs if a}})


def test_collapsible_sections_of_every_combination_of_deciding_answers() -> None:
    for check in checks_of(*DECIDING):
        urgent = (CollapsibleSection.STEP_UP,) if check.step_up_reasons else ()
        last = (CollapsibleSection.LEGAL,) if check.marked_signs else ()
        assert collapsible_sections(check) == (*urgent, *USUAL, *last)


@given(self_checks)
def test_other_answers_do_not_change_the_collapsible_sections(check: SelfCheck) -> None:
    answers = {q: a for q, a in check.answers.items() if q in DECIDING}
    assert collapsible_sections(check) == collapsible_sections(SelfCheck(answers=answers))


@given(self_checks)
def test_emergency_follows_from_a_yes_to_a_danger(check: SelfCheck) -> None:
    has_yes = any(check.get(question) == YesNo.YES for question in StepUpCriterion)
    assert needs_emergency(check) is has_yes
    assert (advice(check)[Card.NOW] == (Advice.TALK,)) is not has_yes
    assert (CollapsibleSection.STEP_UP in collapsible_sections(check)) is has_yes


@given(self_checks)
def test_every_card_has_one_or_two_different_lines(check: SelfCheck) -> None:
    cards = advice(check)
    assert tuple(cards) == tuple(Card)
    lines = [line for card in cards.values() for line in card]
    assert len(set(lines)) == len(lines)
    assert all(1 <= len(card) <= 2 for card in cards.values())


def test_danger_to_the_person_or_a_patient_asks_to_hand_over_now() -> None:
    for check in checks_of(*StepUpCriterion):
        in_danger = check.get(StepUpCriterion.DANGER_TO_SOMEONE) is YesNo.YES
        assert (Advice.HAND_OVER in advice(check)[Card.NOW]) is in_danger


def test_danger_asks_for_company_at_once_unless_two_other_lines_are_more_urgent() -> None:
    for check in checks_of(*StepUpCriterion):
        cards, reasons = advice(check), check.step_up_reasons
        both = {StepUpCriterion.SUICIDAL_THOUGHTS, StepUpCriterion.DANGER_TO_SOMEONE} <= set(
            reasons
        )
        assert (Advice.COMPANY in cards[Card.NOW]) is (bool(reasons) and not both)
        assert (Advice.RIDE_HOME in cards[Card.NEXT_HOURS]) is bool(reasons)


def test_suicidal_thoughts_advise_removing_the_means() -> None:
    for check in checks_of(*StepUpCriterion):
        answer = check.get(StepUpCriterion.SUICIDAL_THOUGHTS)
        assert (Advice.MEANS_OUT_OF_REACH in advice(check)[Card.NOW]) is (answer is YesNo.YES)


def test_skipped_question_about_suicide_names_a_line_unless_there_is_a_danger() -> None:
    for check in checks_of(*StepUpCriterion):
        answer = check.get(StepUpCriterion.SUICIDAL_THOUGHTS)
        skipped = answer is None and not check.step_up_reasons
        assert (Advice.SUICIDE_LINE in advice(check)[Card.NEXT_HOURS]) is skipped


def test_danger_needs_a_doctor_the_same_day_and_not_in_the_next_days() -> None:
    for check in checks_of(*StepUpCriterion):
        in_danger = bool(check.step_up_reasons)
        assert (Advice.DOCTOR_TODAY in advice(check)[Card.NEXT_HOURS]) is in_danger
        assert not (in_danger and Advice.DOCTOR in advice(check)[Card.NEXT_DAYS])


def test_doctor_comes_first_in_the_next_days_after_weeks_or_much_effect_on_work() -> None:
    for check in checks_of(Sign.GUILT, StepUpCriterion.DANGER_TO_SOMEONE, *CONTEXT):
        lasting = check.get(ContextQuestion.SINCE) in (Duration.WEEKS, Duration.MONTHS)
        expected = not check.step_up_reasons and (
            (lasting and bool(check.marked_signs))
            or check.get(ContextQuestion.WORK) is Degree.A_LOT
        )
        assert needs_doctor_in_next_days(check) is expected
        first = Advice.DOCTOR if expected else Advice.AT_WORK
        assert advice(check)[Card.NEXT_DAYS][0] is first


@given(self_checks)
def test_legal_help_follows_from_the_medico_legal_sign(check: SelfCheck) -> None:
    """In a danger, its collapsible section stays closed, and no card mentions it."""
    is_marked = check.get(Sign.MEDICO_LEGAL) in (Degree.SOMEWHAT, Degree.A_LOT)
    assert (CollapsibleSection.LEGAL in collapsible_sections(check)) is is_marked
    in_card = is_marked and not check.step_up_reasons
    assert (advice(check)[Card.NEXT_DAYS][-1] is Advice.LEGAL) is in_card


@given(self_checks)
def test_collapsible_sections_are_unique_and_internal_comes_before_external(
    check: SelfCheck,
) -> None:
    sections = collapsible_sections(check)
    assert len(set(sections)) == len(sections)
    assert sections.index(CollapsibleSection.INTERNAL) < sections.index(CollapsibleSection.EXTERNAL)


@given(self_checks)
def test_marked_signs_and_step_up_reasons_are_in_question_order(
    check: SelfCheck,
) -> None:
    marked = [s for s in Sign if check.get(s) in (Degree.SOMEWHAT, Degree.A_LOT)]
    assert list(check.marked_signs) == marked
    assert list(check.step_up_reasons) == [c for c in StepUpCriterion if check.get(c) == YesNo.YES]


@given(self_checks)
def test_model_has_no_numeric_field_or_property(check: SelfCheck) -> None:
    properties = [
        getattr(check, name)
        for name, member in vars(SelfCheck).items()
        if isinstance(member, property) and not name.startswith("_")
    ]
    assert properties
    stored = [*check.model_dump()["answers"], *check.model_dump()["answers"].values()]
    assert list(check.model_dump()) == ["answers"]
    assert not [
        value
        for value in (*properties, *stored, *collapsible_sections(check))
        if isinstance(value, Number)
    ]


def test_model_refuses_a_score() -> None:
    schema = str(TypeAdapter(SelfCheck).json_schema())
    assert "'integer'" not in schema
    assert "'number'" not in schema
    with pytest.raises(ValidationError):
        SelfCheck.model_validate({"answers": {}, "score": 3})


@given(self_checks, questions_and_answers)
def test_answering_returns_a_copy_with_one_changed_answer(
    check: SelfCheck, question_and_answer: tuple[Question, Answer | None]
) -> None:
    question, answer = question_and_answer
    before = check.model_dump_json()
    after = check.with_answer(question, answer)
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


def test_answers_are_copied_from_the_caller() -> None:
    answers: dict[Question, Answer] = {Sign.GUILT: Degree.A_LOT}
    check = SelfCheck(answers=answers)
    answers[StepUpCriterion.DANGER_TO_SOMEONE] = YesNo.YES
    assert not needs_emergency(check)


@pytest.mark.parametrize("question", QUESTIONS)
def test_answer_of_other_questions_is_refused(question: Question) -> None:
    other_answers = {a for other in QUESTIONS for a in possible_answers(other)} - set(
        possible_answers(question)
    )
    assert other_answers
    for answer in other_answers:
        with pytest.raises(ValidationError):
            SelfCheck().with_answer(question, answer)


@pytest.mark.parametrize(
    "answers", [{"sleep": "a-lot"}, {"guilt": "very"}, {"guilt": 2}, {"danger": True}]
)
def test_unknown_question_or_answer_is_refused(answers: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SelfCheck.model_validate({"answers": answers})


@given(self_checks)
def test_check_is_unchanged_through_json(check: SelfCheck) -> None:
    for parsed in (
        SelfCheck.model_validate_json(check.model_dump_json()),
        SelfCheck.model_validate(check.model_dump(mode="json")),
    ):
        assert parsed == check
        assert all(parsed.get(q) is check.get(q) for q in QUESTIONS)
        assert collapsible_sections(parsed) == collapsible_sections(check)


def possible_sections() -> set[tuple[CollapsibleSection, ...]]:
    """Return the collapsible sections of every possible self-check.

    Covers each set of step-up criteria with each degree of the medico-legal sign, the only
    answers on which the collapsible sections depend.
    """
    reason_sets = chain.from_iterable(
        combinations(StepUpCriterion, n) for n in range(len(StepUpCriterion) + 1)
    )
    results = set()
    for reasons in reason_sets:
        for degree in Degree:
            check = SelfCheck().with_answer(Sign.MEDICO_LEGAL, degree)
            for reason in reasons:
                check = check.with_answer(reason, YesNo.YES)
            results.add(collapsible_sections(check))
    return results


def test_every_outcome_offers_internal_and_external_help() -> None:
    assert len(possible_sections()) == 4
    for sections in possible_sections():
        assert {CollapsibleSection.INTERNAL, CollapsibleSection.EXTERNAL} <= set(sections)
        is_first = sections[0] is CollapsibleSection.STEP_UP
        assert (CollapsibleSection.STEP_UP in sections) is is_first
