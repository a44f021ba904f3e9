"""Export and import of the journal, and export of the quarantine."""

import base64
import datetime as dt
import json

from sv_app.data.contacts_and_pins import contacts, pins, put_contacts, put_pins
from sv_app.data.crypto.cipher import (
    OVERHEAD,
    DecryptionError,
    Keys,
    cipher_for,
    is_envelope,
    new_cipher,
)
from sv_app.data.database import EncryptedDatabase
from sv_app.data.entries import EntryRepository
from sv_app.data.tally_table import put_tally, tally
from sv_app.domain import export_format
from sv_app.domain.export_format import ExportFile, ImportPlan, ImportRejectedError, RejectReason
from sv_app.domain.journal import (
    MAX_CONTACTS,
    MAX_PINS,
    LimitReachedError,
    LockedError,
    SaveError,
    Settings,
    too_many_entries,
)
from sv_app.domain.people import with_one_buddy
from sv_app.domain.tally import merged

RECORD_NAME = "export"
"""The record name that is authenticated with an encrypted file."""


async def export(database: EncryptedDatabase, keys: Keys, passcode: str | None) -> bytes:
    """Return an export file of the journal, plain or encrypted with the passcode.

    Entries are written page by page, the newest page first; within a page, the newest entry first.

    Raises:
        LockedError: when the journal is locked.
        SaveError: when a record can't be read: an export is never partial.
    """
    if database.locked:
        raise LockedError
    entries = tuple(await EntryRepository(database).all())
    if database.unreadable:
        raise SaveError("some records can't be read")
    # Not validated: data stored before there were limits must stay exportable.
    exported = ExportFile.model_construct(
        entries=entries,
        contacts=contacts(database),
        pins=pins(database),
        tally=tally(database),
    )
    data = export_format.dump(exported)
    if passcode is None:
        return data
    cipher = await new_cipher(keys, passcode)
    return await cipher.encrypt(RECORD_NAME, data)


async def preview_import(
    database: EncryptedDatabase, keys: Keys, data: bytes, passcode: str | None
) -> ImportPlan:
    """Return what importing the file `data` would add; `passcode` is that of the file.

    Raises:
        LockedError: when the journal is locked.
        ImportRejectedError: when the file is rejected as a whole.
    """
    if database.locked:
        raise LockedError
    if len(data) > export_format.MAX_IMPORT_SIZE + OVERHEAD:
        raise ImportRejectedError(RejectReason.TOO_LARGE)
    imported = export_format.load(await _decrypted(keys, data, passcode))
    stored = await EntryRepository(database).all()
    stored_ids = {entry.id for entry in stored}
    retention = Settings.model_validate(database.first("settings")).retention
    cutoff = retention.cutoff(dt.datetime.now(dt.UTC))
    new_entries = [entry for entry in imported.entries if entry.id not in stored_ids]
    recent = [entry for entry in new_entries if cutoff is None or entry.at >= cutoff]
    if recent and too_many_entries(entry.at for entry in (*stored, *recent)):
        raise ImportRejectedError(RejectReason.TOO_MANY)
    stored_contacts, pinned = contacts(database), pins(database)
    known_ids = {contact.id for contact in stored_contacts}
    unknown_contacts = [contact for contact in imported.contacts if contact.id not in known_ids]
    dialable = [contact for contact in unknown_contacts if contact.uri]
    unpinned = [pin for pin in imported.pins if pin not in pinned]
    added_contacts = dialable[: max(MAX_CONTACTS - len(known_ids), 0)]
    buddies = [contact for contact in (*stored_contacts, *added_contacts) if contact.is_buddy]
    added_pins = unpinned[: max(MAX_PINS - len(pinned), 0)]
    stored_tally = tally(database)
    both_tallies = merged(stored_tally, imported.tally)
    changed_cells = {*both_tallies} - {*stored_tally}
    return ImportPlan(
        entries=tuple(recent),
        contacts=tuple(added_contacts),
        pins=tuple(added_pins),
        tally=both_tallies if changed_cells else (),
        tally_months=len({cell.month for cell in changed_cells}),
        known_count=len(imported.entries) - len(new_entries),
        too_old_count=len(new_entries) - len(recent),
        kept_buddy_name=buddies[0].name if len(buddies) > 1 else None,
        not_dialable_count=len(unknown_contacts) - len(dialable),
        no_room_count=len(dialable) + len(unpinned) - len(added_contacts) - len(added_pins),
    )


async def add_import(database: EncryptedDatabase, plan: ImportPlan) -> None:
    """Add the content of an import; call it within a change of the database.

    Raises:
        LimitReachedError: when there would be too many entries, contacts, pins or cells of the
            tally.
    """
    entries = await EntryRepository(database).all()
    stored_ids = {entry.id for entry in entries}
    new_entries = [entry for entry in plan.entries if entry.id not in stored_ids]
    if new_entries and too_many_entries(entry.at for entry in (*entries, *new_entries)):
        raise LimitReachedError
    await EntryRepository(database).replace([*reversed(entries), *new_entries])
    stored = contacts(database)
    known_ids = {contact.id for contact in stored}
    new_contacts = (contact for contact in plan.contacts if contact.id not in known_ids)
    put_contacts(database, with_one_buddy((*stored, *new_contacts)))
    put_pins(database, tuple(dict.fromkeys((*pins(database), *plan.pins))))
    if plan.tally:
        put_tally(database, merged(tally(database), plan.tally))


async def export_quarantine(database: EncryptedDatabase) -> bytes:
    """Return the quarantined records as JSON: UTF-8 as text, other bytes in base64."""
    records = {
        name: _text_or_base64(await database.decrypt_record(name)) for name in database.quarantine
    }
    return json.dumps(records, ensure_ascii=False, indent=1).encode()


async def _decrypted(keys: Keys, data: bytes, passcode: str | None) -> bytes:
    if not is_envelope(data):
        return data
    if passcode is None:
        raise ImportRejectedError(RejectReason.NEEDS_PASSCODE)
    try:
        return await (await cipher_for(keys, passcode, data)).decrypt(RECORD_NAME, data)
    except DecryptionError:
        raise ImportRejectedError(RejectReason.WRONG_PASSCODE) from None


def _text_or_base64(data: bytes) -> dict[str, str]:
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}
