"""The kept ticks of the first hour in the journal: stored, never exported, and erased."""

import datetime as dt
import json

from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Ticks
from tests.data.journal_builder import PASSCODE, filled_journal, open_own_journal
from tests.loop import run_in_event_loop

TICKS = Ticks(items=("family", "relief"), changed_at=dt.datetime(2026, 12, 1, 14, 5, tzinfo=dt.UTC))


@run_in_event_loop
async def test_ticks_are_stored_until_they_are_erased() -> None:
    backend = MemoryBackend()
    journal = await filled_journal(backend)
    assert journal.ticks() is None
    await journal.save_ticks(TICKS)
    assert (await open_own_journal(backend)).ticks() == TICKS
    await journal.save_ticks(None)
    assert "ticks" not in await backend.names()
    assert (await open_own_journal(backend)).ticks() is None


@run_in_event_loop
async def test_ticks_are_erased_when_the_device_becomes_shared() -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    await journal.save_ticks(TICKS)
    await journal.set_own_device(False)
    assert not backend.records
    assert journal.ticks() is None


@run_in_event_loop
async def test_ticks_stay_with_a_new_passcode_and_are_not_exported() -> None:
    journal = await filled_journal(MemoryBackend())
    await journal.save_ticks(TICKS)
    await journal.set_passcode(PASSCODE)
    assert journal.ticks() == TICKS
    assert "relief" not in json.dumps(json.loads(await journal.export(None)))
