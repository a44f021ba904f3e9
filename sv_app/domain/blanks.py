"""Sentences with blanks for a region's numbers: `{suicide}`, `{danger}`."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from sv_app.domain.regions import Region

BLANKS = ("suicide", "danger")
"""What a sentence may leave blank: the line for thoughts of suicide; the emergency number."""

M = TypeVar("M", bound=BaseModel)


def with_blanks(value: object) -> Iterator[str]:
    """Every text under `value` that has a blank, as it is written."""
    if isinstance(value, str):
        if "{" in value:
            yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from with_blanks(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from with_blanks(item)


def filled(text: str, region: Region) -> str:
    """A text with the numbers of `region` in its blanks."""
    return text.format_map({name: getattr(region.words, name) for name in BLANKS})


def reworded(model: M, words: Mapping[str, str]) -> M:
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
        return reworded(value, words)
    if isinstance(value, tuple):
        new = tuple(_reworded(item, words) for item in value)
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
    return value
