"""The private self-check: its questions, answers, draft and result.

It has no score and makes no diagnosis: the answers only decide which help is shown, and in
what order. Signs and step-up criteria are those of the article of SafeTeam Academy (`safeteam`
in content/sources.toml).
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, PlainSerializer, PlainValidator, model_validator

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
    """The dangers that ask for more help at once, in the order of the first screen."""

    SUICIDAL_THOUGHTS = "suicidal-thoughts"
    DANGER_TO_SOMEONE = "danger"
    SEVERE_DISTRESS = "severe-distress"
    DISORGANISATION = "disorganisation"


class YesNo(StrEnum):
    """Whether a step-up criterion is true for the person."""

    YES = "yes"
    NO = "no"


class ContextQuestion(StrEnum):
    """The questions that are neither a sign nor a step-up criterion."""

    SINCE = "since"
    WORK = "work"


Question = Sign | ContextQuestion | StepUpCriterion
Answer = Degree | Duration | YesNo

QUESTIONS: tuple[Question, ...] = (*StepUpCriterion, *Sign, *ContextQuestion)
"""Every question in order: step-up, signs, context."""


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


def needs_emergency(check: SelfCheck) -> bool:
    """Whether the emergency lines must be shown now."""
    return bool(check.step_up_reasons)


def needs_doctor_in_next_days(check: SelfCheck) -> bool:
    """Whether the advice for the next days begins with a doctor.

    In a danger it does not: the person is sent to a doctor the same day. The answer about duration
    is ignored if no sign is marked.
    """
    lasting = check.get(ContextQuestion.SINCE) in (Duration.WEEKS, Duration.MONTHS)
    return not needs_emergency(check) and (
        (lasting and bool(check.marked_signs)) or check.get(ContextQuestion.WORK) is Degree.A_LOT
    )


class Card(StrEnum):
    """The cards of the result, in their order."""

    NOW = "now"
    NEXT_HOURS = "next_hours"
    NEXT_DAYS = "next_days"


class Advice(StrEnum):
    """A line of a card; each is the name of a field of `AdviceWords`."""

    COMPANY = "company"
    HAND_OVER = "hand_over"
    TALK = "talk"
    MEANS_OUT_OF_REACH = "means_out_of_reach"
    RIDE_HOME = "ride_home"
    DOCTOR_TODAY = "doctor_today"
    TELL_SOMEONE = "tell_someone"
    SUICIDE_LINE = "suicide_line"
    DOCTOR = "doctor"
    AT_WORK = "at_work"
    LEGAL = "legal"


def advice(check: SelfCheck) -> Mapping[Card, tuple[Advice, ...]]:
    """Return the one or two lines of each card, chosen by the answers.

    If a step-up criterion is met, the first card says what keeps the person and the patient safe:
    stay with somebody, put the means of suicide out of reach, hand over the work. The line about
    staying with somebody is left out if both others are needed. The second card sends the person
    to a doctor the same day. If the person fears a complaint, the line `LEGAL` is shown only
    without a danger; its collapsible section is shown in both cases.
    """
    reasons = check.step_up_reasons
    suicidal = StepUpCriterion.SUICIDAL_THOUGHTS in reasons
    now: tuple[Advice, ...]
    next_hours: tuple[Advice, ...]
    if reasons:
        endangered = StepUpCriterion.DANGER_TO_SOMEONE in reasons
        now = (
            *([Advice.HAND_OVER] if endangered else []),
            *([Advice.COMPANY] if not (suicidal and endangered) else []),
            *([Advice.MEANS_OUT_OF_REACH] if suicidal else []),
        )
        next_hours = (Advice.RIDE_HOME, Advice.DOCTOR_TODAY)
    else:
        # If the person skipped that question, the number is named, in case the thoughts come.
        skipped = check.get(StepUpCriterion.SUICIDAL_THOUGHTS) is None
        now = (Advice.TALK,)
        next_hours = (Advice.TELL_SOMEONE, *([Advice.SUICIDE_LINE] if skipped else []))
    first = Advice.DOCTOR if needs_doctor_in_next_days(check) else Advice.AT_WORK
    afraid = Sign.MEDICO_LEGAL in check.marked_signs
    legal = [Advice.LEGAL] if afraid and not reasons else []
    return {Card.NOW: now, Card.NEXT_HOURS: next_hours, Card.NEXT_DAYS: (first, *legal)}


def first_advice(check: SelfCheck) -> tuple[Advice, ...]:
    """Return the lines that are shown as soon as a step-up criterion is ticked."""
    reasons = check.step_up_reasons
    return (
        *([Advice.HAND_OVER] if StepUpCriterion.DANGER_TO_SOMEONE in reasons else []),
        *([Advice.MEANS_OUT_OF_REACH] if StepUpCriterion.SUICIDAL_THOUGHTS in reasons else []),
        Advice.COMPANY,
    )


class CollapsibleSection(StrEnum):
    """A section of the result under the cards, closed at first."""

    STEP_UP = "step-up"
    REACTION = "reaction"
    INTERNAL = "internal"
    EXTERNAL = "external"
    LEGAL = "legal"


def collapsible_sections(check: SelfCheck) -> tuple[CollapsibleSection, ...]:
    """Return the collapsible sections in order."""
    urgent = needs_emergency(check)
    return (
        *([CollapsibleSection.STEP_UP] if urgent else []),
        CollapsibleSection.REACTION,
        CollapsibleSection.INTERNAL,
        CollapsibleSection.EXTERNAL,
        *([CollapsibleSection.LEGAL] if Sign.MEDICO_LEGAL in check.marked_signs else []),
    )


class QuestionWords(Model):
    """The text of a question about a sign or the context, and a hint that explains it."""

    ask: Text
    hint: Text


class SelfCheckWords(Model):
    """The texts of the questions and answers, by the values of the domain's enums."""

    dangers: dict[StepUpCriterion, Text]
    questions: dict[Sign | ContextQuestion, QuestionWords]
    degrees: dict[Slug, Text]
    since: dict[Slug, Text]
    yes_no: dict[Slug, Text]
    signs: dict[Slug, Text]

    def ask(self, question: Question) -> str:
        """Return the text of a question; of a step-up criterion, the sentence to tick."""
        if isinstance(question, StepUpCriterion):
            return self.dangers[question]
        return self.questions[question].ask

    def answer(self, answer: Answer) -> str:
        """Return the text of an answer."""
        return {**self.degrees, **self.since, **self.yes_no}[answer]


