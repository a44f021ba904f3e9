"""Placeholders in sentences: `{n}` in a label, `{suicide}` for a number of the region."""

from collections.abc import Callable, Iterator, Mapping
from string import Formatter
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel

from sv_app.domain.model import Text
from sv_app.domain.regions import Region


def requires(*names: str) -> Callable[[str], str]:
    """Return a validator of texts that must hold exactly these placeholders."""

    def check(text: str) -> str:
        # Format specs ({n:d}) and conversions ({n!r}) could fail or show code: allow none.
        fields = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
        if set(fields) != {(name, "", None) for name in names}:
            expected = ", ".join(f"{{{name}}}" for name in names)
            raise ValueError(f"must hold exactly {expected}")
        return text

    return check


ProgressTemplate = Annotated[Text, AfterValidator(requires("n", "total"))]
DateTemplate = Annotated[Text, AfterValidator(requires("date"))]
NumberTemplate = Annotated[Text, AfterValidator(requires("number"))]
AddressTemplate = Annotated[Text, AfterValidator(requires("address"))]
RegionTemplate = Annotated[Text, AfterValidator(requires("region"))]
DateRangeTemplate = Annotated[Text, AfterValidator(requires("first", "last"))]
TextTemplate = Annotated[Text, AfterValidator(requires("text"))]
DayTemplate = Annotated[Text, AfterValidator(requires("day", "month", "year"))]
MonthTemplate = Annotated[Text, AfterValidator(requires("month", "year"))]
NameTemplate = Annotated[Text, AfterValidator(requires("name"))]
DegreeTemplate = Annotated[Text, AfterValidator(requires("degree", "signs"))]
CountTemplate = Annotated[Text, AfterValidator(requires("n"))]
WeekdayTemplate = Annotated[Text, AfterValidator(requires("weekday", "date"))]
TimeTemplate = Annotated[Text, AfterValidator(requires("hour", "minute"))]
AppointmentTemplate = Annotated[Text, AfterValidator(requires("day", "time"))]
ExpiryTemplate = Annotated[Text, AfterValidator(requires("n", "date"))]
SlotTemplate = Annotated[Text, AfterValidator(requires("name", "who"))]
SecondsTemplate = Annotated[Text, AfterValidator(requires("seconds"))]


PLACEHOLDERS = ("suicide", "emergency_number")
"""The placeholders for numbers: the line for thoughts of suicide, and the emergency number."""

M = TypeVar("M", bound=BaseModel)


def texts_with_placeholders(value: object) -> Iterator[str]:
    """Yield every text in a nested `value` that has a placeholder."""
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
    """Fill the placeholders of `text` with the numbers of `region`."""
    return text.format_map({name: getattr(region.words, name) for name in PLACEHOLDERS})


def replace_texts(model: M, words: Mapping[str, str]) -> M:
    """Return a copy of `model`, with each text that is a key of `words` replaced by its value."""
    return map_texts(model, lambda text: words.get(text, text))


def map_texts(model: M, change: Callable[[str], str]) -> M:
    """Return a copy of `model` with each text as `change` returns it.

    Returns `model` itself if nothing changes.
    """
    old_values = {name: getattr(model, name) for name in type(model).model_fields}
    new_values = {name: _map_in(value, change) for name, value in old_values.items()}
    changed = {name: value for name, value in new_values.items() if value is not old_values[name]}
    return model.model_copy(update=changed) if changed else model


def _map_in(value: Any, change: Callable[[str], str]) -> Any:
    """Change the texts in `value`; return `value` itself if nothing changes, to save copies."""
    if type(value) is str:  # not a StrEnum
        return change(value)
    if isinstance(value, BaseModel):
        return map_texts(value, change)
    if isinstance(value, tuple):
        changed = tuple(_map_in(item, change) for item in value)
        return changed if any(a is not b for a, b in zip(changed, value, strict=True)) else value
    if isinstance(value, dict):
        by_key = {key: _map_in(item, change) for key, item in value.items()}
        return by_key if any(by_key[key] is not value[key] for key in value) else value
    return value
