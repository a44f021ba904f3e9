"""The passcode: encryption, the attempt delay, and access that needs no passcode."""

import datetime as dt
import time
from functools import partial
from types import SimpleNamespace

import pytest

from sv_app.data import database as database_module
from sv_app.data.crypto.keyring import MAX_RECORDS_TRIED, VERIFIERS
from sv_app.data.journal import Journal
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import (
    LockedError,
    PasscodeDelayedError,
    SaveError,
    StorageState,
    WrongPasscodeError,
)
from sv_app.domain.passcode import FREE_ATTEMPTS, MAX_DELAY, AttemptDelay, backoff_seconds
from sv_app.domain.self_check import Draft
from tests.data.fake_backends import FakeDatabase, FakeRecords, OpenBackend, RefusingBackend
from tests.data.journal_builder import (
    CONTACT,
    FIRST_CHECK,
    PASSCODE,
    PIN,
    SECOND_CHECK,
    all_entries,
    filled_journal,
    journal_data,
    open_journal,
    open_own_journal,
    stored_text,
)
from tests.fakes import set_clock
from tests.loop import run_in_event_loop

OTHER_PASSCODE = "un autre"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The monotonic clock of the attempt delay, for every journal that is opened."""
    now = SimpleNamespace(at=1000.0)
    delay = partial(AttemptDelay, clock=lambda: now.at)
    monkeypatch.setattr(database_module, "AttemptDelay", delay)
    return now


def state(journal: Journal) -> StorageState:
    """Return the state; mypy assumes that the property does not change between two reads."""
    return journal.storage_state


async def locked_journal(reopen: OpenBackend) -> Journal:
    journal = await filled_journal(reopen())
    await journal.set_passcode(PASSCODE)
    return await open_own_journal(reopen())


@run_in_event_loop
async def test_private_records_are_encrypted_and_the_others_stay_readable(
    reopen: OpenBackend,
) -> None:
    journal = await filled_journal(reopen())
    original = await journal_data(journal)
    await journal.set_passcode(PASSCODE)
    assert await journal_data(journal) == original, "setting the passcode changed the open journal"
    stored = await stored_text(reopen())
    assert "a-lot" not in stored
    assert "step" not in stored
    reopened = await open_own_journal(reopen())
    assert state(reopened) is StorageState.LOCKED
    assert reopened.has_passcode
    assert (await reopened.batch()).entries == ()
    assert reopened.draft() is None
    assert reopened.contacts() == (CONTACT,)
    assert reopened.pins() == (PIN,)
    assert reopened.settings().language == "fr"
    await reopened.unlock(PASSCODE)
    assert state(reopened) is StorageState.ON_DEVICE
    assert await journal_data(reopened) == original


@run_in_event_loop
async def test_locked_journal_refuses_private_writes_and_exports(reopen: OpenBackend) -> None:
    journal = await locked_journal(reopen)
    for action in (
        lambda: journal.add(SECOND_CHECK),
        lambda: journal.erase_entry("0" * 32),
        lambda: journal.save_draft(Draft()),
        lambda: journal.discard_draft(),
        lambda: journal.set_passcode(None),
        lambda: journal.export(None),
        lambda: journal.preview_import(b"{}"),
    ):
        with pytest.raises(LockedError):
            await action()
    await journal.save_pins(())
    await journal.unlock(PASSCODE)
    assert [entry.check for entry in await all_entries(journal)] == [FIRST_CHECK]
    assert journal.pins() == ()


@run_in_event_loop
async def test_locking_clears_memory_and_unlocking_reads_again(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    original = await journal_data(journal)
    journal.lock()
    assert state(journal) is StorageState.ON_DEVICE
    await journal.set_passcode(PASSCODE)
    journal.lock()
    assert state(journal) is StorageState.LOCKED
    assert journal.draft() is None
    await journal.unlock(PASSCODE)
    assert await journal_data(journal) == original


@run_in_event_loop
async def test_passcode_can_be_changed_with_a_new_key_and_removed(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    original = await journal_data(journal)
    await journal.set_passcode(PASSCODE)
    first = await reopen().read("passcode")
    journal = await open_own_journal(reopen())
    await journal.unlock(PASSCODE)
    await journal.set_passcode(OTHER_PASSCODE)
    assert await reopen().read("passcode") != first
    journal = await open_own_journal(reopen())
    with pytest.raises(WrongPasscodeError):
        await journal.unlock(PASSCODE)
    await journal.unlock(OTHER_PASSCODE)
    await journal.set_passcode(None)
    journal = await open_own_journal(reopen())
    assert not journal.has_passcode
    assert await journal_data(journal) == original


@run_in_event_loop
async def test_passcode_that_cannot_be_saved_changes_nothing() -> None:
    backend = RefusingBackend(MemoryBackend())
    journal = await filled_journal(backend)
    backend.refusing = True
    with pytest.raises(SaveError):
        await journal.set_passcode(PASSCODE)
    backend.refusing = False
    assert not journal.has_passcode
    await journal.add(SECOND_CHECK)
    assert len(await all_entries(await open_own_journal(backend))) == 2


@run_in_event_loop
async def test_undecided_device_refuses_a_passcode() -> None:
    journal = await open_journal(MemoryBackend())
    with pytest.raises(SaveError):
        await journal.set_passcode(PASSCODE)


@run_in_event_loop
async def test_passcode_is_unicode_normalised(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    await journal.set_passcode("cafe\u0301")
    journal = await open_own_journal(reopen())
    await journal.unlock("caf\u00e9")


@run_in_event_loop
async def test_erasing_everything_needs_no_passcode(reopen: OpenBackend) -> None:
    journal = await locked_journal(reopen)
    await journal.erase_everything()
    assert not await reopen().names()
    assert state(await open_journal(reopen())) is StorageState.UNDECIDED


async def try_wrong_passcodes(journal: Journal, count: int) -> float:
    """Try `count` wrong passcodes, and return the delay of the next attempt in seconds."""
    wait = 0.0
    for _ in range(count):
        with pytest.raises(WrongPasscodeError) as wrong:
            await journal.unlock(OTHER_PASSCODE)
        wait = wrong.value.wait
    return wait


async def remaining_delay(journal: Journal) -> float:
    """Return the delay in seconds of an attempt with the right passcode."""
    with pytest.raises(PasscodeDelayedError) as error:
        await journal.unlock(PASSCODE)
    return error.value.wait


@run_in_event_loop
async def test_wrong_passcodes_delay_the_next_attempt(
    reopen: OpenBackend, clock: SimpleNamespace
) -> None:
    journal = await locked_journal(reopen)
    assert await try_wrong_passcodes(journal, FREE_ATTEMPTS) == 0
    assert await try_wrong_passcodes(journal, 1) == 5
    clock.at += 4
    assert await remaining_delay(journal) == 1
    clock.at += 1
    assert await try_wrong_passcodes(journal, 1) == 10
    clock.at += 10
    await journal.unlock(PASSCODE)
    journal.lock()
    assert await try_wrong_passcodes(journal, FREE_ATTEMPTS) == 0, (
        "the right passcode did not reset the count"
    )


@run_in_event_loop
async def test_restart_restarts_the_delay_of_the_stored_count(
    reopen: OpenBackend, clock: SimpleNamespace
) -> None:
    journal = await locked_journal(reopen)
    await try_wrong_passcodes(journal, FREE_ATTEMPTS + 1)
    clock.at += 4
    journal = await open_own_journal(reopen())
    assert await remaining_delay(journal) == 5
    clock.at += 5
    assert await try_wrong_passcodes(journal, 1) == 10


@pytest.mark.parametrize("days", [-400, 400])
@run_in_event_loop
async def test_delay_ignores_the_wall_clock(
    reopen: OpenBackend, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The delay has its real clock here: only the date of the device changes."""
    journal = await locked_journal(reopen)
    await try_wrong_passcodes(journal, FREE_ATTEMPTS + 1)
    changed = time.time() + days * 86_400
    monkeypatch.setattr(time, "time", lambda: changed)
    set_clock(monkeypatch, lambda: dt.datetime.fromtimestamp(changed, dt.UTC))
    for current in (journal, await open_own_journal(reopen())):
        assert 0 < await remaining_delay(current) <= 5


