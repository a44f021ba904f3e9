"""Makes export files and their parts for tests; `rejection_of` returns why a file is rejected."""

import json
from typing import Any

import pytest

from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.export_format import ExportFile, ImportRejectedError, RejectReason, dump
from tests.data.journal_builder import CONTACT, filled_journal, journal_data

CONTACT_FILE = dump(ExportFile(entries=(), contacts=(CONTACT,), pins=()))


def export_file(**fields: Any) -> bytes:
    """Return a plain export file of version 2, which can still be read, with `fields`."""
    return json.dumps({"format": "cote-a-cote", "version": 2, **fields}).encode()


def entry(number: int = 0, **changes: Any) -> dict[str, Any]:
    """Return the document of an entry without answers, with `changes`."""
    fields = {"id": f"{number:032x}", "at": "2026-01-02T03:04:05Z", "check": {"answers": {}}}
    return {**fields, **changes}


def contact(number: int = 0, phone: str = "01 55 55 55 55") -> dict[str, Any]:
    """Return the document of a contact."""
    return {"id": f"{number:032x}", "name": f"Unit {number}", "phone": phone}


async def rejection_of(data: bytes, passcode: str | None = None) -> RejectReason:
    """Return why a journal rejects `data`; assert that the journal is unchanged."""
    journal = await filled_journal(MemoryBackend())
    before = await journal_data(journal)
    with pytest.raises(ImportRejectedError) as error:
        await journal.preview_import(data, passcode)
    assert await journal_data(journal) == before
    return error.value.reason
