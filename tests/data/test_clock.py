"""A device whose clock is wrong: saving works, and no journal is erased because of it."""

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
from tests.data.journal_builder import FIRST, entries, opened
from tests.loop import in_a_loop

TODAY = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


class Clock:
    """The wall clock of the device, which a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = TODAY
        zone = SimpleNamespace(datetime=SimpleNamespace(now=lambda _: self.at), UTC=dt.UTC)
        for module in (journal_module, journal_module):
            monkeypatch.setattr(module, "dt", zone)

    def jump(self, days: int) -> None:
        self.at += dt.timedelta(days=days)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


async def started(backend: MemoryBackend) -> Journal:
    return await Journal.open(backend, NativeKeys())


async def holding(backend: MemoryBackend, count: int) -> Journal:
    journal = await opened(backend)
    for _ in range(count):
        await journal.add(FIRST)
    return journal


@pytest.mark.parametrize(
    ("now", "saved"),
    [
        (dt.datetime(1969, 12, 31, 23, tzinfo=dt.UTC), EARLIEST),
        (dt.datetime(1, 1, 1, tzinfo=dt.UTC), EARLIEST),
        (dt.datetime(2200, 1, 1, tzinfo=dt.UTC), LATEST),
        (dt.datetime(9999, 12, 31, tzinfo=dt.UTC), LATEST),
    ],
)
@in_a_loop
async def test_clock_out_of_bounds_does_not_prevent_saving(
    clock: Clock, now: dt.datetime, saved: dt.datetime
) -> None:
    backend = MemoryBackend()
    journal = await opened(backend)
    await journal.save_settings(Settings(own_device=True, retention=Retention.KEPT))
    clock.at = now
    entry = await journal.add(FIRST)
    assert entry.at == saved
    assert await entries(await started(backend)) == (entry,)


@pytest.mark.parametrize("now", [dt.datetime(1, 1, 1, tzinfo=dt.UTC), LATEST])
@in_a_loop
async def test_clock_out_of_bounds_does_not_prevent_opening(clock: Clock, now: dt.datetime) -> None:
    backend = MemoryBackend()
    await holding(backend, 2)
    clock.at = now
    assert len(await entries(await started(backend))) == 2


@pytest.mark.parametrize("count", [2, 50])
@pytest.mark.parametrize("noted", [True, False], ids=["last use known", "of an older version"])
@in_a_loop
async def test_one_start_with_the_clock_ahead_erases_nothing(
    clock: Clock, count: int, noted: bool
) -> None:
    backend = MemoryBackend()
    await holding(backend, count)
    if noted:
        await started(backend)
    clock.jump(400)
    ahead = await started(backend)
    assert ahead.expired == count
    assert len(await entries(ahead)) == count
    clock.jump(-400)
    again = await started(backend)
    assert (again.expired, len(await entries(again))) == (0, count)


@in_a_loop
async def test_repeated_starts_with_the_clock_ahead_erase_nothing(clock: Clock) -> None:
    backend = MemoryBackend()
    await holding(backend, 2)
    clock.jump(400)
    for _ in range(5):
        clock.jump(1)
        journal = await started(backend)
        assert len(await entries(journal)) == journal.expired == 2


@in_a_loop
async def test_expired_entries_are_erased_once_confirmed(clock: Clock) -> None:
    backend = MemoryBackend()
    await holding(backend, 40)
    clock.jump(366)
    journal = await started(backend)
    newest = await journal.add(FIRST)
    await journal.erase_expired()
    assert journal.expired == 0
    assert await entries(await started(backend)) == (newest,)


@in_a_loop
async def test_confirmed_erasure_is_never_claimed_by_a_window_that_only_reads(
    clock: Clock,
) -> None:
    backend = MemoryBackend()
    await holding(backend, 40)
    clock.jump(366)
    journal = await started(backend)
    await journal.lost()
    with pytest.raises(WriterLockLostError):
        await journal.erase_expired()
    assert journal.expired == len(await entries(journal)) == 40


@in_a_loop
async def test_expired_entries_left_in_memory_by_an_erasure_elsewhere_are_erased_there(
    clock: Clock,
) -> None:
    backend = MemoryBackend()
    await holding(backend, 40)
    clock.jump(366)
    journal = await started(backend)
    assert len(await entries(journal)) == 40
    await backend.erase()
    await journal.lost(erased=True)
    assert journal.storage_state is StorageState.ERASED
    await journal.erase_expired()
    assert await entries(journal) == ()
    assert journal.expired == 0


@in_a_loop
async def test_a_longer_retention_keeps_what_had_expired(clock: Clock) -> None:
    backend = MemoryBackend()
    await holding(backend, 40)
    clock.jump(366)
    journal = await started(backend)
    await journal.save_settings(Settings(own_device=True, retention=Retention.KEPT))
    assert journal.expired == 0
    assert len(await entries(await started(backend))) == 40


@in_a_loop
async def test_few_entries_expire_without_a_question_in_regular_use(clock: Clock) -> None:
    backend = MemoryBackend()
    await holding(backend, MAX_ERASED_UNCONFIRMED)
    for _ in range(13):
        clock.jump(29)
        journal = await started(backend)
        assert journal.expired == 0
    assert await entries(journal) == ()


@in_a_loop
async def test_many_entries_at_once_are_never_erased_without_a_question(clock: Clock) -> None:
    backend = MemoryBackend()
    await holding(backend, MAX_ERASED_UNCONFIRMED + 1)
    for _ in range(13):
        clock.jump(29)
        journal = await started(backend)
    assert journal.expired == len(await entries(journal)) == MAX_ERASED_UNCONFIRMED + 1


@in_a_loop
async def test_clock_set_back_then_right_again_erases_nothing(clock: Clock) -> None:
    backend = MemoryBackend()
    await holding(backend, 5)
    clock.at = EARLIEST
    await started(backend)
    clock.at = TODAY + dt.timedelta(days=370)
    journal = await started(backend)
    assert journal.expired == len(await entries(journal)) == 5