class Step(StrEnum):
    """The screens of the self-check, in their order.

    The screens do not depend on the answers. The values are stored in drafts. Those of the
    questions are also parts of paths; `safety` and `result` are not.
    """

    SAFETY = "safety"
    """All step-up criteria on one screen."""
    WITHDRAWAL = "withdrawal"
    GUILT = "guilt"
    ANXIETY = "anxiety"
    MEDICO_LEGAL = "medico-legal"
    BEHAVIOUR = "behaviour"
    SINCE = "since"
    WORK = "work"
    RESULT = "result"

    @property
    def question(self) -> Sign | ContextQuestion | None:
        """The question of the screen; None for SAFETY and RESULT."""
        return QUESTIONS_BY_STEP.get(self)

    @property
    def next(self) -> "Step":
        """The step after this one; RESULT is the last."""
        return STEPS[min(STEPS.index(self) + 1, len(STEPS) - 1)]

    @property
    def previous(self) -> "Step | None":
        """The step before this one; None for the first."""
        return STEPS[STEPS.index(self) - 1] if self is not STEPS[0] else None


STEPS = tuple(Step)
QUESTIONS_BY_STEP: Mapping[Step, Sign | ContextQuestion] = {
    Step(question.value): question for question in (*Sign, *ContextQuestion)
}
"""The question of each step that has one, in their order."""