@run_in_event_loop
async def test_wrong_passcodes_in_other_windows_are_counted(clock: SimpleNamespace) -> None:
    database = FakeDatabase()
    first = await filled_journal(BrowserBackend(FakeRecords(database)))
    await first.set_passcode(PASSCODE)
    first.lock()
    windows = [
        await open_own_journal(BrowserBackend(FakeRecords(database)))
        for _ in range(FREE_ATTEMPTS + 1)
    ]
    for window in windows:
        await try_wrong_passcodes(window, 1)
    other = await open_own_journal(BrowserBackend(FakeRecords(database)))
    for window in (*windows, first, other):
        assert await remaining_delay(window) == 5
    clock.at += 5
    await other.unlock(PASSCODE)
    assert state(other) is StorageState.ON_DEVICE
    assert state(first) is StorageState.LOCKED


@run_in_event_loop
async def test_stored_time_of_the_next_attempt_is_ignored() -> None:
    backend = MemoryBackend()
    journal = await filled_journal(backend)
    await journal.set_passcode(PASSCODE)
    backend.records["meta"] = (
        b'{"1": {"version": 2, "wrong_codes": 2, "next_try": "2199-01-01T00:00:00Z"}}'
    )
    reopened = await open_own_journal(backend)
    assert reopened.quarantined_count == 0
    await reopened.unlock(PASSCODE)


