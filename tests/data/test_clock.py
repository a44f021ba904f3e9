"""A wrong clock of the device does not prevent saving, and never erases a journal by itself."""

import datetime as dt

import pytest

from sv_app.data.database import MetaTable
from sv_app.data.journal import MAX_ERASED_UNCONFIRMED, Journal
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import (
    EARLIEST,
    LATEST,
    Retention,
    Settings,
    StorageState,
    WriterLockLostError,
)
from tests.data.journal_builder import FIRST_CHECK, all_entries, open_journal, open_own_journal
from tests.fakes import set_clock
from tests.loop import run_in_event_loop

TODAY = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


class WallClock:
    """The clock of the device, which a test sets."""

    def __init__(self) -> None:
        self.now = TODAY

    def advance(self, days: int) -> None:
        self.now += dt.timedelta(days=days)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> WallClock:
    clock = WallClock()
    set_clock(monkeypatch, lambda: clock.now)
    return clock


async def open_with_entries(backend: MemoryBackend, count: int) -> Journal:
    journal = await open_own_journal(backend)
    for _ in range(count):
        await journal.add(FIRST_CHECK)
    return journal


@pytest.mark.parametrize(
    ("now", "saved_at"),
    [
        (dt.datetime(1969, 12, 31, 23, tzinfo=dt.UTC), EARLIEST),
        (dt.datetime(1, 1, 1, tzinfo=dt.UTC), EARLIEST),
        (dt.datetime(2200, 1, 1, tzinfo=dt.UTC), LATEST),
        (dt.datetime(9999, 12, 31, tzinfo=dt.UTC), LATEST),
    ],
)
@run_in_event_loop
async def test_clock_out_of_bounds_does_not_prevent_saving(
    clock: WallClock, now: dt.datetime, saved_at: dt.datetime
) -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    await journal.save_settings(Settings(own_device=True, retention=Retention.UNTIL_ERASED))
    clock.now = now
    entry = await journal.add(FIRST_CHECK)
    assert entry.at == saved_at
    assert await all_entries(await open_journal(backend)) == (entry,)


@pytest.mark.parametrize("now", [dt.datetime(1, 1, 1, tzinfo=dt.UTC), LATEST])
@run_in_event_loop
async def test_clock_out_of_bounds_does_not_prevent_opening(
    clock: WallClock, now: dt.datetime
) -> None:
    backend = MemoryBackend()
    await open_with_entries(backend, 2)
    clock.now = now
    assert len(await all_entries(await open_journal(backend))) == 2


@pytest.mark.parametrize("count", [2, 50])
@pytest.mark.parametrize("day_known", [True, False], ids=["day known", "of an older version"])
@run_in_event_loop
async def test_one_start_with_the_clock_ahead_erases_nothing(
    clock: WallClock, monkeypatch: pytest.MonkeyPatch, count: int, day_known: bool
) -> None:
    backend = MemoryBackend()
    with monkeypatch.context() as patch:
        if not day_known:  # an older version stored no day of a retention
            patch.setattr(MetaTable, "note_retention_applied", lambda *_: None)
        await open_with_entries(backend, count)
    clock.advance(400)
    journal = await open_journal(backend)
    assert (journal.expired_count, len(await all_entries(journal))) == (count, count)
    clock.advance(-400)
    journal = await open_journal(backend)
    assert (journal.expired_count, len(await all_entries(journal))) == (0, count)


@run_in_event_loop
async def test_repeated_starts_with_the_clock_ahead_erase_nothing(clock: WallClock) -> None:
    backend = MemoryBackend()
    await open_with_entries(backend, 2)
    clock.advance(400)
    for _ in range(5):
        clock.advance(1)
        journal = await open_journal(backend)
        assert len(await all_entries(journal)) == journal.expired_count == 2


@run_in_event_loop
async def test_expired_entries_are_erased_once_confirmed(clock: WallClock) -> None:
    backend = MemoryBackend()
    await open_with_entries(backend, 40)
    clock.advance(366)
    journal = await open_journal(backend)
    newest = await journal.add(FIRST_CHECK)
    await journal.erase_expired()
    assert journal.expired_count == 0
    assert await all_entries(await open_journal(backend)) == (newest,)


@run_in_event_loop
async def test_read_only_window_cannot_erase_expired_entries(
    clock: WallClock,
) -> None:
    backend = MemoryBackend()
    await open_with_entries(backend, 40)
    clock.advance(366)
    journal = await open_journal(backend)
    await journal.handle_writer_lock_loss()
    with pytest.raises(WriterLockLostError):
        await journal.erase_expired()
    assert journal.expired_count == len(await all_entries(journal)) == 40


@run_in_event_loop
async def test_expired_entries_in_memory_are_erased_after_an_erasure_in_another_window(
    clock: WallClock,
) -> None:
    backend = MemoryBackend()
    await open_with_entries(backend, 40)
    clock.advance(366)
    journal = await open_journal(backend)
    assert len(await all_entries(journal)) == 40
    await backend.erase()
    await journal.handle_writer_lock_loss(erased=True)
    assert journal.storage_state is StorageState.ERASED
    await journal.erase_expired()
    assert await all_entries(journal) == ()
    assert journal.expired_count == 0


@run_in_event_loop
async def test_longer_retention_keeps_expired_entries(clock: WallClock) -> None:
    backend = MemoryBackend()
    await open_with_entries(backend, 40)
    clock.advance(366)
    journal = await open_journal(backend)
    await journal.save_settings(Settings(own_device=True, retention=Retention.UNTIL_ERASED))
    assert journal.expired_count == 0
    assert len(await all_entries(await open_journal(backend))) == 40


@run_in_event_loop
async def test_few_entries_are_erased_without_confirmation_in_regular_use(clock: WallClock) -> None:
    backend = MemoryBackend()
    await open_with_entries(backend, MAX_ERASED_UNCONFIRMED)
    for _ in range(13):
        clock.advance(29)
        journal = await open_journal(backend)
        assert journal.expired_count == 0
    assert await all_entries(journal) == ()


@run_in_event_loop
async def test_many_entries_at_once_are_never_erased_without_confirmation(clock: WallClock) -> None:
    backend = MemoryBackend()
    await open_with_entries(backend, MAX_ERASED_UNCONFIRMED + 1)
    for _ in range(13):
        clock.advance(29)
        journal = await open_journal(backend)
    assert journal.expired_count == len(await all_entries(journal)) == MAX_ERASED_UNCONFIRMED + 1


@run_in_event_loop
async def test_start_with_the_clock_set_back_confirms_no_erasure(clock: WallClock) -> None:
    backend = MemoryBackend()
    await open_with_entries(backend, 5)
    clock.now = EARLIEST
    await open_journal(backend)
    clock.now = TODAY + dt.timedelta(days=370)
    journal = await open_journal(backend)
    assert journal.expired_count == len(await all_entries(journal)) == 5
