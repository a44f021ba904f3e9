"""Files a person takes away, and brings back."""

import base64
import datetime as dt
import json

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
from sv_app.data.schema import Pins
from sv_app.domain import export_format
from sv_app.domain.export_format import ExportFile, Import, ImportRejectedError, RejectReason
from sv_app.domain.journal import (
    MAX_CONTACTS,
    MAX_PINS,
    Contact,
    LimitReachedError,
    LockedError,
    SaveError,
    Settings,
    too_many_entries,
)

RECORD_NAME = "export"
"""The record name that is authenticated with an encrypted file."""


async def export(database: EncryptedDatabase, keys: Keys, code: str | None) -> bytes:
    """Everything, newest entry first, readable or encrypted by the passcode `code`.

    Raises:
        SaveError: when the device can't read all of it: a copy is never a part of it.
    """
    if database.locked:
        raise LockedError
    entries = tuple(await EntryRepository(database).every())
    if database.unreadable:
        raise SaveError("some records can't be read")
    # Not validated: whatever was stored before there were limits can be taken away.
    exported = ExportFile.model_construct(
        entries=entries,
        contacts=contacts(database),
        pins=pins(database),
    )
    data = export_format.dump(exported)
    return data if code is None else await (await new_cipher(keys, code)).seal(RECORD_NAME, data)


async def read_import(
    database: EncryptedDatabase, keys: Keys, data: bytes, code: str | None
) -> Import:
    """What the file `data` would add.

    Raises:
        ImportRejectedError: when any of it can't be imported.
    """
    if database.locked:
        raise LockedError
    if len(data) > export_format.LARGEST + OVERHEAD:
        raise ImportRejectedError(RejectReason.TOO_LARGE)
    found = export_format.load(await _unsealed(keys, data, code))
    stored = await EntryRepository(database).every()
    here = {entry.id for entry in stored}
    retention = Settings.model_validate(database.first("settings")).retention
    oldest = retention.oldest(dt.datetime.now(dt.UTC))
    new = [entry for entry in found.entries if entry.id not in here]
    kept = [entry for entry in new if oldest is None or entry.at >= oldest]
    if kept and too_many_entries(entry.at for entry in (*stored, *kept)):
        raise ImportRejectedError(RejectReason.TOO_MANY)
    known, pinned = {contact.id for contact in contacts(database)}, pins(database)
    others = [contact for contact in found.contacts if contact.id not in known]
    dialable = [contact for contact in others if contact.uri]
    unpinned = [pin for pin in found.pins if pin not in pinned]
    new_contacts = dialable[: max(MAX_CONTACTS - len(known), 0)]
    new_pins = unpinned[: max(MAX_PINS - len(pinned), 0)]
    return Import(
        entries=tuple(kept),
        contacts=tuple(new_contacts),
        pins=tuple(new_pins),
        already_here=len(found.entries) - len(new),
        too_old=len(new) - len(kept),
        not_dialable=len(others) - len(dialable),
        no_room=len(dialable) + len(unpinned) - len(new_contacts) - len(new_pins),
    )


async def add_import(database: EncryptedDatabase, added: Import) -> None:
    """Add what a file holds; inside a change."""
    entries = await EntryRepository(database).every()
    here = {entry.id for entry in entries}
    new = [entry for entry in added.entries if entry.id not in here]
    if new and too_many_entries(entry.at for entry in (*entries, *new)):
        raise LimitReachedError
    await EntryRepository(database).replace([*reversed(entries), *new])
    known = {contact.id: contact for contact in (*added.contacts, *contacts(database))}
    put_contacts(database, tuple(known.values()))
    put_pins(database, tuple(dict.fromkeys((*pins(database), *added.pins))))


async def export_quarantine(database: EncryptedDatabase) -> bytes:
    """The damaged records, as JSON: texts as they are, other bytes in base64."""
    found = {name: _shown(await database.opened(name)) for name in database.quarantine}
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def contacts(database: EncryptedDatabase) -> tuple[Contact, ...]:
    """The person's own contacts."""
    return tuple(Contact.model_validate(dict(doc)) for doc in database.table("contacts").all())


def put_contacts(database: EncryptedDatabase, kept: tuple[Contact, ...]) -> None:
    """Make these the person's contacts; inside a change.

    Raises:
        LimitReachedError: when these are too many, and more than there are.
    """
    if len(kept) > max(MAX_CONTACTS, len(database.table("contacts"))):
        raise LimitReachedError
    database.put("contacts", *(contact.model_dump(mode="json") for contact in kept))


def pins(database: EncryptedDatabase) -> tuple[str, ...]:
    """The pinned phrases."""
    return Pins.model_validate(database.first("pins")).pins


def put_pins(database: EncryptedDatabase, kept: tuple[str, ...]) -> None:
    """Make these the pinned phrases; inside a change.

    Raises:
        LimitReachedError: when these are too many, and more than there are.
    """
    if len(kept) > max(MAX_PINS, len(pins(database))):
        raise LimitReachedError
    database.put("pins", Pins(pins=kept).model_dump(mode="json"))


async def _unsealed(keys: Keys, data: bytes, code: str | None) -> bytes:
    if not is_envelope(data):
        return data
    if code is None:
        raise ImportRejectedError(RejectReason.NEEDS_CODE)
    try:
        return await (await cipher_for(keys, code, data)).open(RECORD_NAME, data)
    except DecryptionError:
        raise ImportRejectedError(RejectReason.WRONG_CODE) from None


def _shown(data: bytes) -> dict[str, str]:
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}
