"""The private self-check: its questions, answers, draft and next steps.

It has no score and makes no diagnosis: the answers only decide which help is shown, and in
what order. Signs and step-up criteria are those of the source article.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, PlainSerializer, PlainValidator

from sv_app.domain.model import Model, Slug, Text


class Sign(StrEnum):
    """The five signs, in the order of their questions."""

    WITHDRAWAL = "withdrawal"
    GUILT = "guilt"
    ANXIETY = "anxiety"
    MEDICO_LEGAL = "medico-legal"
    BEHAVIOUR = "behaviour"


class Degree(StrEnum):
    """How strongly a sign is felt."""

    NOT_AT_ALL = "not-at-all"
    SOMEWHAT = "somewhat"
    A_LOT = "a-lot"


class Duration(StrEnum):
    """How long the reaction has lasted."""

    TODAY = "today"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class StepUpCriterion(StrEnum):
    """The criteria that ask for more help at once."""

    SEVERE_DISTRESS = "severe-distress"
    DISORGANISATION = "disorganisation"
    SUICIDAL_THOUGHTS = "suicidal-thoughts"
    DANGER = "danger"


class YesNo(StrEnum):
    """An answer to a step-up question."""

    YES = "yes"
    NO = "no"


class ContextQuestion(StrEnum):
    """The questions that are neither a sign nor a step-up criterion."""

    SINCE = "since"
    WORK = "work"


Question = Sign | ContextQuestion | StepUpCriterion
Answer = Degree | Duration | YesNo

QUESTIONS: tuple[Question, ...] = (*Sign, *ContextQuestion, *StepUpCriterion)
"""Every question in order: signs, context, step-up."""


@cache
def possible_answers(question: Question) -> tuple[Answer, ...]:
    """Return the possible answers to a question, in display order."""
    if isinstance(question, StepUpCriterion):
        return tuple(YesNo)
    return tuple(Duration) if question is ContextQuestion.SINCE else tuple(Degree)


_ANSWERS_BY_VALUE = {(q.value, a.value): (q, a) for q in QUESTIONS for a in possible_answers(q)}


def _parse_answers(answers: Any) -> Mapping[Question, Answer]:
    """Look up each pair; letting pydantic try each type of the unions takes ten times as long."""
    try:
        return MappingProxyType(dict(_ANSWERS_BY_VALUE[pair] for pair in answers.items()))
    except (AttributeError, KeyError, TypeError):
        raise ValueError("no answers to questions") from None


Answers = Annotated[
    Mapping[Question, Answer],
    PlainValidator(_parse_answers),
    PlainSerializer(lambda answers: {str(q): str(a) for q, a in answers.items()}),
]


class SelfCheck(Model):
    """The answers so far; a skipped question has none."""

    answers: Answers = Field(default_factory=dict, validate_default=True)

    def with_answer(self, question: Question, answer: Answer | None) -> "SelfCheck":
        """Return a copy with `answer` to `question`, or without an answer if it is None."""
        answers = {q: a for q, a in self.answers.items() if q != question}
        if answer is not None:
            answers[question] = answer
        return SelfCheck(answers=answers)

    def get(self, question: Question) -> Answer | None:
        """Return the answer to `question`, or None if it has none."""
        return self.answers.get(question)

    @property
    def marked_signs(self) -> tuple[Sign, ...]:
        """The signs that are felt somewhat or a lot."""
        felt = (Degree.SOMEWHAT, Degree.A_LOT)
        return tuple(sign for sign in Sign if self.get(sign) in felt)

    @property
    def step_up_reasons(self) -> tuple[StepUpCriterion, ...]:
        """The step-up criteria that were answered with yes."""
        return tuple(criterion for criterion in StepUpCriterion if self.get(criterion) is YesNo.YES)


class NextStep(StrEnum):
    """A section of the result of a self-check."""

    EMERGENCY = "emergency"
    STEP_UP = "step-up"
    KEY_MESSAGE = "key-message"
    REACTION = "reaction"
    INTERNAL = "internal"
    EXTERNAL = "external"
    LEGAL = "legal"


def needs_emergency(check: SelfCheck) -> bool:
    """Whether the emergency lines must be shown now."""
    return bool(check.step_up_reasons)


def next_steps(check: SelfCheck) -> tuple[NextStep, ...]:
    """Return the sections of the result in order, with the emergency first if it is needed."""
    urgent = (NextStep.EMERGENCY, NextStep.STEP_UP) if needs_emergency(check) else ()
    legal = (NextStep.LEGAL,) if Sign.MEDICO_LEGAL in check.marked_signs else ()
    return (
        *urgent,
        NextStep.KEY_MESSAGE,
        NextStep.REACTION,
        NextStep.INTERNAL,
        NextStep.EXTERNAL,
        *legal,
    )


class QuestionWords(Model):
    """The text of a question, and a hint about what the sign looks like."""

    ask: Text
    hint: Text


class SelfCheckWords(Model):
    """The texts of the questions and answers, by the values of the domain's enums."""

    questions: dict[Question, QuestionWords]
    degrees: dict[Slug, Text]
    since: dict[Slug, Text]
    yes_no: dict[Slug, Text]
    signs: dict[Slug, Text]

    def answer(self, answer: Answer) -> str:
        """Return the text of an answer."""
        return {**self.degrees, **self.since, **self.yes_no}[answer]


LAST_POSITION = len(QUESTIONS) - 1


class Draft(Model):
    """A self-check in progress: the answers so far and the position.

    `position` is the index of the question on screen; `len(QUESTIONS)` means that all were asked.
    """

    check: SelfCheck = Field(default_factory=SelfCheck)
    position: int = Field(default=0, ge=0, le=LAST_POSITION + 1)

    @property
    def question(self) -> Question:
        """The question on screen, or the last one if all were asked."""
        return QUESTIONS[min(self.position, LAST_POSITION)]

    @property
    def finished(self) -> bool:
        """Whether all questions were asked."""
        return self.position > LAST_POSITION

    def with_answer(self, answer: Answer) -> "Draft":
        """Return the draft with an answer to the current question, at the next question.

        After a yes to a step-up question, the position stays: the emergency lines have just
        appeared and must stay on screen.
        """
        check = self.check.with_answer(self.question, answer)
        draft = self.model_copy(update={"check": check})
        return draft if answer is YesNo.YES else draft.next()

    def without_answer(self) -> "Draft":
        """Return the draft without an answer to the current question, at the next question."""
        check = self.check.with_answer(self.question, None)
        return self.model_copy(update={"check": check}).next()

    def next(self) -> "Draft":
        """Return the draft at the next question."""
        return self._at(min(self.position, LAST_POSITION) + 1)

    def previous(self) -> "Draft":
        """Return the draft at the previous question, or still at the first."""
        return self._at(max(min(self.position, LAST_POSITION) - 1, 0))

    def restarted(self) -> "Draft":
        """Return the draft at the first question, with its answers."""
        return self._at(0)

    def _at(self, position: int) -> "Draft":
        return self.model_copy(update={"position": position})
