"""What older versions stored, opened and changed to the form of this version."""

import json
from contextlib import suppress
from typing import Any

from sv_app.data.crypto.cipher import Cipher, Keys
from sv_app.data.database import EncryptedDatabase
from sv_app.data.entries import PAGE_SIZE, page_name
from sv_app.data.schema import QUARANTINE, Meta, Table, parse_table
from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Settings

V1_RECORD = "journal"
"""The one record of version 1: all tables in a text, encrypted by nothing."""


async def migrate(backend: StorageBackend, cipher: Cipher, names: frozenset[str]) -> None:
    """Bring what `backend` holds to this version, all at once; what is damaged is quarantined."""
    if V1_RECORD not in names:
        return
    data = await backend.read(V1_RECORD) or b""
    changes: dict[str, bytes | None] = {V1_RECORD: None}
    if "meta" not in names:  # else a crash came between keeping the new and deleting the old
        tables, whole = _from_v1(data)
        records = {name: json.dumps(table).encode() for name, table in tables.items()}
        if not whole:
            records[f"{QUARANTINE}{V1_RECORD}-0"] = data
        changes |= {name: await cipher.seal(name, of) for name, of in records.items()}
    await backend.commit(changes)


def _from_v1(data: bytes) -> tuple[dict[str, Table], bool]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    whole = isinstance(found, dict)
    tables: dict[str, Table] = {}
    for name in ("settings", "draft", "entries"):
        table, _, good = parse_table(
            name, json.dumps(found.get(name, {}) if whole else {}).encode()
        )
        tables[name], whole = table, whole and good
    entries = list(tables.pop("entries").values())
    for start in range(0, len(entries), PAGE_SIZE):
        tables[page_name(start // PAGE_SIZE)] = _table(*entries[start : start + PAGE_SIZE])
    # Someone who kept something has said by that whose device it is.
    settings: dict[str, Any] = next(iter(tables["settings"].values()), {})
    chosen = Settings.model_validate({**settings, "own_device": True})
    tables["settings"] = _table(chosen.model_dump(mode="json"))
    tables["meta"] = _table(Meta().model_dump(mode="json"))
    return {name: table for name, table in tables.items() if table}, whole


def _table(*documents: dict[str, Any]) -> Table:
    return {str(number): document for number, document in enumerate(documents, 1)}


async def open_database(
    backend: StorageBackend, keys: Keys, force: bool = False
) -> tuple[EncryptedDatabase, bool]:
    """The database in `backend`, and whether it may be written to.

    `force` takes the writer lock of another window. Only the writer migrates and quarantines.
    """
    mine = await backend.claim(force)
    if mine:
        await migrate(backend, keys.device, await backend.names())
    database = EncryptedDatabase(backend, keys, await backend.names())
    await database.open()
    if mine:
        await database.write_quarantine()
    return database, mine


async def open_copy(backend: StorageBackend, keys: Keys) -> EncryptedDatabase:
    """A database in memory, with all that can be read in a place that can't be written to."""
    copy = MemoryBackend()
    for name in await backend.names():
        with suppress(Exception):  # the others are shown
            data = await backend.read(name)
            if data is not None:
                copy.records[name] = data
    database, _ = await open_database(copy, keys)
    return database
