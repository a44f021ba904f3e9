"""Regions: whose lines are shown, and which one a device is likely to be in."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from sv_app.domain.helplines import Helpline, HelplineFacts
from sv_app.domain.model import Model, Slug, Text

DEFAULT_REGION = "fr"
"""For a device that does not say where it is."""
OTHER_REGION = "other"
"""For a device in a place whose numbers nobody has checked."""
NON_COUNTRY_CODES = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ|001")
"""Codes that ISO 3166 assigns to no country, and that of the whole world."""

Form = Annotated[str, StringConstraints(pattern=r"^[0-9#]+([ -][0-9#]+)+$")]
Territory = Annotated[str, StringConstraints(pattern=r"^([a-z]{2}-)?[A-Z]{2}$")]


class RegionFacts(Model):
    """`helplines/<region>.toml`: the lines of one region, most fitting first.

    `first` is the call button's; `forms` are how long numbers are written there, `#`
    being a digit; `territories` are the two letters a device there ends its locale with,
    or a whole locale where the language decides: `fr-CA`. Only `other` has none.
    """

    region: Slug
    first: Slug
    forms: tuple[Form, ...] = ()
    territories: tuple[Territory, ...] = ()
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
    def suicide_lines(self) -> tuple[Helpline, ...]:
        """The lines for thoughts of suicide; only `other` has none."""
        return tuple(line for line in self.lines if line.facts.suicide)

    @property
    def support_lines(self) -> tuple[Helpline, ...]:
        """The lines for health professionals; a region may have none."""
        return tuple(line for line in self.lines if not line.facts.emergency)


def pick_region(chosen: str | None, spoken: Sequence[str], regions: Iterable[Region]) -> str:
    """The region chosen, else that of the first of the device's locales that names a place.

    `spoken` holds codes as a device writes them: `fr-BE`, `en_GB`, `zh-Hant-TW`, `fr`.
    A place that no region covers is `other`; France is for a device that names none.
    """
    regions = tuple(regions)
    if chosen in {region.code for region in regions}:
        return str(chosen)
    of_territory = {t: region.code for region in regions for t in region.territories}
    for code in spoken:
        language, *parts = re.split("[-_]", code)
        places = [p for p in parts if re.fullmatch("[A-Z]{2}|[0-9]{3}", p)]
        if places and not NON_COUNTRY_CODES.fullmatch(places[0]):
            local = of_territory.get(f"{language.lower()}-{places[0]}")
            return local or of_territory.get(places[0], OTHER_REGION)
    return DEFAULT_REGION
