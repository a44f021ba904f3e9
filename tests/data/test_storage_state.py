"""Whose device it is, who writes, and what happens where nothing can be kept."""

import asyncio
import datetime as dt
from types import SimpleNamespace

import pytest

from sv_app.data import journal as journal_module
from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Retention, SaveError, Settings, StorageState, WriterLockLostError
from tests.data.fake_backends import FakeDatabase, FakeRecords, RefusingPlace, Reopen
from tests.data.journal_builder import (
    CONTACT,
    DRAFT,
    FIRST,
    PIN,
    SECOND,
    entries,
    filled,
    holdings,
    opened,
)
from tests.fakes import Fault, FaultyBackend
from tests.loop import in_a_loop


async def started(backend: StorageBackend, told: list[StorageState] | None = None) -> Journal:
    """The journal as the app opens it, before anybody has said whose device it is."""
    heard = [] if told is None else told
    journal = await Journal.open(backend, NativeKeys(), lambda: heard.append(journal.storage_state))
    return journal


def state(journal: Journal) -> str:
    return journal.storage_state.value


async def written_before_saying(backend: StorageBackend) -> Journal:
    journal = await started(backend)
    await journal.save_settings(Settings(language="fr"))
    await journal.save_contacts((CONTACT,))
    await journal.save_pins((PIN,))
    await journal.add(FIRST)
    await journal.save_draft(DRAFT)
    return journal


@in_a_loop
async def test_until_someone_says_whose_device_it_is_nothing_touches_it(reopen: Reopen) -> None:
    backend = reopen()
    journal = await written_before_saying(backend)
    assert state(journal) == "undecided"
    assert not await backend.names()
    assert journal.settings().own_device is None


@in_a_loop
async def test_on_ones_own_device_what_was_written_before_is_kept(reopen: Reopen) -> None:
    journal = await written_before_saying(reopen())
    before = await entries(journal)
    await journal.own_device(True)
    assert state(journal) == "kept"
    for one in (journal, await started(reopen())):
        kept = (before, DRAFT, Settings(language="fr", own_device=True), (CONTACT,), (PIN,))
        assert await holdings(one) == kept
        assert state(one) == "kept"


@in_a_loop
async def test_on_a_shared_device_nothing_is_left_and_the_session_goes_on(reopen: Reopen) -> None:
    backend = reopen()
    journal = await written_before_saying(backend)
    before = await entries(journal)
    await journal.own_device(False)
    await journal.add(SECOND)
    assert state(journal) == "shared"
    assert journal.settings().own_device is False
    assert len(await entries(journal)) == len(before) + 1
    assert not await backend.names()


@in_a_loop
async def test_a_device_found_to_be_shared_is_erased_but_not_what_is_on_screen(
    reopen: Reopen,
) -> None:
    backend = reopen()
    journal = await filled(backend)
    await journal.own_device(False)
    assert not await backend.names()
    assert await entries(journal) == ()
    assert journal.draft() == DRAFT
    assert journal.settings().language == "fr"


@in_a_loop
async def test_one_can_change_ones_mind(reopen: Reopen) -> None:
    told: list[StorageState] = []
    journal = await started(reopen(), told)
    await journal.own_device(False)
    await journal.own_device(True)
    entry = await journal.add(FIRST)
    assert told == [StorageState.SHARED, StorageState.KEPT] or told[-1] is StorageState.KEPT
    assert await entries(await started(reopen())) == (entry,)


@in_a_loop
async def test_where_storage_is_refused_the_journal_works_in_memory_and_says_why() -> None:
    backend = FaultyBackend()
    backend.fault = Fault.REFUSED
    journal = await started(backend)
    assert state(journal) == "refused"
    assert journal.storage_error
    entry = await journal.add(FIRST)
    assert await entries(journal) == (entry,)


@in_a_loop
async def test_where_storage_is_refused_what_is_on_screen_stays() -> None:
    backend = RefusingPlace(MemoryBackend())
    journal = await written_before_saying(backend)
    backend.refusing = True
    before = await holdings(journal)
    await journal.own_device(True)
    assert state(journal) == "refused"
    assert await holdings(journal) == before
    backend.refusing = False
    await journal.own_device(True)
    assert state(journal) == "kept"


@in_a_loop
async def test_what_can_be_read_but_not_written_is_shown() -> None:
    backend = FaultyBackend()
    backend.fault = Fault.FULL
    source = MemoryBackend()
    whole = await holdings(await filled(source))
    backend.records = source.records
    journal = await started(backend)
    assert state(journal) == "refused"
    assert await holdings(journal) == whole
    await journal.add(SECOND)
    assert len(await entries(journal)) == 2
    assert backend.records == source.records


