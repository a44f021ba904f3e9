"""Phone numbers as people write them, and the `tel:` links made of them."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

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
