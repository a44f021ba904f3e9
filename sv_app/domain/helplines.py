"""Helplines: who answers, for whom, when, at what cost, when it was checked; phone numbers."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, HttpUrl, StringConstraints

from sv_app.domain.model import Model, Slug, Text

MIN_DIGITS, MAX_DIGITS = 6, 15
"""Shorter numbers are service codes; E.164 allows no more than 15 digits."""
MAX_LENGTH = 30
_WRITTEN = re.compile(r"\+?[0-9(][0-9 ()./-]{4,28}")
_TYPOGRAPHIC = str.maketrans({**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), "\u2011": "-"})


def _plain_separators(number: object) -> object:
    return number.translate(_TYPOGRAPHIC).strip() if isinstance(number, str) else number


def is_dialable(number: str) -> bool:
    """Whether `number` is a whole phone number, not a service code."""
    digits = len(re.sub("[^0-9]", "", number[:MAX_LENGTH]))
    return bool(_WRITTEN.fullmatch(number)) and MIN_DIGITS <= digits <= MAX_DIGITS


def _dialable(number: str) -> str:
    if not is_dialable(number):
        raise ValueError("is no phone number that may be dialled")
    return number


PhoneNumber = Annotated[str, AfterValidator(_dialable), BeforeValidator(_plain_separators)]
"""A number that may be dialled: digits, a leading + and separators, no * nor #.

`*21*0600000000#` would forward every call, and short codes come from `content/` only.
"""

StoredPhone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9(*#][0-9 ()./*#-]{1,28}$")]
"""What any version stored as a number: it must open, but may not be safe to dial."""


def tel_uri(number: str) -> str:
    """The link that dials `number`: `tel:0155555555`, `tel:+33155555555`."""
    # In +33 (0)1 55 55 55 55, the zero is dialled inside the country only.
    international = number.replace("(0)", "") if number.startswith("+") else number
    return f"tel:{re.sub('[^+0-9]', '', international)}"


MAX_AGE_DAYS = 365
"""Days after which a number read on a page should be read there again."""


def _whole(number: str) -> str:
    digits = len(re.sub(r"[^0-9]", "", number))
    if not 2 <= digits <= 15 or (digits < 6 and not number.isdigit()):
        raise ValueError("is no phone number: a digit is missing, or there is one too many")
    return number


Number = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{2,4}|[0-9]+([ -][0-9]+)+)$"),
    AfterValidator(_whole),
]


class Channel(StrEnum):
    """How a line is reached."""

    CALL = "call"
    SMS = "sms"


class HelplineFacts(Model):
    """What does not change with the language.

    `number` is written as people read it, with spaces; short codes stay short,
    because turning them into +33… breaks them. It is `to_confirm` while too few
    pages were read to be sure of it: wherever it is shown, it says so.

    An `emergency` line is for a danger to life or thoughts of suicide; `suicide` is
    true for the latter. `day_and_night` is true only where published pages say that
    somebody answers at any hour, every day.
    """

    id: Slug
    number: Number
    channel: Channel = Channel.CALL
    emergency: bool = False
    suicide: bool = False
    day_and_night: bool = False
    to_confirm: bool = False
    checked_on: dt.date
    source: HttpUrl

    @property
    def for_danger(self) -> bool:
        """Whether this is an emergency number, for any danger to life."""
        return self.emergency and not self.suicide

    @property
    def shown(self) -> str:
        """The number as a screen shows it: its spaces never break."""
        return self.number.replace(" ", "\u00a0")

    @property
    def uri(self) -> str:
        """What a tap opens: `tel:0805232336` or `sms:114`."""
        scheme = "sms" if self.channel is Channel.SMS else "tel"
        return f"{scheme}:{re.sub(r'[^0-9]', '', self.number)}"

    def is_old(self, on: dt.date) -> bool:
        """Whether, on that day, it was last checked over twelve months ago."""
        return (on - self.checked_on).days > MAX_AGE_DAYS


class HelplineWords(Model):
    """What a language says of one line; hours and cost, where they are known."""

    id: Slug
    name: Text
    who_answers: Text
    for_whom: Text
    hours: Text | None = None
    cost: Text | None = None


class Helpline(Model):
    """A line as a screen shows it: its facts and its words."""

    facts: HelplineFacts
    words: HelplineWords

    @property
    def id(self) -> str:
        """The id shared by the facts and the words."""
        return self.facts.id