class Draft(Model):
    """A self-check in progress: the answers so far, and the step at which it is resumed."""

    check: SelfCheck = Field(default_factory=SelfCheck)
    step: Step = Step.SAFETY
    begun: AwareDatetime | None = None
    """When the self-check was begun; None if an older build stored the draft."""

    @model_validator(mode="before")
    @classmethod
    def _replace_position(cls, fields: Any) -> Any:
        """Read the draft of a version that stored `position` and asked about dangers last.

        The draft may be encrypted with the passcode: it can be converted only when it is read.
        """
        if not isinstance(fields, dict) or "position" not in fields:
            return fields
        position = fields["position"]
        if type(position) is not int or not 0 <= position <= len(QUESTIONS):
            raise ValueError("no position of a question")
        rest = {name: value for name, value in fields.items() if name != "position"}
        return {**rest, "step": _step_at(position, rest.get("check"))}

    def with_step(self, step: Step) -> "Draft":
        """Return the draft, to be resumed at `step`."""
        return self.model_copy(update={"step": step})

    def with_answer(self, step: Step, answer: Answer | None) -> "Draft":
        """Return the draft with an answer to the question of `step`, at the next step.

        None removes the answer.
        """
        question = QUESTIONS_BY_STEP[step]
        return self._with(self.check.with_answer(question, answer)).with_step(step.next)

    def with_danger(self, criterion: StepUpCriterion, present: bool) -> "Draft":
        """Return the draft with a step-up criterion ticked or not, still at the first step.

        A criterion that is no longer ticked has no answer until the person goes on.
        """
        answer = YesNo.YES if present else None
        return self._with(self.check.with_answer(criterion, answer)).with_step(Step.SAFETY)

    def with_safety_answered(self) -> "Draft":
        """Return the draft with NO to each step-up criterion that is not ticked.

        It is resumed at the step after SAFETY.
        """
        check = self.check
        for criterion in StepUpCriterion:
            if check.get(criterion) is not YesNo.YES:
                check = check.with_answer(criterion, YesNo.NO)
        return self._with(check).with_step(Step.SAFETY.next)

    def with_safety_skipped(self) -> "Draft":
        """Return the draft without an answer to any step-up criterion.

        It is resumed at the step after SAFETY.
        """
        check = self.check
        for criterion in StepUpCriterion:
            check = check.with_answer(criterion, None)
        return self._with(check).with_step(Step.SAFETY.next)

    def _with(self, check: SelfCheck) -> "Draft":
        return self.model_copy(update={"check": check})


def _step_at(position: int, check: Any) -> Step:
    """Return the step for a position among signs, context and step-up criteria, in this order.

    Before the end, a draft without an answer about dangers is resumed at SAFETY.
    """
    if position == len(QUESTIONS):
        return Step.RESULT
    answers = check.get("answers") if isinstance(check, dict) else None
    safety_known = isinstance(answers, dict) and any(c in answers for c in StepUpCriterion)
    if position >= len(QUESTIONS_BY_STEP) or not safety_known:
        return Step.SAFETY
    return tuple(QUESTIONS_BY_STEP)[position]


class DayPart(StrEnum):
    """When a self-check was begun, as somebody would say it."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"


MORNING_HOUR, NOON, EVENING_HOUR = 5, 12, 18
NIGHT_BEGINS_HOUR = 21
"""A check begun yesterday from this hour on counts as "this night" until noon."""


def day_part(begun: dt.datetime | None, now: dt.datetime) -> DayPart:
    """Return when `begun` was, as seen from `now`; both are in the time zone of the device."""
    if begun is None or begun > now:
        return DayPart.EARLIER
    days = (now.date() - begun.date()).days
    if days == 1 and begun.hour >= NIGHT_BEGINS_HOUR and now.hour < NOON:
        return DayPart.NIGHT
    if days:
        return DayPart.YESTERDAY if days == 1 else DayPart.EARLIER
    starts = {
        EVENING_HOUR: DayPart.EVENING,
        NOON: DayPart.AFTERNOON,
        MORNING_HOUR: DayPart.MORNING,
        0: DayPart.NIGHT,
    }
    return next(part for hour, part in starts.items() if begun.hour >= hour)
