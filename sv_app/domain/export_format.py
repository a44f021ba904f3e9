"""The export file: its model, how to write and read it, and why a file is rejected."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, FailFast, Field, ValidationError

from sv_app.domain import journal, strict_json
from sv_app.domain.journal import Contact, Entry, Pin
from sv_app.domain.model import Model
from sv_app.domain.strict_json import JsonFault, JsonLimits, StrictJsonError
from sv_app.domain.tally import MAX_CELLS, Tally, TallyCell

FORMAT: Literal["cote-a-cote"] = "cote-a-cote"
Version = Literal[2, 3]
"""The versions that can be read. Version 2 has no role of a contact, and no tally."""
VERSION: Version = 3
MAX_IMPORT_SIZE = 16 * 1024 * 1024
"""Bytes of a plain file to import; the largest possible export is smaller."""
LIMITS = JsonLimits(
    strings=32 * journal.MAX_ENTRIES, containers=8 * journal.MAX_ENTRIES, depth=8, keys=20
)
"""An entry that answers every question has 30 strings and 3 objects."""
_TOO_MANY_ERRORS = ("too_long", "value_error")
"""The types of pydantic error of a list with too many items. `_within_limits` raises a
`value_error`."""


class RejectReason(StrEnum):
    """Why a file is rejected; one reason for each file."""

    TOO_LARGE = "too-large"
    NOT_OURS = "not-ours"
    NEWER = "newer"
    DAMAGED = "damaged"
    DUPLICATE = "twice"
    TOO_MANY = "too-many"
    NEEDS_PASSCODE = "needs-code"
    WRONG_PASSCODE = "wrong-code"


_REASONS = {
    JsonFault.INVALID: RejectReason.NOT_OURS,
    JsonFault.DUPLICATE: RejectReason.DUPLICATE,
    JsonFault.TOO_MANY: RejectReason.TOO_MANY,
    JsonFault.TOO_COMPLEX: RejectReason.DAMAGED,
}


class ImportRejectedError(Exception):
    """A file is rejected, and no part of it is imported; `details` is for developers."""

    def __init__(self, reason: RejectReason, details: str = "") -> None:
        """Set the reason, and details that hold nothing from the file's texts."""
        super().__init__(reason, details)
        self.reason = reason
        self.details = details


class ImportPlan(Model):
    """What importing a file would add: the content of the preview, and of the import itself."""

    entries: tuple[Entry, ...]
    """New entries that are not older than the retention allows."""
    contacts: tuple[Contact, ...] = ()
    """New contacts with a number that can be dialled, up to the limit of the journal."""
    pins: tuple[Pin, ...] = ()
    """New favourites, up to the limit of the journal."""
    kept_buddy_name: str | None = None
    """The name of the contact that stays the buddy, if another one loses the role."""
    tally: Tally = ()
    """The tally of the journal and of the file together; empty if the file adds nothing to it."""
    tally_months: int = 0
    """The number of months in which the file adds to the tally."""
    known_count: int = 0
    too_old_count: int = 0
    not_dialable_count: int = 0
    """The number of contacts left out because their number can't be dialled."""
    no_room_count: int = 0
    """The number of contacts and favourites left out because the journal would exceed a limit."""

    @property
    def count(self) -> int:
        """The number of entries that it would add."""
        return len(self.entries)

    @property
    def first_day(self) -> dt.date | None:
        """The local day of the oldest entry to add, or None if there is none."""
        return min((entry.local_time.date() for entry in self.entries), default=None)

    @property
    def last_day(self) -> dt.date | None:
        """The local day of the newest entry to add, or None if there is none."""
        return max((entry.local_time.date() for entry in self.entries), default=None)


def _within_limits(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if journal.too_many_entries(entry.at for entry in entries):
        raise ValueError("are more than a journal holds")
    return entries


class ExportFile(Model):
    """The content of a plain export file."""

    format: Literal["cote-a-cote"] = FORMAT
    version: Version = VERSION
    # FailFast: reporting every error in a list of a million items would take seconds.
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
    tally: Annotated[tuple[TallyCell, ...], FailFast(), Field(max_length=MAX_CELLS)] = ()


def dump(exported: ExportFile) -> bytes:
    """Serialise to indented JSON, which people can read too."""
    return exported.model_dump_json(indent=1, exclude_none=True).encode()


def load(data: bytes) -> ExportFile:
    """Parse and validate a plain export file.

    Raises:
        ImportRejectedError: If the file is too large, invalid, or of a newer version.
    """
    if len(data) > MAX_IMPORT_SIZE:
        raise ImportRejectedError(RejectReason.TOO_LARGE)
    try:
        exported = _validate(strict_json.loads(data, LIMITS))
        for items in (exported.entries, exported.contacts):
            strict_json.refuse_duplicates(item.id for item in items)
        strict_json.refuse_duplicates(exported.pins)
        strict_json.refuse_duplicates(f"{cell.month} {cell.kind}" for cell in exported.tally)
    except StrictJsonError as error:
        raise ImportRejectedError(_REASONS[error.fault], error.details) from None
    return exported


def _validate(document: Any) -> ExportFile:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ImportRejectedError(RejectReason.NOT_OURS)
    if "version" not in document:
        raise ImportRejectedError(RejectReason.DAMAGED, "missing version")
    version = document["version"]
    if isinstance(version, int) and version > VERSION:
        raise ImportRejectedError(RejectReason.NEWER)
    try:
        return ExportFile.model_validate(document)
    except ValidationError as error:
        # Leave the input out of the error: it could be what somebody wrote.
        details = error.errors(include_input=False, include_url=False, include_context=False)[0]
        too_many = len(details["loc"]) == 1 and details["type"] in _TOO_MANY_ERRORS
        reason = RejectReason.TOO_MANY if too_many else RejectReason.DAMAGED
        raise ImportRejectedError(reason, details["type"]) from None
