"""What an exported file holds, and why one can't be imported."""

import datetime as dt
import json
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Literal

from pydantic import ValidationError

from sv_app.domain.journal import Contact, Entry, Pin
from sv_app.domain.model import Model

FORMAT: Literal["cote-a-cote"] = "cote-a-cote"
VERSION: Literal[2] = 2
LARGEST = 5 * 1024 * 1024
DEEPEST = 8
_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


class Refusal(StrEnum):
    """The one reason why a file is refused."""

    TOO_LARGE = "too-large"
    NOT_OURS = "not-ours"
    NEWER = "newer"
    DAMAGED = "damaged"
    TWICE = "twice"
    NEEDS_CODE = "needs-code"
    WRONG_CODE = "wrong-code"


class ImportRefusedError(Exception):
    """A file that is not imported; nothing of it is. `details` is for developers."""

    def __init__(self, reason: Refusal, details: str = "") -> None:
        """Say the one reason."""
        super().__init__(reason, details)
        self.reason = reason
        self.details = details


class Import(Model):
    """What a file would add, for a look before it does."""

    entries: tuple[Entry, ...]
    """Those that are not here yet, and not too old to be kept."""
    contacts: tuple[Contact, ...] = ()
    pins: tuple[Pin, ...] = ()
    already_here: int = 0
    too_old: int = 0

    @property
    def count(self) -> int:
        """How many entries it would add."""
        return len(self.entries)

    @property
    def first_day(self) -> dt.date | None:
        """The day of the oldest one."""
        return min((entry.local_day for entry in self.entries), default=None)

    @property
    def last_day(self) -> dt.date | None:
        """The day of the newest one."""
        return max((entry.local_day for entry in self.entries), default=None)


class Exported(Model):
    """What a readable export holds, and nothing else."""

    format: Literal["cote-a-cote"] = FORMAT
    version: Literal[2] = VERSION
    entries: tuple[Entry, ...] = ()
    contacts: tuple[Contact, ...] = ()
    pins: tuple[Pin, ...] = ()


def written(exported: Exported) -> bytes:
    """A file that a person, too, can read."""
    return exported.model_dump_json(indent=1, exclude_none=True).encode()


def read(data: bytes) -> Exported:
    """What a readable export holds.

    Raises:
        ImportRefusedError: when any of it is not as this app writes it.
    """
    if len(data) > LARGEST:
        raise ImportRefusedError(Refusal.TOO_LARGE)
    if _depth(data) > DEEPEST:
        raise ImportRefusedError(Refusal.DAMAGED, "too deep")
    found = _parsed(data)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ImportRefusedError(Refusal.NOT_OURS)
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise ImportRefusedError(Refusal.NEWER)
    try:
        exported = Exported.model_validate_json(data)
    except ValidationError as error:
        # Never what was given: it could be what somebody wrote.
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        raise ImportRefusedError(Refusal.DAMAGED, first["type"]) from None
    for things in (exported.entries, exported.contacts):
        _refuse_twice(thing.id for thing in things)
    _refuse_twice(exported.pins)
    return exported


def _depth(data: bytes) -> int:
    """How deep brackets are nested, outside texts: the parser itself would run out of room."""
    depth = deepest = 0
    for bracket in re.findall(rb"[][{}]", _TEXTS.sub(b"", data)):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(
            data.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_number
        )
    except ValueError as error:
        raise ImportRefusedError(Refusal.NOT_OURS, type(error).__name__) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    _refuse_twice(key for key, _ in pairs)
    return dict(pairs)


def _no_number(name: str) -> None:
    raise ImportRefusedError(Refusal.DAMAGED, name)


def _refuse_twice(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ImportRefusedError(Refusal.TWICE)
        seen.add(name)
