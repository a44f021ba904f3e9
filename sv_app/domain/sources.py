"""Sources, and the claims that rest on them."""

import datetime as dt

from pydantic import Field

from sv_app.domain.model import LanguageCode, Model, Slug, Text, WebAddress


class Source(Model):
    """A publication, which phrases and claims cite by its `id`."""

    id: Slug
    title: Text
    language: LanguageCode
    """The language of the title, in which a screen reader pronounces it."""
    author: Text
    year: int | None = None
    """None if the publication gives none."""
    url: WebAddress | None = None
    read_on: dt.date

    @property
    def short_citation(self) -> str:
        """The author and the year: `Scott, 2009`; the author alone, if there is no year."""
        return f"{self.author}, {self.year}" if self.year else self.author


class Claim(Model):
    """A statement, and the ids of the sources that it rests on."""

    text: Text
    sources: tuple[Slug, ...] = Field(min_length=1)
