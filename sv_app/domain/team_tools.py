"""Tools of managers and peers: a checklist, a debrief, two documents to complete, a tally."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from sv_app.domain.line_breaks import numbers_without_breaks
from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.sources import Claim
from sv_app.domain.tally import EncounterKind
from sv_app.domain.team import Action, TitledItem

DEBRIEF_MINUTES = 10
"""The length of the debrief, which its title says in words."""
BLANK = "…" * 12
"""What is printed in place of a field that is empty, to fill in by hand."""
BLANK_LINE = "…" * 42
"""The same on a line of its own."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class FirstHour(Model):
    """The checklist of the first hour after an event, in the order in which it is done."""

    title: Text
    about: Text
    lead: Text
    items: tuple[Action, ...] = Field(min_length=1)


class DebriefPart(Action):
    """A part of the debrief: how long it takes, and what the person who leads it says."""

    minutes: int = Field(ge=1)
    say: Text
    say_after_death: Text | None = None
    """What to say instead when the patient has died; None where `say` fits too."""


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


class DocumentField(TitledItem):
    """A blank of a document, with a hint in `about`."""

    within_sentence: bool = False
    """Whether the words continue a sentence: the device then adds no capital to them."""


class DocumentForm(Model):
    """A document that a person completes on the device, then prints or saves.

    `file` is its name when it is saved. A paragraph may hold `{id}` of a field.
    """

    title: Text
    about: Text
    file: Slug
    advice: tuple[Claim, ...] = Field(min_length=1)
    fields: tuple[DocumentField, ...] = Field(min_length=1)
    paragraphs: tuple[Text, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check_placeholders(self) -> "DocumentForm":
        unknown = {name for text in self.paragraphs for name in _PLACEHOLDER.findall(text)} - {
            field.id for field in self.fields
        }
        if unknown:
            raise ValueError(f"no field has the id {', '.join(sorted(unknown))}")
        return self

    def filled_paragraphs(self, values: Mapping[str, str]) -> list[str]:
        """Return the paragraphs with `values` by id of field, and `BLANK` for each other field.

        A value loses its final full stop where the paragraph has one after it.
        """

        def value(match: re.Match[str]) -> str:
            words = numbers_without_breaks(values.get(match[1], "").strip())
            if match.string.startswith(".", match.end()):
                words = words.rstrip(". ")
            return words or BLANK

        return [_PLACEHOLDER.sub(value, text) for text in self.paragraphs]


def _check_kinds(kinds: tuple[TitledItem, ...]) -> tuple[TitledItem, ...]:
    if [kind.id for kind in kinds] != list(EncounterKind):
        raise ValueError(f"must be {', '.join(EncounterKind)}, in this order")
    return kinds


class TallyWords(Model):
    """The tally of a peer supporter: what it counts, and what it hides."""

    title: Text
    about: Text
    lead: tuple[Claim, ...] = Field(min_length=1)
    kinds: Annotated[tuple[TitledItem, ...], AfterValidator(_check_kinds)]
    month: TitledItem
    total: TitledItem
    hidden: TitledItem
    """What is written in place of a small number, and why."""
    separator: Literal[",", ";"]
    """Between the cells of the file: what spreadsheets of the language expect."""

    @property
    def columns(self) -> tuple[TitledItem, ...]:
        """The columns of the file, in order."""
        return (self.month, *self.kinds, self.total)

    def kind(self, kind: EncounterKind) -> TitledItem:
        """Return the words of a kind of encounter."""
        return next(item for item in self.kinds if item.id == kind)


class TeamTools(Model):
    """`team_tools.toml`: what managers tick, lead, complete and print, and what peers count."""

    first_hour: FirstHour
    debrief: Debrief
    return_plan: DocumentForm
    letter: DocumentForm
    tally: TallyWords
