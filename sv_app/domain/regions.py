"""Regions with their helplines, and the choice of a region from the device's locales."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from sv_app.domain.helplines import Helpline, HelplineFacts, split_extension
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.domain.model import Model, Slug, Text

DEFAULT_REGION = "fr"
"""The region of a device whose locales name no territory."""
OTHER_REGION = "other"
"""The region of a device in a territory whose numbers nobody has checked."""
NON_COUNTRY_CODES = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ|001")
"""Codes that ISO 3166 assigns to no country, and the code of the world."""

NumberFormat = Annotated[str, StringConstraints(pattern=r"^[0-9#]+([ -][0-9#]+)+$")]
Territory = Annotated[str, StringConstraints(pattern=r"^([a-z]{2}-)?[A-Z]{2}$")]


class RegionFacts(Model):
    """`helplines/<region>.toml`: the lines of one region, in the order of the screens.

    `talk_line` is the id of the line of the Talk slot; None where no line to talk with is known to
    answer at any hour. `number_formats` are the formats of the region's long numbers, with `#` for
    a digit. `territories` are the ISO 3166 codes at the end of a device's locale, or a complete
    locale such as `fr-CA` if the language decides. Only the region `other` has no territories.
    """

    region: Slug
    talk_line: Slug | None = None
    number_formats: tuple[NumberFormat, ...] = ()
    territories: tuple[Territory, ...] = ()
    line: tuple[HelplineFacts, ...] = Field(min_length=1)

    def has_valid_format(self, number: str) -> bool:
        """Whether `number` has one of the region's formats, or is a short code of 2 to 4 digits."""
        if re.fullmatch("[0-9]{2,4}", number):
            return True
        return any(re.fullmatch(form.replace("#", "[0-9]"), number) for form in self.number_formats)


MIN_INTERNATIONAL_DIGITS = 8
"""The fewest digits of a number with its country code; most numbers have at least ten."""


def lacks_digit(number: str, formats: Iterable[str]) -> bool:
    """Whether `number` seems to lack a digit, as far as a region's `number_formats` can tell.

    Only a format with a fixed prefix tells, such as `0# ## ## ## ##` in France. Only the formats
    with the longest prefix that the number begins with are compared: for `0470`… in Belgium,
    `047# ## ## ##` and not `0### ## ###`. The number lacks a digit if it is shorter than each of
    them. Of a number with a country code, only `MIN_INTERNATIONAL_DIGITS` is known.
    """
    main = split_extension(number)[0]
    digits = re.sub("[^0-9]", "", main)
    if main.startswith("+"):
        return len(digits) < MIN_INTERNATIONAL_DIGITS
    prefixes = {form: re.split("[# -]", form)[0] for form in formats}
    matching = [form for form, prefix in prefixes.items() if digits.startswith(prefix)]
    longest = max((len(prefixes[form]) for form in matching), default=0)
    likely = [form for form in matching if len(prefixes[form]) == longest]
    lengths = {form: len(re.sub("[ -]", "", form)) for form in likely}
    fixed_prefix_lengths = [length for form, length in lengths.items() if not form.startswith("#")]
    if len(digits) in lengths.values():
        return False
    return len(digits) < min(fixed_prefix_lengths, default=0)


class RegionWords(Model):
    """The words of one language about a region.

    `emergency` is the text for a danger to life, `external` the text above public helplines.
    `suicide` and `emergency_number` are numbers as they fit into a sentence: `le 3114`.
    """

    id: Slug
    name: Text
    suicide: Text
    emergency_number: Text
    emergency: Text
    external: Text


class Region(Model):
    """A region in one language: its words and its lines."""

    words: RegionWords
    territories: tuple[Territory, ...]
    talk_line_id: Slug | None
    number_formats: tuple[NumberFormat, ...] = ()
    lines: tuple[Helpline, ...] = Field(min_length=1)

    @property
    def code(self) -> str:
        """The id, which facts and words share: `be`, `ca-qc`."""
        return self.words.id

    @property
    def name(self) -> str:
        """The name of the region."""
        return self.words.name

    @property
    def emergency_lines(self) -> tuple[Helpline, ...]:
        """The lines for a danger to life or for thoughts of suicide."""
        return tuple(line for line in self.lines if line.facts.emergency)

    @property
    def suicide_lines(self) -> tuple[Helpline, ...]:
        """The lines for thoughts of suicide; empty only in the region `other`."""
        return tuple(line for line in self.lines if line.facts.suicide)

    @property
    def named_suicide_lines(self) -> tuple[Helpline, ...]:
        """The lines for thoughts of suicide whose number is in the sentences of the app."""
        named = with_plain_characters(self.words.suicide)
        return tuple(
            line
            for line in self.suicide_lines
            if line.facts.is_call and with_plain_characters(line.facts.display_number) in named
        )

    @property
    def first_line_in_danger(self) -> Helpline:
        """The line to call first in a danger, at any hour.

        The first line for thoughts of suicide that is known to answer at any hour, else the
        emergency number.
        """
        return next(
            (
                line
                for line in self.suicide_lines
                if line.facts.is_call and line.facts.day_and_night
            ),
            self.emergency_number_line,
        )

    @property
    def emergency_number_line(self) -> Helpline:
        """The line of the first emergency number."""
        return next(
            line for line in self.lines if line.facts.is_emergency_number and line.facts.is_call
        )

    @property
    def danger_text_line(self) -> Helpline | None:
        """The first emergency line that answers text messages, if there is one."""
        return next((line for line in self.emergency_lines if not line.facts.is_call), None)

    @property
    def talk_line(self) -> Helpline | None:
        """The line to talk with somebody at any hour; None where no such line is known."""
        return next((line for line in self.lines if line.id == self.talk_line_id), None)

    @property
    def danger_slot_line(self) -> Helpline:
        """The line of the danger slot of the call bar.

        It is `first_line_in_danger`, or the emergency number if the Talk slot dials a line for
        thoughts of suicide already.
        """
        if self.talk_line and self.talk_line.facts.suicide:
            return self.emergency_number_line
        return self.first_line_in_danger

    @property
    def support_lines(self) -> tuple[Helpline, ...]:
        """Every line that is not an emergency line; empty in some regions."""
        return tuple(line for line in self.lines if not line.facts.emergency)


def codes_by_territory(regions: Iterable[Region]) -> dict[str, str]:
    """Return the code of the region of each territory, and of each complete locale (`fr-CA`)."""
    return {territory: region.code for region in regions for territory in region.territories}


def pick_region(
    chosen: str | None, device_locales: Sequence[str], regions: Iterable[Region]
) -> str:
    """Return the chosen region, else the region of the first locale that names a territory.

    `device_locales` holds the locales of the device: `fr-BE`, `en_GB`, `zh-Hant-TW`, `fr`.
    A territory that no region covers gives `other`; locales without a territory give France.
    """
    regions = tuple(regions)
    if chosen in {region.code for region in regions}:
        return str(chosen)
    codes = codes_by_territory(regions)
    for locale_code in device_locales:
        language, *parts = re.split("[-_]", locale_code)
        # BCP 47 does not distinguish upper and lower case; some devices report `fr-be`.
        territories = [p.upper() for p in parts if re.fullmatch("[A-Za-z]{2}|[0-9]{3}", p)]
        if territories and not NON_COUNTRY_CODES.fullmatch(territories[0]):
            local = codes.get(f"{language.lower()}-{territories[0]}")
            return local or codes.get(territories[0], OTHER_REGION)
    return DEFAULT_REGION