@run_in_event_loop
async def test_wrong_passcodes_are_counted_in_memory_if_the_count_cannot_be_saved() -> None:
    memory = MemoryBackend()
    journal = await filled_journal(memory)
    await journal.set_passcode(PASSCODE)
    backend = RefusingBackend(memory)
    journal = await open_own_journal(backend)
    backend.refusing = True
    waits = []
    for _ in range(FREE_ATTEMPTS + 1):
        with pytest.raises(WrongPasscodeError) as wrong:
            await journal.unlock(OTHER_PASSCODE)
        waits.append(wrong.value.wait)
    assert waits == [0, 0, 0, 5]


def test_delay_doubles_up_to_a_maximum() -> None:
    waits = [backoff_seconds(count) for count in range(1, 15)]
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, MAX_DELAY, MAX_DELAY, MAX_DELAY]
    assert backoff_seconds(10**9) == MAX_DELAY


def damage(backend: MemoryBackend, name: str) -> None:
    """Change the last byte of a record."""
    record = backend.records[name]
    backend.records[name] = record[:-1] + bytes([record[-1] ^ 1])


@run_in_event_loop
async def test_damaged_page_does_not_lock_the_journal_once_the_passcode_is_removed() -> None:
    backend = MemoryBackend()
    await (await filled_journal(backend)).set_passcode(PASSCODE)
    damage(backend, "entries-0")
    journal = await open_journal(backend)
    await journal.unlock(PASSCODE)
    added = await journal.add(SECOND_CHECK)
    await journal.set_passcode(None)
    reopened = await open_journal(backend)
    assert state(reopened) is StorageState.ON_DEVICE
    assert await all_entries(reopened) == (added,)
    assert reopened.quarantined_count == 1


@run_in_event_loop
async def test_quarantined_records_do_not_prevent_unlocking_with_damaged_verifiers() -> None:
    backend = MemoryBackend()
    await (await filled_journal(backend)).set_passcode(PASSCODE)
    for number in range(MAX_RECORDS_TRIED):
        backend.records[f"aside-entries-0-{number}"] = backend.records["entries-0"][:-1]
    for name in VERIFIERS:
        damage(backend, name)
    journal = await open_journal(backend)
    await journal.unlock(PASSCODE)
    assert len(await all_entries(journal)) == 1