@in_a_loop
async def test_a_server_keeps_nothing() -> None:
    backend = MemoryBackend()
    journal = await Journal.open(backend, NativeKeys(), served=True)
    await journal.own_device(True)
    await journal.add(FIRST)
    assert state(journal) == "served"
    assert not backend.records


@in_a_loop
async def test_a_second_window_reads_and_cannot_write_until_it_takes_over() -> None:
    database = FakeDatabase()
    first = await opened(BrowserBackend(FakeRecords(database)))
    one = await first.add(FIRST)
    second = await started(BrowserBackend(FakeRecords(database)))
    assert state(second) == "elsewhere"
    assert await entries(second) == (one,)
    with pytest.raises(WriterLockLostError):
        await second.add(SECOND)
    two = await first.add(SECOND)
    assert await entries(second) == (two, one), "read anew"
    await second.take_over()
    assert state(second) == "kept"
    assert await entries(second) == (two, one)
    three = await second.add(FIRST)
    with pytest.raises(WriterLockLostError):
        await first.add(FIRST)
    assert state(first) == "elsewhere"
    assert await entries(second) == await entries(first) == (three, two, one)
    assert second.damaged == first.damaged == 0


@in_a_loop
async def test_a_code_set_in_one_window_closes_the_other() -> None:
    database = FakeDatabase()
    told: list[StorageState] = []
    first = await opened(BrowserBackend(FakeRecords(database)))
    one = await first.add(FIRST)
    second = await started(BrowserBackend(FakeRecords(database)), told)
    assert await entries(second) == (one,)
    await first.set_passcode("soleil 48")
    assert await entries(second) == ()
    assert told == [StorageState.LOCKED]
    assert second.damaged == 0
    await second.unlock("soleil 48")
    assert await entries(second) == (one,)
    assert state(second) == "kept", "wrong codes must be counted: who tries a code writes"
    with pytest.raises(WriterLockLostError):
        await first.add(SECOND)


@in_a_loop
async def test_a_window_that_is_told_it_lost_its_turn_says_so() -> None:
    told: list[StorageState] = []
    backend = MemoryBackend()
    await opened(backend)
    journal = await started(backend, told)
    await journal.lost()
    assert told == [StorageState.ELSEWHERE]


@pytest.mark.parametrize(
    ("retention", "left"),
    [(Retention.MONTH, 30), (Retention.YEAR, 80), (Retention.KEPT, 80)],
)
@in_a_loop
async def test_at_start_what_is_older_than_chosen_is_erased(
    retention: Retention, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = MemoryBackend()
    journal = await opened(backend)
    for _ in range(80):
        await journal.add(FIRST)
    now = dt.datetime.now(dt.UTC)
    aged = {"entries-0": 400 if retention is Retention.KEPT else 40, "entries-1": 32}
    for name, days in aged.items():
        day, before = now.date().isoformat(), (now - dt.timedelta(days=days)).date().isoformat()
        backend.records[name] = backend.records[name].replace(day.encode(), before.encode())
    await journal.save_settings(Settings(own_device=True, retention=retention))
    again = await started(backend)
    await again.erase_expired()
    assert len(await entries(again)) == (16 if retention is Retention.MONTH else left)
    later = now + dt.timedelta(days=366)
    clock = SimpleNamespace(datetime=SimpleNamespace(now=lambda _: later), UTC=dt.UTC)
    monkeypatch.setattr(journal_module, "dt", clock)
    last = await started(backend)
    await last.erase_expired()
    assert len(await entries(last)) == (80 if retention is Retention.KEPT else 0)


@in_a_loop
async def test_a_torn_write_is_refused_then_found_damaged_and_set_aside() -> None:
    backend = FaultyBackend()
    journal = await filled(backend)
    backend.fault = Fault.TORN
    with pytest.raises(SaveError):
        await journal.save_draft(DRAFT.from_the_start())
    assert journal.draft() == DRAFT, "what is on screen stays"
    backend.fault = None
    again = await started(backend)
    assert again.damaged == 1
    assert [entry.check for entry in await entries(again)] == [FIRST]


@in_a_loop
async def test_a_slow_place_keeps_things_in_the_order_they_were_asked_for() -> None:
    backend = FaultyBackend()
    journal = await opened(backend)
    backend.fault = Fault.SLOW
    adding = [asyncio.create_task(journal.add(check)) for check in (FIRST, SECOND)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in adding), "nothing is said to be saved before it is"
    backend.go_on.set()
    one, two = await asyncio.gather(*adding)
    assert await entries(await started(backend)) == (two, one)
