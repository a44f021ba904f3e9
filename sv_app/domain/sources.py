"""Source: the publication a claim rests on."""

import datetime as dt

from pydantic import Field, HttpUrl

from sv_app.domain.model import LanguageCode, Model, Slug, Text


class Source(Model):
    """One publication, cited by its `id` from every phrase and claim."""

    id: Slug
    title: Text
    language: LanguageCode
    """That of the title: a screen reader says it in it."""
    author: Text
    year: int
    url: HttpUrl | None = None
    read_on: dt.date


class Claim(Model):
    """One statement with the ids of the sources it rests on."""

    text: Text
    sources: tuple[Slug, ...] = Field(min_length=1)
