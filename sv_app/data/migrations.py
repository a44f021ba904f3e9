"""Opening of databases, and migration of the records of older versions."""

import json
from contextlib import suppress
from typing import Any

from sv_app.data.crypto.cipher import Cipher, Keys
from sv_app.data.database import EncryptedDatabase
from sv_app.data.entries import ENTRIES_PER_PAGE, page_name
from sv_app.data.schema import QUARANTINE, V1_RECORD, Meta, TableDocuments, parse_table
from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Settings


async def migrate(backend: StorageBackend, cipher: Cipher, names: frozenset[str]) -> None:
    """Migrate the record of version 1 in `backend` to this version; quarantine damaged data.

    The new records and the removal of `V1_RECORD` are one commit. The file backend deletes the file
    of version 1 after the commit, so a crash in between leaves it.
    """
    if V1_RECORD not in names:
        return
    data = await backend.read(V1_RECORD) or b""
    changes: dict[str, bytes | None] = {V1_RECORD: None}
    # If `meta` exists, the migration was committed: only the file of `V1_RECORD` is left.
    if "meta" not in names:
        tables, complete = _from_v1(data)
        records = {name: json.dumps(table).encode() for name, table in tables.items()}
        if not complete:
            records[f"{QUARANTINE}{V1_RECORD}-0"] = data
        changes |= {name: await cipher.encrypt(name, record) for name, record in records.items()}
    await backend.commit(changes)


def _from_v1(data: bytes) -> tuple[dict[str, TableDocuments], bool]:
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError):
        parsed = None
    complete = isinstance(parsed, dict)
    stored: dict[str, Any] = parsed if isinstance(parsed, dict) else {}
    tables: dict[str, TableDocuments] = {}
    for name in ("settings", "draft", "entries"):
        data = json.dumps(stored.get(name, {})).encode()
        tables[name], _, table_complete = parse_table(name, data)
        complete = complete and table_complete
    entries = list(tables.pop("entries").values())
    for start in range(0, len(entries), ENTRIES_PER_PAGE):
        page = entries[start : start + ENTRIES_PER_PAGE]
        tables[page_name(start // ENTRIES_PER_PAGE)] = _table(*page)
    # Stored data implies that the person has called the device their own.
    stored_settings: dict[str, Any] = next(iter(tables["settings"].values()), {})
    settings = Settings.model_validate({**stored_settings, "own_device": True})
    tables["settings"] = _table(settings.model_dump(mode="json"))
    tables["meta"] = _table(Meta().model_dump(mode="json"))
    return {name: table for name, table in tables.items() if table}, complete


def _table(*documents: dict[str, Any]) -> TableDocuments:
    return {str(number): document for number, document in enumerate(documents, 1)}


async def open_database(
    backend: StorageBackend, keys: Keys, steal: bool = False
) -> tuple[EncryptedDatabase, bool]:
    """Return the database in `backend`, and whether this window may write to it.

    `steal` takes over the writer lock. Only the writer migrates and quarantines.
    """
    is_writer = await backend.acquire_writer(steal)
    if is_writer:
        await migrate(backend, keys.device_cipher, await backend.names())
    database = EncryptedDatabase(backend, keys, await backend.names())
    await database.open()
    if is_writer:
        await database.write_quarantine()
    return database, is_writer


async def open_copy(backend: StorageBackend, keys: Keys) -> EncryptedDatabase:
    """Return a database in memory, with the records that can be read from `backend`.

    The app shows it when the backend can be read but not written.
    """
    copy = MemoryBackend()
    for name in await backend.names():
        with suppress(Exception):  # the other records are still shown
            data = await backend.read(name)
            if data is not None:
                copy.records[name] = data
    database, _ = await open_database(copy, keys)
    return database
