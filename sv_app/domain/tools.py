"""Three tools for the person themself: short exercises, getting home, and what happens next."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.sources import Claim
from sv_app.domain.team import TitledItem


class ExerciseId(StrEnum):
    """The exercises, in order; the values are parts of paths."""

    BREATHING = "breathing"
    SENSES = "senses"
    SMALL_STEP = "small-step"


class Exercise(TitledItem):
    """An exercise of less than a minute, whose `steps` are shown one at a time.

    `next` is the text of the button that shows the next step; in the breathing exercise, the text
    under the circle.
    """

    id: ExerciseId
    next: Text
    steps: tuple[Text, ...] = Field(min_length=2)
    sources: tuple[Slug, ...] = Field(min_length=1)

    @property
    def repeats(self) -> bool:
        """Whether the last step is followed by the first, until the person stops."""
        return self.id is not ExerciseId.SENSES


def _check_exercises(exercises: tuple[Exercise, ...]) -> tuple[Exercise, ...]:
    if [exercise.id for exercise in exercises] != list(ExerciseId):
        raise ValueError(f"must be {', '.join(ExerciseId)}, in this order")
    return exercises


class Exercises(Model):
    """The exercises and their screen, "right now": `short` is its name on a small button.

    `start` is in the circle before the first breath; `done` ends an exercise.
    """

    title: Text
    short: Text
    about: Text
    lead: Text
    start: Text
    done: Text
    exercises: Annotated[tuple[Exercise, ...], AfterValidator(_check_exercises)]


class TonightPart(Model):
    """A part of the screen "tonight"; `phrase` is ready to be said or sent."""

    id: Slug
    name: Text
    claims: tuple[Claim, ...] = Field(min_length=1)
    phrase: Text | None = None


class Tonight(Model):
    """The way home, sleep, and the night: the first part is open, the last says when to call."""

    title: Text
    about: Text
    lead: Text
    part: tuple[TonightPart, ...] = Field(min_length=2)


class WhatNext(Model):
    """What the screen "what happens next" adds to the practice of the region."""

    about: Text
    lead: Text
    bring_title: Text
    bring: tuple[Text, ...] = Field(min_length=1)


class Tools(Model):
    """`<language>/tools.toml`: the words of the three tools."""

    pause: Exercises
    """Not renamed to `exercises`: signed reviews would count its texts as changed."""
    tonight: Tonight
    what_next: WhatNext

    @property
    def exercises(self) -> Exercises:
        """The exercises, which have the key `pause` in the file."""
        return self.pause
