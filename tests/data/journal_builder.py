"""A journal that holds one of each thing, and all that a journal holds."""

from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage.backend import StorageBackend
from sv_app.domain.journal import Contact, Entry, Settings, StorageState
from sv_app.domain.self_check import Degree, Draft, SelfCheck, Sign, StepUp, YesNo

FIRST = SelfCheck(answers={Sign.GUILT: Degree.A_LOT, StepUp.DANGER: YesNo.NO})
SECOND = SelfCheck(answers={Sign.ANXIETY: Degree.SOMEWHAT})
DRAFT = Draft(check=SECOND, position=3)
CONTACT = Contact(id="c" * 32, name="Une collègue", phone="01 23 45 67 89")
PIN = "first-minute/stay"
OWN = Settings(own_device=True)
NOTHING: tuple[object, ...] = ((), None, OWN, (), ())


async def opened(backend: StorageBackend) -> Journal:
    """The journal as a person has it on a device of their own."""
    journal = await Journal.open(backend, NativeKeys())
    if journal.storage_state is StorageState.UNDECIDED:
        await journal.own_device(True)
    return journal


async def filled(backend: StorageBackend) -> Journal:
    journal = await opened(backend)
    await journal.add(FIRST)
    await journal.save_draft(DRAFT)
    await journal.save_settings(Settings(language="fr", own_device=True))
    await journal.save_contacts((CONTACT,))
    await journal.save_pins((PIN,))
    return journal


async def entries(journal: Journal) -> tuple[Entry, ...]:
    """Every entry, page by page."""
    page = await journal.page()
    found = page.entries
    while page.older is not None:
        page = await journal.page(page.older)
        found += page.entries
    return found


async def holdings(journal: Journal) -> tuple[object, ...]:
    kept = journal.draft(), journal.settings(), journal.contacts(), journal.pins()
    return await entries(journal), *kept


async def written(backend: StorageBackend) -> str:
    """Everything the place holds, as text."""
    records = [await backend.read(name) or b"" for name in sorted(await backend.names())]
    return b"\n".join(records).decode("utf-8", "replace")
