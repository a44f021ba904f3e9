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
from tests.data.filled import (
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
from tests.data.places import FakeDatabase, FakeRecords, RefusingPlace, Reopen
from tests.fakes import Fault, FaultyPlace
from tests.loop import in_a_loop


async def started(place: StorageBackend, told: list[StorageState] | None = None) -> Journal:
    """The journal as the app opens it, before anybody has said whose device it is."""
    heard = [] if told is None else told
    journal = await Journal.open(place, NativeKeys(), lambda: heard.append(journal.keeping))
    return journal


def state(journal: Journal) -> str:
    return journal.keeping.value


async def written_before_saying(place: StorageBackend) -> Journal:
    journal = await started(place)
    await journal.keep_settings(Settings(language="fr"))
    await journal.keep_contacts((CONTACT,))
    await journal.keep_pins((PIN,))
    await journal.add(FIRST)
    await journal.keep_draft(DRAFT)
    return journal


@in_a_loop
async def test_until_someone_says_whose_device_it_is_nothing_touches_it(reopen: Reopen) -> None:
    place = reopen()
    journal = await written_before_saying(place)
    assert state(journal) == "undecided"
    assert not await place.names()
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
    place = reopen()
    journal = await written_before_saying(place)
    before = await entries(journal)
    await journal.own_device(False)
    await journal.add(SECOND)
    assert state(journal) == "shared"
    assert journal.settings().own_device is False
    assert len(await entries(journal)) == len(before) + 1
    assert not await place.names()


@in_a_loop
async def test_a_device_found_to_be_shared_is_erased_but_not_what_is_on_screen(
    reopen: Reopen,
) -> None:
    place = reopen()
    journal = await filled(place)
    await journal.own_device(False)
    assert not await place.names()
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
    place = FaultyPlace()
    place.fault = Fault.REFUSED
    journal = await started(place)
    assert state(journal) == "refused"
    assert journal.trouble
    entry = await journal.add(FIRST)
    assert await entries(journal) == (entry,)


@in_a_loop
async def test_where_storage_is_refused_what_is_on_screen_stays() -> None:
    place = RefusingPlace(MemoryBackend())
    journal = await written_before_saying(place)
    place.refusing = True
    before = await holdings(journal)
    await journal.own_device(True)
    assert state(journal) == "refused"
    assert await holdings(journal) == before
    place.refusing = False
    await journal.own_device(True)
    assert state(journal) == "kept"


@in_a_loop
async def test_what_can_be_read_but_not_written_is_shown() -> None:
    place = FaultyPlace()
    place.fault = Fault.FULL
    source = MemoryBackend()
    whole = await holdings(await filled(source))
    place.records = source.records
    journal = await started(place)
    assert state(journal) == "refused"
    assert await holdings(journal) == whole
    await journal.add(SECOND)
    assert len(await entries(journal)) == 2
    assert place.records == source.records


@in_a_loop
async def test_a_server_keeps_nothing() -> None:
    place = MemoryBackend()
    journal = await Journal.open(place, NativeKeys(), served=True)
    await journal.own_device(True)
    await journal.add(FIRST)
    assert state(journal) == "served"
    assert not place.records


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
    place = MemoryBackend()
    await opened(place)
    journal = await started(place, told)
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
    place = MemoryBackend()
    journal = await opened(place)
    for _ in range(80):
        await journal.add(FIRST)
    now = dt.datetime.now(dt.UTC)
    aged = {"entries-0": 400 if retention is Retention.KEPT else 40, "entries-1": 32}
    for name, days in aged.items():
        day, before = now.date().isoformat(), (now - dt.timedelta(days=days)).date().isoformat()
        place.records[name] = place.records[name].replace(day.encode(), before.encode())
    await journal.keep_settings(Settings(own_device=True, retention=retention))
    again = await started(place)
    await again.erase_expired()
    assert len(await entries(again)) == (16 if retention is Retention.MONTH else left)
    later = now + dt.timedelta(days=366)
    clock = SimpleNamespace(datetime=SimpleNamespace(now=lambda _: later), UTC=dt.UTC)
    monkeypatch.setattr(journal_module, "dt", clock)
    last = await started(place)
    await last.erase_expired()
    assert len(await entries(last)) == (80 if retention is Retention.KEPT else 0)


@in_a_loop
async def test_a_torn_write_is_refused_then_found_damaged_and_set_aside() -> None:
    place = FaultyPlace()
    journal = await filled(place)
    place.fault = Fault.TORN
    with pytest.raises(SaveError):
        await journal.keep_draft(DRAFT.from_the_start())
    assert journal.draft() == DRAFT, "what is on screen stays"
    place.fault = None
    again = await started(place)
    assert again.damaged == 1
    assert [entry.check for entry in await entries(again)] == [FIRST]


@in_a_loop
async def test_a_slow_place_keeps_things_in_the_order_they_were_asked_for() -> None:
    place = FaultyPlace()
    journal = await opened(place)
    place.fault = Fault.SLOW
    adding = [asyncio.create_task(journal.add(check)) for check in (FIRST, SECOND)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in adding), "nothing is said to be saved before it is"
    place.go_on.set()
    one, two = await asyncio.gather(*adding)
    assert await entries(await started(place)) == (two, one)
