"""The models of the tables, and a parser that keeps the readable part of a damaged table."""

import datetime as dt
import json
from typing import Any

from pydantic import AwareDatetime, Field, ValidationError

from sv_app.domain.journal import Contact, Entry, Pin, Settings, Ticks
from sv_app.domain.model import Model
from sv_app.domain.self_check import Draft
from sv_app.domain.tally import TallyCell

VERSION = 2
QUARANTINE = "aside-"
"""The prefix of the names of quarantined records."""
V1_RECORD = "journal"
"""The only record of version 1: all tables as JSON, not encrypted."""

TableDocuments = dict[str, Any]
"""The documents of a table, by their number as a string."""


class Meta(Model):
    """The version of the tables, the wrong passcodes, and the last day of the retention.

    That is the last day on which the retention was applied.
    """

    version: int = Field(default=VERSION, ge=1, le=VERSION)
    wrong_codes: int = Field(default=0, ge=0)
    """The number of wrong passcodes since the last correct one."""
    next_try: AwareDatetime | None = None
    """Ignored: builds until 2026-11 wrote it. It depended on the device's clock."""
    last_used: dt.date | None = None
    """The last day on which a retention was applied, by a clock that was trusted."""


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
    "tally": TallyCell,
    "ticks": Ticks,
}


TABLES_WITHOUT_PASSCODE = ("meta", "settings", "contacts", "pins", "tally", "ticks")
"""The tables that no passcode encrypts, read at start."""
TABLES_READ_AT_START = (*TABLES_WITHOUT_PASSCODE, "draft")
"""Those tables and the draft; entries are read when they are shown."""


def is_private(name: str) -> bool:
    """Whether the passcode, if there is one, encrypts the record of that name."""
    return name.removeprefix(QUARANTINE).startswith(("draft", "entries", V1_RECORD))


def parse_table(name: str, data: bytes) -> tuple[TableDocuments, list[Model], bool]:
    """Return the valid documents of table `name`, their models, and whether all were valid."""
    try:
        documents = json.loads(data)
    except (ValueError, RecursionError):
        return {}, [], False
    if not isinstance(documents, dict):
        return {}, [], False
    models = {key: _parse_document(name, key, document) for key, document in documents.items()}
    valid = {key: model for key, model in models.items() if model}
    return {key: documents[key] for key in valid}, [*valid.values()], len(valid) == len(models)


def encode_table(table: TableDocuments | None) -> bytes | None:
    """Return a table as a record, the inverse of `parse_table`; None when it is empty."""
    return json.dumps(table, ensure_ascii=False).encode() if table else None


def _parse_document(name: str, key: str, document: Any) -> Model | None:
    try:
        model = TABLE_MODELS[name.split("-")[0]].model_validate(document)
    except ValidationError:
        return None
    return model if key.isascii() and key.isdecimal() else None
