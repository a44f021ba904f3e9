"""`<language>/statements.toml`: the words of two pages of the site; the app has none of them."""

from collections import Counter
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.placeholders import AddressTemplate, requires

CONTACT = "contact"
"""The id of the section that says whom to write to."""


class StatementSection(Model):
    """A part of a statement: its title, paragraphs, and a list after them."""

    id: Slug
    title: Text
    text: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()


class RecipientWords(Model):
    """Whom to write to: the hospital, else the publisher of the app, else nobody is known."""

    hospital: Annotated[Text, AfterValidator(requires("name", "address"))]
    publisher: AddressTemplate
    nobody: Text


class Statement(Model):
    """One page: its title, a first sentence, and its sections."""

    title: Text
    lead: Text
    write: RecipientWords
    sections: tuple[StatementSection, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _require_one_contact_section(self) -> "Statement":
        if Counter(section.id for section in self.sections)[CONTACT] != 1:
            raise ValueError(f"one section must have the id '{CONTACT}'")
        return self


class StatementWords(Model):
    """All words of `statements.toml`."""

    version: Annotated[Text, AfterValidator(requires("version", "date"))]
    open: Text
    all_numbers: Text
    languages: Text
    accessibility: Statement
    data_protection: Statement
