"""Helplines, with their numbers, hours and cost; phone numbers that may be dialled."""

import datetime as dt
import re
from enum import StrEnum
from string import ascii_letters
from string import digits as ascii_digits
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from sv_app.domain.line_breaks import host_without_breaks
from sv_app.domain.model import LanguageCode, Model, Slug, Text, WebAddress

MIN_DIGITS, MAX_DIGITS = 6, 15
"""Shorter numbers are service codes; E.164 allows at most 15 digits."""
MAX_LENGTH = 30
_PHONE_PATTERN = re.compile(r"\+?[0-9(][0-9 ()./-]{4,28}")
_TYPOGRAPHIC_TO_ASCII = str.maketrans(
    {**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), "\u2011": "-"}
)


_UNRESERVED = frozenset(ascii_letters + ascii_digits + "-._~")
"""The characters that RFC 3986 lets stand for themselves in every part of a URI."""


def normalize_separators(number: str) -> str:
    """Return `number` with plain spaces and hyphens, as people type them."""
    return number.translate(_TYPOGRAPHIC_TO_ASCII).strip()


def _normalize_text(number: object) -> object:
    return normalize_separators(number) if isinstance(number, str) else number


_EXTENSION_PATTERN = re.compile(
    r"(?P<number>.*[0-9)])(?:[ ,]+p\.?|[ ,]*(?:poste?|interne|ext(?:ension)?|x))[ .:]*"
    r"(?P<extension>[0-9](?: ?[0-9]){0,7})",
    re.IGNORECASE,
)
"""A number and its extension, as people write it: `poste 45 12`, `p. 45`, `ext. 4512`, `x45`."""


def split_extension(number: str) -> tuple[str, str]:
    """Return the phone number and the digits of its extension, which are empty without one."""
    match = _EXTENSION_PATTERN.fullmatch(number)
    return (match["number"], match["extension"].replace(" ", "")) if match else (number, "")


def is_dialable(number: str) -> bool:
    """Whether `number` is a complete phone number and no service code; it may have an extension."""
    main, _ = split_extension(number)
    digits = len(re.sub("[^0-9]", "", main[:MAX_LENGTH]))
    return bool(_PHONE_PATTERN.fullmatch(main)) and MIN_DIGITS <= digits <= MAX_DIGITS


def _check_dialable(number: str) -> str:
    if not is_dialable(number):
        raise ValueError("is no phone number that may be dialled")
    return number


DialablePhone = Annotated[str, AfterValidator(_check_dialable), BeforeValidator(_normalize_text)]
"""A number that may be dialled: digits, a leading +, separators and an extension, without * or #.

`*21*0600000000#` would forward every call. Short codes come from `content/` only.
"""

StoredPhone = Annotated[
    str,
    StringConstraints(
        pattern=r"^\+?[0-9(*#][0-9 ()./*#-]{1,28}([ ,]*[A-Za-z]{1,9}[ .:]*[0-9 ]{1,15})?$"
    ),
]
"""A number as any version of the app stored it: valid to load, but maybe unsafe to dial."""


def tel_uri(number: str) -> str:
    """Return the URI that dials `number`: `tel:0155555555`, `tel:+33155555555;ext=45`.

    The extension is a parameter of RFC 3966. A phone that ignores it still reaches the
    switchboard; a pause would send tones to whoever answers there.
    """
    main, extension = split_extension(normalize_separators(number))
    # In +33 (0)1 55 55 55 55, the zero is dialled only inside the country.
    international = main.replace("(0)", "") if main.startswith("+") else main
    digits = re.sub("[^+0-9]", "", international)
    return f"tel:{digits};ext={extension}" if extension else f"tel:{digits}"


def sms_uri(number: str, body: str) -> str:
    """Return the URI that opens a text message to `number`, which already holds `body`.

    RFC 5724 separates the body with `?`, iOS with `&`; both read `?&`. Detecting the platform would
    not work: an iPad calls itself a Mac.
    """
    digits = tel_uri(split_extension(number)[0]).removeprefix("tel:")
    octets = body.translate(_TYPOGRAPHIC_TO_ASCII).encode()
    # By hand: no module that ships imports urllib, which can open a connection.
    encoded = (chr(octet) if chr(octet) in _UNRESERVED else f"%{octet:02X}" for octet in octets)
    return f"sms:{digits}?&body={''.join(encoded)}"


