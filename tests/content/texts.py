"""Every text of a language, and the numbers in a text."""

import re
from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel

from sv_app.data.content_files import iter_leaf_fields
from sv_app.domain.content import Content
from sv_app.domain.sources import Claim

DIGIT_SEPARATORS = "[ \u00a0\u202f.,-]"


def texts(content: Content) -> dict[str, str]:
    """Return the texts by key, without those of the sources, which are quoted."""
    return {key: text for key, text in every_string(content) if not key.startswith("sources.")}


def every_string(content: BaseModel) -> Iterator[tuple[str, str]]:
    """Yield every text and id under `content`, without the addresses of sources."""
    for key, value in iter_leaf_fields(content):
        if isinstance(value, StrEnum) or not isinstance(value, str):
            continue
        if not value.startswith("https://"):
            yield key, value


def claims(value: object) -> Iterator[Claim]:
    """Yield every claim under `value`."""
    if isinstance(value, Claim):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from claims(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from claims(item)


def numbers(text: str) -> set[int]:
    """Return the whole numbers of a text; `11 649` and `11,649` are the same number."""
    matches = re.findall(rf"\d{{1,3}}(?:{DIGIT_SEPARATORS}\d{{3}})+(?!\d)|\d+", text)
    return {int(re.sub(r"\D", "", number)) for number in matches}


def long_numbers(text: str) -> set[str]:
    """Return the runs of eight digits or more, in any grouping."""
    matches = re.findall(rf"\d(?:{DIGIT_SEPARATORS}?\d){{7,}}", text)
    return {re.sub(r"\D", "", number) for number in matches}
