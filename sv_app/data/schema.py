"""What each table holds, and what can still be read of a damaged table."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from sv_app.domain.journal import Contact, Entry, Pin, Settings
from sv_app.domain.model import Model
from sv_app.domain.self_check import Draft


def iter_leaf_fields(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """What is given under `value`, with its key: `say.listen.why`.

    Items of a list go by their `id` where they have one, else by their rank.
    """
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from iter_leaf_fields(getattr(value, name), f"{key}.{name}".lstrip("."))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from iter_leaf_fields(item, f"{key}.{name}")
    elif isinstance(value, tuple):
        for rank, item in enumerate(value, start=1):
            item_id = getattr(item, "id", None)
            yield from iter_leaf_fields(item, f"{key}.{item_id}" if item_id else f"{key}[{rank}]")
    elif value is not None:
        yield key, value


VERSION = 2
QUARANTINE = "aside-"
"""How the name of a record starts that was damaged."""

Table = dict[str, Any]
"""Documents, by their number written as a text."""


class Meta(Model):
    """The version of the tables, the wrong codes since the last right one, the last day of use."""

    version: int = Field(default=VERSION, ge=1, le=VERSION)
    wrong_codes: int = Field(default=0, ge=0)
    next_try: AwareDatetime | None = None
    """Written until 2026-11, and ignored since: it depended on the device's clock."""
    last_used: dt.date | None = None


class Pins(Model):
    """The pinned phrases."""

    pins: tuple[Pin, ...] = ()


TABLE_MODELS: dict[str, type[Model]] = {
    "meta": Meta,
    "settings": Settings,
    "contacts": Contact,
    "pins": Pins,
    "draft": Draft,
    "entries": Entry,
}


PUBLIC_TABLES = ("meta", "settings", "contacts", "pins")
"""The tables every screen needs, which no passcode seals."""
TABLES_READ_AT_START = (*PUBLIC_TABLES, "draft")
"""Those that are read at the start; entries are when they are looked at."""


def is_private(name: str) -> bool:
    """Whether the passcode, when there is one, seals the record of that name."""
    return name.removeprefix(QUARANTINE).startswith(("draft", "entries", "journal"))


def parse_table(name: str, data: bytes) -> tuple[Table, list[Model], bool]:
    """The documents of table `name` that can be read in `data`, and whether all can."""
    try:
        documents = json.loads(data)
    except (ValueError, RecursionError):
        return {}, [], False
    if not isinstance(documents, dict):
        return {}, [], False
    models = {key: _model(name, key, document) for key, document in documents.items()}
    good = {key: model for key, model in models.items() if model}
    return {key: documents[key] for key in good}, [*good.values()], len(good) == len(models)


def encoded(table: Table | None) -> bytes | None:
    """A table as a record, the inverse of `parse_table`; None when it holds nothing."""
    return json.dumps(table, ensure_ascii=False).encode() if table else None


def _model(name: str, key: str, document: Any) -> Model | None:
    try:
        model = TABLE_MODELS[name.split("-")[0]].model_validate(document)
    except ValidationError:
        return None
    return model if key.isascii() and key.isdecimal() else None
