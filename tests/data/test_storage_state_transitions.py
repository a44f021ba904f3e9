"""Which event changes the storage state: the device decided, a second window, a refused write."""

import asyncio
import datetime as dt

import pytest

from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Retention, SaveError, Settings, StorageState, WriterLockLostError
from sv_app.domain.self_check import Step
from tests.data.fake_backends import FakeDatabase, FakeRecords, OpenBackend, RefusingBackend
from tests.data.journal_builder import (
    CONTACT,
    DRAFT,
    FIRST_CHECK,
    PASSCODE,
    PIN,
    SECOND_CHECK,
    all_entries,
    filled_journal,
    journal_data,
    open_journal,
    open_own_journal,
)
from tests.fakes import FaultyBackend, StorageFault, set_clock
from tests.loop import run_in_event_loop


async def open_observed(backend: StorageBackend, states: list[StorageState]) -> Journal:
    """Open the journal as the app does, and add its state to `states` at each notification."""
    journal = await Journal.open(
        backend, NativeKeys(), lambda: states.append(journal.storage_state)
    )
    return journal


def state(journal: Journal) -> StorageState:
    """Return the state; mypy assumes that the property does not change between two reads."""
    return journal.storage_state


async def fill_undecided_journal(backend: StorageBackend) -> Journal:
    journal = await open_journal(backend)
    await journal.save_settings(Settings(language="fr"))
    await journal.save_contacts((CONTACT,))
    await journal.save_pins((PIN,))
    await journal.add(FIRST_CHECK)
    await journal.save_draft(DRAFT)
    return journal


@run_in_event_loop
async def test_undecided_device_is_never_written(reopen: OpenBackend) -> None:
    backend = reopen()
    journal = await fill_undecided_journal(backend)
    assert state(journal) is StorageState.UNDECIDED
    assert not await backend.names()
    assert journal.settings().own_device is None


@run_in_event_loop
async def test_deciding_own_device_stores_what_was_written_before(reopen: OpenBackend) -> None:
    journal = await fill_undecided_journal(reopen())
    before = await all_entries(journal)
    await journal.set_own_device(True)
    assert state(journal) is StorageState.ON_DEVICE
    for current in (journal, await open_journal(reopen())):
        expected = (before, DRAFT, Settings(language="fr", own_device=True), (CONTACT,), (PIN,))
        assert await journal_data(current) == expected
        assert state(current) is StorageState.ON_DEVICE


@run_in_event_loop
async def test_deciding_shared_device_stores_nothing_and_keeps_the_session(
    reopen: OpenBackend,
) -> None:
    backend = reopen()
    journal = await fill_undecided_journal(backend)
    before = await all_entries(journal)
    await journal.set_own_device(False)
    await journal.add(SECOND_CHECK)
    assert state(journal) is StorageState.SHARED
    assert journal.settings().own_device is False
    assert len(await all_entries(journal)) == len(before) + 1
    assert not await backend.names()


@run_in_event_loop
async def test_own_device_that_becomes_shared_is_erased_but_keeps_the_draft_in_memory(
    reopen: OpenBackend,
) -> None:
    backend = reopen()
    journal = await filled_journal(backend)
    await journal.set_own_device(False)
    assert not await backend.names()
    assert await all_entries(journal) == ()
    assert journal.draft() == DRAFT
    assert journal.settings().language == "fr"


@run_in_event_loop
async def test_shared_device_can_become_own(reopen: OpenBackend) -> None:
    states: list[StorageState] = []
    journal = await open_observed(reopen(), states)
    await journal.set_own_device(False)
    await journal.set_own_device(True)
    assert states == [StorageState.SHARED, StorageState.ON_DEVICE]
    entry = await journal.add(FIRST_CHECK)
    assert await all_entries(await open_journal(reopen())) == (entry,)


@run_in_event_loop
async def test_refused_storage_works_in_memory_and_reports_the_error() -> None:
    backend = FaultyBackend()
    backend.fault = StorageFault.REFUSED
    journal = await open_journal(backend)
    assert state(journal) is StorageState.REFUSED
    assert journal.storage_error
    entry = await journal.add(FIRST_CHECK)
    assert await all_entries(journal) == (entry,)


@run_in_event_loop
async def test_refused_decision_keeps_the_journal_in_memory() -> None:
    backend = RefusingBackend(MemoryBackend())
    journal = await fill_undecided_journal(backend)
    backend.refusing = True
    before = await journal_data(journal)
    await journal.set_own_device(True)
    assert state(journal) is StorageState.REFUSED
    assert await journal_data(journal) == before
    backend.refusing = False
    await journal.set_own_device(True)
    assert state(journal) is StorageState.ON_DEVICE


@run_in_event_loop
async def test_journal_on_a_full_storage_is_read_and_then_changed_in_memory() -> None:
    backend = FaultyBackend()
    backend.fault = StorageFault.FULL
    source = MemoryBackend()
    original = await journal_data(await filled_journal(source))
    backend.records = source.records
    journal = await open_journal(backend)
    assert state(journal) is StorageState.REFUSED
    assert await journal_data(journal) == original
    await journal.add(SECOND_CHECK)
    assert len(await all_entries(journal)) == 2
    assert backend.records == source.records


@run_in_event_loop
async def test_shared_device_keeps_entries_that_it_never_held() -> None:
    """The person said the device is theirs, it stored nothing, and they say it is shared."""
    backend = RefusingBackend(MemoryBackend())
    journal = await fill_undecided_journal(backend)
    backend.refusing = True
    await journal.set_own_device(True)
    await journal.add(SECOND_CHECK)
    before = await all_entries(journal)
    backend.refusing = False
    await journal.set_own_device(False)
    assert state(journal) is StorageState.SHARED
    assert await all_entries(journal) == before != ()
    assert not await backend.names()


