"""Placeholders in sentences: `{n}` in a template, `{suicide}` for a number of the region."""

from collections.abc import Callable, Iterator, Mapping
from string import Formatter
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel

from sv_app.domain.model import Text
from sv_app.domain.regions import Region


def _holding(*names: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        # A form ({n:d}) or a conversion ({n!r}) could fail, or show code: none is known.
        found = [hole[1:] for hole in Formatter().parse(text) if hole[1] is not None]
        if set(found) != {(name, "", None) for name in names}:
            wanted = ", ".join(f"{{{name}}}" for name in names)
            raise ValueError(f"must hold exactly {wanted}")
        return text

    return check


Progress = Annotated[Text, AfterValidator(_holding("n", "total"))]
Dated = Annotated[Text, AfterValidator(_holding("date"))]
Numbered = Annotated[Text, AfterValidator(_holding("number"))]
Written = Annotated[Text, AfterValidator(_holding("address"))]
Regional = Annotated[Text, AfterValidator(_holding("region"))]
Spanning = Annotated[Text, AfterValidator(_holding("first", "last"))]
Quoted = Annotated[Text, AfterValidator(_holding("text"))]
Days = Annotated[Text, AfterValidator(_holding("day", "month", "year"))]
Named = Annotated[Text, AfterValidator(_holding("name"))]
Counted = Annotated[Text, AfterValidator(_holding("n"))]
Weekdays = Annotated[Text, AfterValidator(_holding("weekday", "date"))]
Times = Annotated[Text, AfterValidator(_holding("hour", "minute"))]
Period = Annotated[Text, AfterValidator(_holding("first", "last"))]
Expired = Annotated[Text, AfterValidator(_holding("n", "date"))]
Seconds = Annotated[Text, AfterValidator(_holding("seconds"))]


PLACEHOLDERS = ("suicide", "danger")
"""What a sentence may leave blank: the line for thoughts of suicide; the emergency number."""

M = TypeVar("M", bound=BaseModel)


def texts_with_placeholders(value: object) -> Iterator[str]:
    """Every text under `value` that has a blank, as it is written."""
    if isinstance(value, str):
        if "{" in value:
            yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_with_placeholders(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_with_placeholders(item)


def fill(text: str, region: Region) -> str:
    """A text with the numbers of `region` in its blanks."""
    return text.format_map({name: getattr(region.words, name) for name in PLACEHOLDERS})


def replace_texts(model: M, words: Mapping[str, str]) -> M:
    """A copy of `model` in which each text that is a key of `words` is its value."""
    old = {name: getattr(model, name) for name in type(model).model_fields}
    new = {name: _reworded(value, words) for name, value in old.items()}
    changed = {name: value for name, value in new.items() if value is not old[name]}
    return model.model_copy(update=changed) if changed else model


def _reworded(value: Any, words: Mapping[str, str]) -> Any:
    """`value` itself when nothing in it changes: most does not, and a copy takes time."""
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, BaseModel):
        return replace_texts(value, words)
    if isinstance(value, tuple):
        new = tuple(_reworded(item, words) for item in value)
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
    return value
