"""The private self-check: signs, step-up criteria, answers to next steps.

No score and no diagnosis: the answers only decide which help is shown, and in
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
    """The five signs, in the order they are asked."""

    WITHDRAWAL = "withdrawal"
    GUILT = "guilt"
    ANXIETY = "anxiety"
    MEDICO_LEGAL = "medico-legal"
    BEHAVIOUR = "behaviour"


class Degree(StrEnum):
    """How much a sign is felt."""

    NOT_AT_ALL = "not-at-all"
    SOMEWHAT = "somewhat"
    A_LOT = "a-lot"


class Duration(StrEnum):
    """How long it has lasted."""

    TODAY = "today"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class StepUp(StrEnum):
    """What calls for more help at once."""

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


Question = Sign | ContextQuestion | StepUp
Answer = Degree | Duration | YesNo

QUESTIONS: tuple[Question, ...] = (*Sign, *ContextQuestion, *StepUp)
"""Every question, in the order it is asked: signs, topics, step-up."""


@cache
def choices(question: Question) -> tuple[Answer, ...]:
    """The answers a question offers, in the order they are shown."""
    if isinstance(question, StepUp):
        return tuple(YesNo)
    return tuple(Duration) if question is ContextQuestion.SINCE else tuple(Degree)


_OFFERED = {(q.value, a.value): (q, a) for q in QUESTIONS for a in choices(q)}


def _read(answers: Any) -> Mapping[Question, Answer]:
    """Each looked up by its name: to try one kind after the other takes ten times as long."""
    try:
        return MappingProxyType(dict(_OFFERED[each] for each in answers.items()))
    except (AttributeError, KeyError, TypeError):
        raise ValueError("no answers to questions") from None


Answers = Annotated[
    Mapping[Question, Answer],
    PlainValidator(_read),
    PlainSerializer(lambda answers: {str(q): str(a) for q, a in answers.items()}),
]


class SelfCheck(Model):
    """Answers given so far; a question that was skipped has none."""

    answers: Answers = Field(default_factory=dict, validate_default=True)

    def answered(self, question: Question, answer: Answer | None) -> "SelfCheck":
        """A copy in which `question` has `answer`, or none when it is None."""
        rest = {q: a for q, a in self.answers.items() if q != question}
        if answer is not None:
            rest[question] = answer
        return SelfCheck(answers=rest)

    def get(self, question: Question) -> Answer | None:
        """The answer to `question`, or None when it was skipped."""
        return self.answers.get(question)

    @property
    def marked_signs(self) -> tuple[Sign, ...]:
        """The signs felt somewhat or a lot."""
        felt = (Degree.SOMEWHAT, Degree.A_LOT)
        return tuple(sign for sign in Sign if self.get(sign) in felt)

    @property
    def step_up_reasons(self) -> tuple[StepUp, ...]:
        """The step-up questions answered yes."""
        return tuple(c for c in StepUp if self.get(c) is YesNo.YES)


class NextStep(StrEnum):
    """One part of what is shown at the end of a self-check."""

    EMERGENCY = "emergency"
    STEP_UP = "step-up"
    KEY_MESSAGE = "key-message"
    REACTION = "reaction"
    INTERNAL = "internal"
    EXTERNAL = "external"
    LEGAL = "legal"


def needs_emergency(check: SelfCheck) -> bool:
    """Whether the emergency numbers must be on screen now."""
    return bool(check.step_up_reasons)


def next_steps(check: SelfCheck) -> tuple[NextStep, ...]:
    """What to show at the end, in order; emergency first when it is needed."""
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
    """One question of the self-check: what is asked, and what it looks like."""

    ask: Text
    hint: Text


class SelfCheckWords(Model):
    """The self-check's questions and answers; keys are the ids of the domain."""

    questions: dict[Question, QuestionWords]
    degrees: dict[Slug, Text]
    since: dict[Slug, Text]
    yes_no: dict[Slug, Text]
    signs: dict[Slug, Text]

    def answer(self, answer: Answer) -> str:
        """An answer as the person saw it."""
        return {**self.degrees, **self.since, **self.yes_no}[answer]


LAST_POSITION = len(QUESTIONS) - 1


class Draft(Model):
    """Answers so far, and which question is on screen.

    `position` counts questions from 0; past the last one, all have been asked.
    """

    check: SelfCheck = Field(default_factory=SelfCheck)
    position: int = Field(default=0, ge=0, le=LAST_POSITION + 1)

    @property
    def question(self) -> Question:
        """The question on screen; once all were asked, the last one."""
        return QUESTIONS[min(self.position, LAST_POSITION)]

    @property
    def finished(self) -> bool:
        """Whether every question was asked."""
        return self.position > LAST_POSITION

    def answered(self, answer: Answer) -> "Draft":
        """Answer the question on screen, and go on.

        A yes to a step-up question stays: the emergency numbers have just
        appeared, and must not move away.
        """
        check = self.check.answered(self.question, answer)
        here = self.model_copy(update={"check": check})
        return here if answer is YesNo.YES else here.forward()

    def skipped(self) -> "Draft":
        """Leave the question on screen without an answer, and go on."""
        check = self.check.answered(self.question, None)
        return self.model_copy(update={"check": check}).forward()

    def forward(self) -> "Draft":
        """Go to the next question."""
        return self._at(min(self.position, LAST_POSITION) + 1)

    def back(self) -> "Draft":
        """Go to the question before; the first stays."""
        return self._at(max(min(self.position, LAST_POSITION) - 1, 0))

    def from_the_start(self) -> "Draft":
        """Go over the answers again."""
        return self._at(0)

    def _at(self, position: int) -> "Draft":
        return self.model_copy(update={"position": position})
