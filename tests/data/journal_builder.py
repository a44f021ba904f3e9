"""Journals for tests, and functions that read everything that a journal holds."""

from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage.backend import StorageBackend
from sv_app.domain.journal import Contact, ContactRole, Entry, Settings, StorageState
from sv_app.domain.self_check import Degree, Draft, SelfCheck, Sign, Step, StepUpCriterion, YesNo

FIRST_CHECK = SelfCheck(
    answers={Sign.GUILT: Degree.A_LOT, StepUpCriterion.DANGER_TO_SOMEONE: YesNo.NO}
)
SECOND_CHECK = SelfCheck(answers={Sign.ANXIETY: Degree.SOMEWHAT})
DRAFT = Draft(check=SECOND_CHECK, step=Step.MEDICO_LEGAL)
CONTACT = Contact(id="c" * 32, name="Une collègue", phone="01 23 45 67 89")
BUDDY = Contact(id="b" * 32, name="Anne", phone="06 12 34 56 78", role=ContactRole.BUDDY)
PIN = "first-minute/stay"
PASSCODE = "cinq mots pris au hasard"
OWN_DEVICE = Settings(own_device=True)
EMPTY_JOURNAL: tuple[object, ...] = ((), None, OWN_DEVICE, (), ())


async def open_journal(backend: StorageBackend) -> Journal:
    """Open the journal as the app does, without deciding whose device it is."""
    return await Journal.open(backend, NativeKeys())


async def open_own_journal(backend: StorageBackend) -> Journal:
    """Open the journal of a device that is the person's own."""
    journal = await open_journal(backend)
    if journal.storage_state is StorageState.UNDECIDED:
        await journal.set_own_device(True)
    return journal


async def filled_journal(backend: StorageBackend) -> Journal:
    """Save one entry, a draft, settings, a contact and a favourite in `backend`."""
    journal = await open_own_journal(backend)
    await journal.add(FIRST_CHECK)
    await journal.save_draft(DRAFT)
    await journal.save_settings(Settings(language="fr", own_device=True))
    await journal.save_contacts((CONTACT,))
    await journal.save_pins((PIN,))
    return journal


async def all_entries(journal: Journal) -> tuple[Entry, ...]:
    """Read every entry, batch by batch, newest first."""
    batch = await journal.batch()
    result = batch.entries
    while batch.older is not None:
        batch = await journal.batch(batch.older)
        result += batch.entries
    return result


async def journal_data(journal: Journal) -> tuple[object, ...]:
    """Return the entries, the draft, the settings, the contacts and the favourites."""
    others = journal.draft(), journal.settings(), journal.contacts(), journal.pins()
    return await all_entries(journal), *others


async def stored_text(backend: StorageBackend) -> str:
    """Return every record of the backend, as one text."""
    records = [await backend.read(name) or b"" for name in sorted(await backend.names())]
    return b"\n".join(records).decode("utf-8", "replace")
