"""The automatic lock: when it locks the journal, and how dialogs of the device delay it."""

import asyncio
from collections.abc import Callable

import pytest

from sv_app.domain.journal import LockAfter, Settings
from sv_app.ui import auto_lock
from sv_app.ui.auto_lock import DIALOG_TIME, RETURN_TIME, AutoLock
from tests.loop import run_in_event_loop


class FakeClock:
    """A fake clock: its time changes only when a test advances it."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self._sleepers.append((self.now + seconds, woken))
        await woken.wait()

    async def advance(self, seconds: float) -> None:
        await settle()
        self.now += seconds
        for wakes_at, woken in self._sleepers:
            if wakes_at <= self.now:
                woken.set()
        await settle()


async def settle() -> None:
    """Run the tasks that can run."""
    for _ in range(5):
        await REAL_SLEEP(0)


REAL_SLEEP = asyncio.sleep


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    clock = FakeClock()
    monkeypatch.setattr(asyncio, "sleep", clock.sleep)
    monkeypatch.setattr(auto_lock, "_clocks", lambda: (clock.now, clock.now))
    return clock


@pytest.fixture
def locked() -> list[float]:
    """The times at which the journal was locked."""
    return []


@pytest.fixture
def make_lock(clock: FakeClock, locked: list[float]) -> Callable[[LockAfter], AutoLock]:
    def make(after: LockAfter) -> AutoLock:
        return AutoLock(lambda: locked.append(clock.now), lambda: Settings(lock_after=after))

    return make


@pytest.fixture
def lock(make_lock: Callable[[LockAfter], AutoLock]) -> AutoLock:
    """An automatic lock of the shortest delay."""
    return make_lock(LockAfter.AT_ONCE)


@pytest.mark.parametrize("after", list(LockAfter))
@run_in_event_loop
async def test_hidden_app_locks_after_the_chosen_delay(
    make_lock: Callable[[LockAfter], AutoLock],
    clock: FakeClock,
    locked: list[float],
    after: LockAfter,
) -> None:
    lock = make_lock(after)
    lock.handle_visibility_change(False)
    await clock.advance(after.seconds - 1 if after.seconds else 0)
    assert len(locked) == (0 if after.seconds else 1)
    await clock.advance(1)
    assert len(locked) == 1


@run_in_event_loop
async def test_app_shown_again_before_the_delay_does_not_lock(
    make_lock: Callable[[LockAfter], AutoLock], clock: FakeClock, locked: list[float]
) -> None:
    lock = make_lock(LockAfter.MINUTE)
    lock.handle_visibility_change(False)
    await clock.advance(59)
    lock.handle_visibility_change(True)
    await clock.advance(60)
    assert locked == []


@run_in_event_loop
async def test_dialog_hides_the_app_without_locking_it(
    lock: AutoLock, clock: FakeClock, locked: list[float]
) -> None:
    with lock.dialog():
        lock.handle_visibility_change(False)
        await clock.advance(DIALOG_TIME - 1)
        lock.handle_visibility_change(True)
    await clock.advance(DIALOG_TIME)
    assert locked == []


@run_in_event_loop
async def test_dialog_that_never_ends_locks_the_app_after_the_dialog_time(
    lock: AutoLock, clock: FakeClock, locked: list[float]
) -> None:
    with lock.dialog():
        lock.handle_visibility_change(False)
        await clock.advance(DIALOG_TIME)
        assert locked == [DIALOG_TIME]


@run_in_event_loop
async def test_app_still_hidden_after_a_dialog_locks(
    lock: AutoLock, clock: FakeClock, locked: list[float]
) -> None:
    with lock.dialog():
        lock.handle_visibility_change(False)
        await clock.advance(5)
    await clock.advance(RETURN_TIME - 1)
    assert locked == []
    await clock.advance(1)
    assert locked == [5 + RETURN_TIME]


@run_in_event_loop
async def test_dialog_that_ends_just_before_the_return_does_not_lock(
    lock: AutoLock, clock: FakeClock, locked: list[float]
) -> None:
    with lock.dialog():
        lock.handle_visibility_change(False)
        await clock.advance(5)
    await clock.advance(1)
    lock.handle_visibility_change(True)
    await clock.advance(DIALOG_TIME)
    assert locked == []


@run_in_event_loop
async def test_earlier_dialog_does_not_delay_the_next_lock(
    lock: AutoLock, clock: FakeClock, locked: list[float]
) -> None:
    with lock.dialog():
        lock.handle_visibility_change(False)
        lock.handle_visibility_change(True)
    lock.handle_visibility_change(False)
    await clock.advance(0)
    assert len(locked) == 1


@run_in_event_loop
async def test_dialog_that_never_ends_does_not_delay_later_locks(
    lock: AutoLock, clock: FakeClock, locked: list[float]
) -> None:
    with lock.dialog():
        lock.handle_visibility_change(False)
        lock.handle_visibility_change(True)
        await clock.advance(DIALOG_TIME)
        lock.handle_visibility_change(False)
        await clock.advance(0)
        assert len(locked) == 1
