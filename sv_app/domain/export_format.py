"""The export file: what it holds, how it is read, and why a file is rejected."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, FailFast, Field, ValidationError

from sv_app.domain import journal, strict_json
from sv_app.domain.journal import Contact, Entry, Pin
from sv_app.domain.model import Model
from sv_app.domain.strict_json import JsonFault, JsonLimits, StrictJsonError

FORMAT: Literal["cote-a-cote"] = "cote-a-cote"
VERSION: Literal[2] = 2
LARGEST = journal.MAX_FILE_SIZE
LIMITS = JsonLimits(
    strings=32 * journal.MAX_ENTRIES, containers=8 * journal.MAX_ENTRIES, depth=8, keys=20
)
"""An entry that answers every question has 30 strings and 3 objects."""
_TOO_MANY = ("too_long", "value_error")
"""The types of error of a list that holds too many items."""


class RejectReason(StrEnum):
    """The one reason why a file is refused."""

    TOO_LARGE = "too-large"
    NOT_OURS = "not-ours"
    NEWER = "newer"
    DAMAGED = "damaged"
    TWICE = "twice"
    TOO_MANY = "too-many"
    NEEDS_CODE = "needs-code"
    WRONG_CODE = "wrong-code"


_REASONS = {
    JsonFault.INVALID: RejectReason.NOT_OURS,
    JsonFault.DUPLICATE: RejectReason.TWICE,
    JsonFault.TOO_MANY: RejectReason.TOO_MANY,
    JsonFault.TOO_COMPLEX: RejectReason.DAMAGED,
}


class ImportRejectedError(Exception):
    """A file that is not imported; nothing of it is. `details` is for developers."""

    def __init__(self, reason: RejectReason, details: str = "") -> None:
        """Say the one reason."""
        super().__init__(reason, details)
        self.reason = reason
        self.details = details


class Import(Model):
    """What a file would add, for a look before it does."""

    entries: tuple[Entry, ...]
    """Those that are not here yet, and not too old to be kept."""
    contacts: tuple[Contact, ...] = ()
    """Those that are not here yet, have a number to dial, and fit."""
    pins: tuple[Pin, ...] = ()
    """Those that are not here yet, and fit."""
    already_here: int = 0
    too_old: int = 0
    not_dialable: int = 0
    """How many contacts are left out because their number is not a phone number."""
    no_room: int = 0
    """How many contacts and pins are left out because there would be too many."""

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


def _within_limits(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if journal.too_many_entries(entry.at for entry in entries):
        raise ValueError("are more than a journal holds")
    return entries


class ExportFile(Model):
    """What a readable export holds, and nothing else."""

    format: Literal["cote-a-cote"] = FORMAT
    version: Literal[2] = VERSION
    # The first error ends the reading: a list of a million would cost seconds.
    entries: Annotated[
        tuple[Entry, ...],
        FailFast(),
        Field(max_length=journal.MAX_ENTRIES),
        AfterValidator(_within_limits),
    ] = ()
    contacts: Annotated[
        tuple[Contact, ...], FailFast(), Field(max_length=journal.MAX_FILE_CONTACTS)
    ] = ()
    pins: Annotated[tuple[Pin, ...], FailFast(), Field(max_length=journal.MAX_PINS)] = ()


def dump(exported: ExportFile) -> bytes:
    """A file that a person, too, can read."""
    return exported.model_dump_json(indent=1, exclude_none=True).encode()


def load(data: bytes) -> ExportFile:
    """What a readable export holds.

    Raises:
        ImportRejectedError: when any of it is not as this app writes it.
    """
    if len(data) > LARGEST:
        raise ImportRejectedError(RejectReason.TOO_LARGE)
    try:
        exported = _validated(strict_json.loads(data, LIMITS))
        for things in (exported.entries, exported.contacts):
            strict_json.refuse_duplicates(thing.id for thing in things)
        strict_json.refuse_duplicates(exported.pins)
    except StrictJsonError as error:
        raise ImportRejectedError(_REASONS[error.fault], error.details) from None
    return exported


def _validated(found: Any) -> ExportFile:
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ImportRejectedError(RejectReason.NOT_OURS)
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise ImportRejectedError(RejectReason.NEWER)
    try:
        return ExportFile.model_validate(found)
    except ValidationError as error:
        # Never what was given: it could be what somebody wrote.
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        of_a_list = len(first["loc"]) == 1 and first["type"] in _TOO_MANY
        reason = RejectReason.TOO_MANY if of_a_list else RejectReason.DAMAGED
        raise ImportRejectedError(reason, first["type"]) from None
