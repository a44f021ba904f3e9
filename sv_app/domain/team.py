"""The support of a team: a manager's actions, internal help, and when to step up."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.sources import Claim


class TitledItem(Model):
    """An item with a name and a short description."""

    id: Slug
    name: Text
    about: Text


class PeriodId(StrEnum):
    """The three periods of a manager's actions, in order."""

    TODAY = "today"
    THIS_WEEK = "this-week"
    THIS_MONTH = "this-month"


class Action(TitledItem):
    """An action of a manager, and the id of the source that recommends it."""

    source: Slug


class Period(Model):
    """A manager's actions in one period."""

    id: PeriodId
    title: Text
    actions: tuple[Action, ...] = Field(min_length=1)


def _check_order(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    if [period.id for period in periods] != list(PeriodId):
        raise ValueError(f"must be {', '.join(PeriodId)}, in this order")
    return periods


Periods = Annotated[tuple[Period, ...], AfterValidator(_check_order)]


class StepUpAction(TitledItem):
    """An action to take at once, and how to do it."""

    how: Text


class Team(Model):
    """A manager's actions, the internal help, and when to step up.

    Items without a source of their own rest on `source`.
    """

    source: Slug
    role: tuple[Claim, ...] = Field(min_length=1)
    support_when: Claim
    sequence: Periods
    internal: tuple[TitledItem, ...] = Field(min_length=1)
    asking_for_help: tuple[TitledItem, ...] = Field(min_length=1)
    step_up_when: tuple[Text, ...] = Field(min_length=1)
    step_up_actions: tuple[StepUpAction, ...] = Field(min_length=1)
    legal: Claim
    just_culture: Claim
