"""Regions: whose lines are shown, and which one a device is likely to be in."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from sv_app.domain.helplines import Helpline, HelplineFacts
from sv_app.domain.model import Model, Slug, Text

DEFAULT_REGION = "fr"

Form = Annotated[str, StringConstraints(pattern=r"^[0-9#]+([ -][0-9#]+)+$")]
Territory = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class RegionFacts(Model):
    """`helplines/<region>.toml`: the lines of one region, most fitting first.

    `first` is the call button's; `forms` are how long numbers are written there, `#`
    being a digit; `territories` are the two letters a device there ends its locale with.
    """

    region: Slug
    first: Slug
    forms: tuple[Form, ...] = ()
    territories: tuple[Territory, ...] = Field(min_length=1)
    line: tuple[HelplineFacts, ...] = Field(min_length=1)

    def is_written_as_there(self, number: str) -> bool:
        """Whether the region writes a number so; short codes are the same everywhere."""
        if re.fullmatch("[0-9]{2,4}", number):
            return True
        return any(re.fullmatch(form.replace("#", "[0-9]"), number) for form in self.forms)


class RegionWords(Model):
    """What a language says of one region.

    `emergency` is said when a life is in danger, `external` before the lines outside.
    `suicide` and `danger` are the numbers alone, as a sentence takes them: `le 3114`.
    """

    id: Slug
    name: Text
    suicide: Text
    danger: Text
    emergency: Text
    external: Text


class Region(Model):
    """A region as a screen shows it: its words, its lines, and the first to call."""

    words: RegionWords
    territories: tuple[Territory, ...]
    first_id: Slug
    lines: tuple[Helpline, ...] = Field(min_length=1)

    @property
    def code(self) -> str:
        """The id shared by the facts and the words: `be`, `ca-qc`."""
        return self.words.id

    @property
    def name(self) -> str:
        """What the language calls the region."""
        return self.words.name

    @property
    def first(self) -> Helpline:
        """The line of the call button."""
        return next(line for line in self.lines if line.id == self.first_id)

    @property
    def emergency_lines(self) -> tuple[Helpline, ...]:
        """The lines for a danger to life or thoughts of suicide."""
        return tuple(line for line in self.lines if line.facts.emergency)

    @property
    def support_lines(self) -> tuple[Helpline, ...]:
        """The lines for health professionals; a region may have none."""
        return tuple(line for line in self.lines if not line.facts.emergency)


def pick_region(chosen: str | None, spoken: Sequence[str], regions: Iterable[Region]) -> str:
    """The region chosen, else the first the device's locales point at, else France.

    `spoken` holds codes as a device writes them: `fr-BE`, `en_GB`, `zh-Hant-TW`, `fr`.
    """
    of_territory = {t: region.code for region in regions for t in region.territories}
    if chosen in of_territory.values():
        return str(chosen)
    parts = [part for code in spoken for part in re.split("[-_]", code)[1:]]
    return next((of_territory[part] for part in parts if part in of_territory), DEFAULT_REGION)
