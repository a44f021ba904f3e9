"""A wrong clock of the device: saving works, and the clock alone never erases a journal."""

import datetime as dt
from types import SimpleNamespace

import pytest

from sv_app.data import journal as journal_module
from sv_app.data.crypto.native import NativeKeys
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
from tests.data.journal_builder import FIRST_CHECK, all_entries, open_own_journal
from tests.loop import run_in_event_loop

TODAY = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


class Clock:
    """The wall clock of the device, which a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = TODAY
        zone = SimpleNamespace(datetime=SimpleNamespace(now=lambda _: self.at), UTC=dt.UTC)
        monkeypatch.setattr(journal_module, "dt", zone)

    def jump(self, days: int) -> None:
        self.at += dt.timedelta(days=days)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


async def start_app(backend: MemoryBackend) -> Journal:
    return await Journal.open(backend, NativeKeys())


async def journal_with_entries(backend: MemoryBackend, count: int) -> Journal:
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
    clock: Clock, now: dt.datetime, saved_at: dt.datetime
) -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    await journal.save_settings(Settings(own_device=True, retention=Retention.UNTIL_ERASED))
    clock.at = now
    entry = await journal.add(FIRST_CHECK)
    assert entry.at == saved_at
    assert await all_entries(await start_app(backend)) == (entry,)


@pytest.mark.parametrize("now", [dt.datetime(1, 1, 1, tzinfo=dt.UTC), LATEST])
@run_in_event_loop
async def test_clock_out_of_bounds_does_not_prevent_opening(clock: Clock, now: dt.datetime) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, 2)
    clock.at = now
    assert len(await all_entries(await start_app(backend))) == 2


@pytest.mark.parametrize("count", [2, 50])
@pytest.mark.parametrize(
    "last_use_known", [True, False], ids=["last use known", "of an older version"]
)
@run_in_event_loop
async def test_one_start_with_the_clock_ahead_erases_nothing(
    clock: Clock, count: int, last_use_known: bool
) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, count)
    if last_use_known:
        await start_app(backend)
    clock.jump(400)
    early_start = await start_app(backend)
    assert early_start.expired == count
    assert len(await all_entries(early_start)) == count
    clock.jump(-400)
    later_start = await start_app(backend)
    assert (later_start.expired, len(await all_entries(later_start))) == (0, count)


@run_in_event_loop
async def test_repeated_starts_with_the_clock_ahead_erase_nothing(clock: Clock) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, 2)
    clock.jump(400)
    for _ in range(5):
        clock.jump(1)
        journal = await start_app(backend)
        assert len(await all_entries(journal)) == journal.expired == 2


@run_in_event_loop
async def test_expired_entries_are_erased_once_confirmed(clock: Clock) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, 40)
    clock.jump(366)
    journal = await start_app(backend)
    newest = await journal.add(FIRST_CHECK)
    await journal.erase_expired()
    assert journal.expired == 0
    assert await all_entries(await start_app(backend)) == (newest,)


@run_in_event_loop
async def test_read_only_tab_cannot_erase_expired_entries(
    clock: Clock,
) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, 40)
    clock.jump(366)
    journal = await start_app(backend)
    await journal.on_writer_lost()
    with pytest.raises(WriterLockLostError):
        await journal.erase_expired()
    assert journal.expired == len(await all_entries(journal)) == 40


@run_in_event_loop
async def test_expired_entries_in_memory_are_erased_after_an_erasure_in_another_tab(
    clock: Clock,
) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, 40)
    clock.jump(366)
    journal = await start_app(backend)
    assert len(await all_entries(journal)) == 40
    await backend.erase()
    await journal.on_writer_lost(erased=True)
    assert journal.storage_state is StorageState.ERASED
    await journal.erase_expired()
    assert await all_entries(journal) == ()
    assert journal.expired == 0


@run_in_event_loop
async def test_longer_retention_keeps_expired_entries(clock: Clock) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, 40)
    clock.jump(366)
    journal = await start_app(backend)
    await journal.save_settings(Settings(own_device=True, retention=Retention.UNTIL_ERASED))
    assert journal.expired == 0
    assert len(await all_entries(await start_app(backend))) == 40


@run_in_event_loop
async def test_few_entries_expire_without_a_question_in_regular_use(clock: Clock) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, MAX_ERASED_UNCONFIRMED)
    for _ in range(13):
        clock.jump(29)
        journal = await start_app(backend)
        assert journal.expired == 0
    assert await all_entries(journal) == ()


@run_in_event_loop
async def test_many_entries_at_once_are_never_erased_without_a_question(clock: Clock) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, MAX_ERASED_UNCONFIRMED + 1)
    for _ in range(13):
        clock.jump(29)
        journal = await start_app(backend)
    assert journal.expired == len(await all_entries(journal)) == MAX_ERASED_UNCONFIRMED + 1


@run_in_event_loop
async def test_clock_set_back_then_right_again_erases_nothing(clock: Clock) -> None:
    backend = MemoryBackend()
    await journal_with_entries(backend, 5)
    clock.at = EARLIEST
    await start_app(backend)
    clock.at = TODAY + dt.timedelta(days=370)
    journal = await start_app(backend)
    assert journal.expired == len(await all_entries(journal)) == 5
