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

NAME = "export"
"""What a sealed file is called by its seal."""


async def export(vault: EncryptedDatabase, keys: Keys, code: str | None) -> bytes:
    """Everything, newest entry first, readable or sealed by the passcode `code`.

    Raises:
        SaveError: when the device can't read all of it: a copy is never a part of it.
    """
    if vault.locked:
        raise LockedError
    entries = tuple(await EntryRepository(vault).every())
    if vault.unreadable:
        raise SaveError("some records can't be read")
    # Not validated: whatever was stored before there were limits can be taken away.
    exported = ExportFile.model_construct(
        entries=entries,
        contacts=contacts(vault),
        pins=pins(vault),
    )
    data = export_format.dump(exported)
    return data if code is None else await (await new_cipher(keys, code)).seal(NAME, data)


async def read_import(
    vault: EncryptedDatabase, keys: Keys, data: bytes, code: str | None
) -> Import:
    """What the file `data` would add.

    Raises:
        ImportRejectedError: when any of it can't be imported.
    """
    if vault.locked:
        raise LockedError
    if len(data) > export_format.LARGEST + OVERHEAD:
        raise ImportRejectedError(RejectReason.TOO_LARGE)
    found = export_format.load(await _unsealed(keys, data, code))
    stored = await EntryRepository(vault).every()
    here = {entry.id for entry in stored}
    retention = Settings.model_validate(vault.first("settings")).retention
    oldest = retention.oldest(dt.datetime.now(dt.UTC))
    new = [entry for entry in found.entries if entry.id not in here]
    kept = [entry for entry in new if oldest is None or entry.at >= oldest]
    if kept and too_many_entries(entry.at for entry in (*stored, *kept)):
        raise ImportRejectedError(RejectReason.TOO_MANY)
    known, pinned = {contact.id for contact in contacts(vault)}, pins(vault)
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


async def add_import(vault: EncryptedDatabase, added: Import) -> None:
    """Add what a file holds; inside a change."""
    entries = await EntryRepository(vault).every()
    here = {entry.id for entry in entries}
    new = [entry for entry in added.entries if entry.id not in here]
    if new and too_many_entries(entry.at for entry in (*entries, *new)):
        raise LimitReachedError
    await EntryRepository(vault).replace([*reversed(entries), *new])
    known = {contact.id: contact for contact in (*added.contacts, *contacts(vault))}
    put_contacts(vault, tuple(known.values()))
    put_pins(vault, tuple(dict.fromkeys((*pins(vault), *added.pins))))


async def set_aside(vault: EncryptedDatabase) -> bytes:
    """The damaged records, as JSON: texts as they are, other bytes in base64."""
    found = {name: _shown(await vault.opened(name)) for name in vault.aside}
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def contacts(vault: EncryptedDatabase) -> tuple[Contact, ...]:
    """The person's own contacts."""
    return tuple(Contact.model_validate(dict(doc)) for doc in vault.table("contacts").all())


def put_contacts(vault: EncryptedDatabase, kept: tuple[Contact, ...]) -> None:
    """Make these the person's contacts; inside a change.

    Raises:
        LimitReachedError: when these are too many, and more than there are.
    """
    if len(kept) > max(MAX_CONTACTS, len(vault.table("contacts"))):
        raise LimitReachedError
    vault.put("contacts", *(contact.model_dump(mode="json") for contact in kept))


def pins(vault: EncryptedDatabase) -> tuple[str, ...]:
    """The pinned phrases."""
    return Pins.model_validate(vault.first("pins")).pins


def put_pins(vault: EncryptedDatabase, kept: tuple[str, ...]) -> None:
    """Make these the pinned phrases; inside a change.

    Raises:
        LimitReachedError: when these are too many, and more than there are.
    """
    if len(kept) > max(MAX_PINS, len(pins(vault))):
        raise LimitReachedError
    vault.put("pins", Pins(pins=kept).model_dump(mode="json"))


async def _unsealed(keys: Keys, data: bytes, code: str | None) -> bytes:
    if not is_envelope(data):
        return data
    if code is None:
        raise ImportRejectedError(RejectReason.NEEDS_CODE)
    try:
        return await (await cipher_for(keys, code, data)).open(NAME, data)
    except DecryptionError:
        raise ImportRejectedError(RejectReason.WRONG_CODE) from None


def _shown(data: bytes) -> dict[str, str]:
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}
