"""Tools of managers: the list of the first hour, the debrief, and two documents to fill in."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from sv_app.domain.model import Model, Text
from sv_app.domain.sources import Claim
from sv_app.domain.team import Action, TitledItem

DEBRIEF_MINUTES = 10
"""The length of the debrief, which its title says in words."""
BLANK = "…" * 12
"""What is printed in place of a field that is empty, to fill in by hand."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class FirstHour(Model):
    """The list of the first hour after an event, in the order in which it is done."""

    title: Text
    about: Text
    lead: Text
    items: tuple[Action, ...] = Field(min_length=1)


class DebriefPart(Action):
    """A part of the debrief: how long it takes, and what the person who leads it says."""

    minutes: int = Field(ge=1)
    say: Text


def _check_length(parts: tuple[DebriefPart, ...]) -> tuple[DebriefPart, ...]:
    if (total := sum(part.minutes for part in parts)) != DEBRIEF_MINUTES:
        raise ValueError(f"take {total} minutes together, not {DEBRIEF_MINUTES}")
    return parts


class Debrief(Model):
    """A short debrief of the team: about the work, voluntary, and without a round of feelings."""

    title: Text
    about: Text
    lead: tuple[Claim, ...] = Field(min_length=1)
    parts: Annotated[tuple[DebriefPart, ...], AfterValidator(_check_length)]
    never: tuple[Claim, ...] = Field(min_length=1)
    """What it must not become."""


class Template(Model):
    """A document that a person completes on the device, then prints or saves.

    `fields` are the blanks, each with a hint in `about`. A paragraph may hold `{id}` of a field.
    """

    title: Text
    about: Text
    advice: tuple[Claim, ...] = Field(min_length=1)
    fields: tuple[TitledItem, ...] = Field(min_length=1)
    paragraphs: tuple[Text, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check_placeholders(self) -> "Template":
        unknown = {name for text in self.paragraphs for name in _PLACEHOLDER.findall(text)} - {
            field.id for field in self.fields
        }
        if unknown:
            raise ValueError(f"no field has the id {', '.join(sorted(unknown))}")
        return self

    def filled_paragraphs(self, values: Mapping[str, str]) -> list[str]:
        """Return the paragraphs with `values` by id of field, and `BLANK` for each other field."""

        def value(match: re.Match[str]) -> str:
            return values.get(match[1], "").strip() or BLANK

        return [_PLACEHOLDER.sub(value, text) for text in self.paragraphs]


class TeamTools(Model):
    """`team_tools.toml`: what managers tick, lead, complete and print."""

    first_hour: FirstHour
    debrief: Debrief
    return_plan: Template
    letter: Template
