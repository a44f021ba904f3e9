"""Team: what a manager does and when, who helps inside, when to step up."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.sources import Claim


class TitledItem(Model):
    """A thing with a name and a line about it."""

    id: Slug
    name: Text
    about: Text


class Timeframe(StrEnum):
    """The three parts of what a manager does, in order."""

    TODAY = "today"
    THIS_WEEK = "this-week"
    THIS_MONTH = "this-month"


class Action(TitledItem):
    """One thing a manager does, and who says that it helps."""

    source: Slug


class Period(Model):
    """What a manager does in one part of the sequence."""

    id: Timeframe
    title: Text
    actions: tuple[Action, ...] = Field(min_length=1)


def _in_order(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    if [period.id for period in periods] != list(Timeframe):
        raise ValueError(f"must be {', '.join(Timeframe)}, in this order")
    return periods


Periods = Annotated[tuple[Period, ...], AfterValidator(_in_order)]


class StepUpAction(TitledItem):
    """One thing to do at once, and how one goes about it."""

    how: Text


class Team(Model):
    """What a manager does, who helps inside, and when to step up.

    What has no source of its own rests on `source`.
    """

    source: Slug
    role: tuple[Claim, ...] = Field(min_length=1)
    support_when: Claim
    sequence: Periods
    internal: tuple[TitledItem, ...] = Field(min_length=1)
    make_it_easy: tuple[TitledItem, ...] = Field(min_length=1)
    step_up_when: tuple[Text, ...] = Field(min_length=1)
    step_up_actions: tuple[StepUpAction, ...] = Field(min_length=1)
    legal: Claim
    just_culture: Claim