def with_no_break_spaces(number: str) -> str:
    """Return a number to display, with no-break spaces, so that no line breaks inside it.

    A line may break before the extension: together they are wider than a button on a phone.
    """
    whole, extension = split_extension(number)
    bound = number[: len(whole)].replace(" ", "\u00a0")
    rest = number[len(whole) :]
    return bound + (" " + rest.strip().replace(" ", "\u00a0") if extension else rest)


MAX_AGE_DAYS = 365
"""Days after which a number should be checked again at its source."""


def _check_complete(number: str) -> str:
    digits = len(re.sub(r"[^0-9]", "", number))
    if not 2 <= digits <= 15 or (digits < 6 and not number.isdigit()):
        raise ValueError("is no phone number: a digit is missing, or there is one too many")
    return number


HelplineNumber = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{2,4}|[0-9]+([ -][0-9]+)+)$"),
    AfterValidator(_check_complete),
]


class Channel(StrEnum):
    """How to reach a helpline."""

    CALL = "call"
    SMS = "sms"


class HelplineFacts(Model):
    """The facts of a helpline that do not depend on the language.

    `number` is written as people read it, with spaces. No number has a country code, such as +33: a
    short code such as 15 can't be dialled after one. `to_confirm` means that too few pages were
    read to be sure of the number; the name of the line then says so, where it is shown.

    An `emergency` line is for a danger to life or for thoughts of suicide; `suicide` is
    true for the latter. `day_and_night` is true only if published pages say that somebody
    answers at any hour, every day; `anonymous`, that it does not ask for a name. `languages` are
    those in which published pages say that the line answers; it is empty where none was found, and
    for emergency numbers, which answer in the languages of the country. `checked_on` is the day on
    which `source` was read.
    """

    id: Slug
    number: HelplineNumber
    channel: Channel = Channel.CALL
    emergency: bool = False
    suicide: bool = False
    day_and_night: bool = False
    anonymous: bool = False
    languages: tuple[LanguageCode, ...] = ()
    to_confirm: bool = False
    checked_on: dt.date
    source: WebAddress

    @property
    def is_emergency_number(self) -> bool:
        """Whether this is a line for any danger to life, not one for thoughts of suicide."""
        return self.emergency and not self.suicide

    @property
    def is_call(self) -> bool:
        """Whether the line is reached by a voice call."""
        return self.channel is Channel.CALL

    @property
    def display_number(self) -> str:
        """The number to display, with no-break spaces."""
        return with_no_break_spaces(self.number)

    @property
    def uri(self) -> str:
        """The URI that calls the number or writes to it: `tel:0805232336` or `sms:114`."""
        scheme = "sms" if self.channel is Channel.SMS else "tel"
        return f"{scheme}:{re.sub(r'[^0-9]', '', self.number)}"

    @property
    def source_host(self) -> str:
        """The host of the source, to display on one line."""
        return host_without_breaks(self.source.split("/")[2])

    def is_outdated(self, on: dt.date) -> bool:
        """Whether the last check is more than twelve months before `on`."""
        return (on - self.checked_on).days > MAX_AGE_DAYS


class HelplineWords(Model):
    """The words of one language about a helpline.

    `menu_option` is what to choose once the line has answered; it is shown beside the number
    where the name of the line is not shown. `cost` is None if unknown. `hours` is None if unknown,
    and may be None for an emergency number, which answers at any hour.
    """

    id: Slug
    name: Text
    menu_option: Text | None = None
    who_answers: Text
    for_whom: Text
    hours: Text | None = None
    cost: Text | None = None


class Helpline(Model):
    """A helpline in one language: its facts and its words."""

    facts: HelplineFacts
    words: HelplineWords

    @property
    def id(self) -> str:
        """The id, which facts and words share."""
        return self.facts.id