@run_in_event_loop
async def test_shared_device_drops_the_copy_of_what_it_held() -> None:
    backend = FaultyBackend()
    backend.fault = StorageFault.FULL
    source = MemoryBackend()
    await filled_journal(source)
    backend.records = source.records
    journal = await open_journal(backend)
    added = await journal.add(SECOND_CHECK)
    backend.fault = None
    await journal.set_own_device(False)
    assert await all_entries(journal) == (added,)


@run_in_event_loop
async def test_journal_on_a_server_stores_nothing() -> None:
    backend = MemoryBackend()
    journal = await Journal.open(backend, NativeKeys(), on_server=True)
    await journal.set_own_device(True)
    await journal.add(FIRST_CHECK)
    assert state(journal) is StorageState.ON_SERVER
    assert not backend.records


@run_in_event_loop
async def test_second_window_is_read_only_until_it_takes_over() -> None:
    database = FakeDatabase()
    first = await open_own_journal(BrowserBackend(FakeRecords(database)))
    entry_1 = await first.add(FIRST_CHECK)
    second = await open_journal(BrowserBackend(FakeRecords(database)))
    assert state(second) is StorageState.READ_ONLY
    assert await all_entries(second) == (entry_1,)
    with pytest.raises(WriterLockLostError):
        await second.add(SECOND_CHECK)
    entry_2 = await first.add(SECOND_CHECK)
    assert await all_entries(second) == (entry_2, entry_1), (
        "the entry of the other window is missing"
    )
    await second.take_over_writer_lock()
    assert state(second) is StorageState.ON_DEVICE
    assert await all_entries(second) == (entry_2, entry_1)
    entry_3 = await second.add(FIRST_CHECK)
    with pytest.raises(WriterLockLostError):
        await first.add(FIRST_CHECK)
    assert state(first) is StorageState.READ_ONLY
    assert await all_entries(second) == await all_entries(first) == (entry_3, entry_2, entry_1)
    assert second.quarantined_count == first.quarantined_count == 0


@run_in_event_loop
async def test_passcode_set_in_one_window_locks_the_other() -> None:
    database = FakeDatabase()
    states: list[StorageState] = []
    first = await open_own_journal(BrowserBackend(FakeRecords(database)))
    entry = await first.add(FIRST_CHECK)
    second = await open_observed(BrowserBackend(FakeRecords(database)), states)
    assert await all_entries(second) == (entry,)
    await first.set_passcode(PASSCODE)
    assert await all_entries(second) == ()
    assert states == [StorageState.LOCKED]
    assert second.quarantined_count == 0
    await second.unlock(PASSCODE)
    assert await all_entries(second) == (entry,)
    assert state(second) is StorageState.ON_DEVICE, (
        "the second window did not become the writer, which counts wrong passcodes"
    )
    with pytest.raises(WriterLockLostError):
        await first.add(SECOND_CHECK)


@run_in_event_loop
async def test_lost_writer_lock_changes_the_state_to_read_only() -> None:
    states: list[StorageState] = []
    backend = MemoryBackend()
    await open_own_journal(backend)
    journal = await open_observed(backend, states)
    await journal.handle_writer_lock_loss()
    assert states == [StorageState.READ_ONLY]


@pytest.mark.parametrize(
    ("retention", "remaining"),
    [(Retention.MONTH, 16), (Retention.YEAR, 80), (Retention.UNTIL_ERASED, 80)],
)
@run_in_event_loop
async def test_entries_older_than_the_retention_are_erased(
    retention: Retention, remaining: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    for _ in range(80):
        await journal.add(FIRST_CHECK)
    now = dt.datetime.now(dt.UTC)
    ages = {"entries-0": 400 if retention is Retention.UNTIL_ERASED else 40, "entries-1": 32}
    for name, days in ages.items():
        day, before = now.date().isoformat(), (now - dt.timedelta(days=days)).date().isoformat()
        backend.records[name] = backend.records[name].replace(day.encode(), before.encode())
    await journal.save_settings(Settings(own_device=True, retention=retention))
    reopened = await open_journal(backend)
    await reopened.erase_expired()
    assert len(await all_entries(reopened)) == remaining
    later = now + dt.timedelta(days=366)
    set_clock(monkeypatch, lambda: later)
    last = await open_journal(backend)
    await last.erase_expired()
    assert len(await all_entries(last)) == (80 if retention is Retention.UNTIL_ERASED else 0)


@run_in_event_loop
async def test_half_written_record_raises_and_is_damaged_at_the_next_start() -> None:
    backend = FaultyBackend()
    journal = await filled_journal(backend)
    backend.fault = StorageFault.HALF_WRITTEN
    with pytest.raises(SaveError):
        await journal.save_draft(DRAFT.with_step(Step.WORK))
    assert journal.draft() == DRAFT, "the draft in memory was changed"
    backend.fault = None
    reopened = await open_journal(backend)
    assert reopened.quarantined_count == 1
    assert [entry.check for entry in await all_entries(reopened)] == [FIRST_CHECK]


@run_in_event_loop
async def test_slow_backend_saves_entries_in_the_order_of_the_calls() -> None:
    backend = FaultyBackend()
    journal = await open_own_journal(backend)
    backend.fault = StorageFault.SLOW
    adding = [asyncio.create_task(journal.add(check)) for check in (FIRST_CHECK, SECOND_CHECK)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in adding), "a save returned before its commit"
    backend.go_on.set()
    first, second = await asyncio.gather(*adding)
    assert await all_entries(await open_journal(backend)) == (second, first)
