"""The passcode: it encrypts, it slows guessing down, and it is never asked for help."""

from functools import partial
from types import SimpleNamespace

import pytest

from sv_app.data import database as database_module
from sv_app.data.crypto import cipher
from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import (
    CodeDelayedError,
    LockedError,
    SaveError,
    StorageState,
    WrongCodeError,
)
from sv_app.domain.passcode import FREE_ATTEMPTS, MAX_DELAY, AttemptDelay, backoff_seconds
from sv_app.domain.self_check import Draft
from tests.data.fake_backends import FakeDatabase, FakeRecords, RefusingPlace, Reopen
from tests.data.journal_builder import (
    CONTACT,
    FIRST,
    PIN,
    SECOND,
    entries,
    filled,
    holdings,
    opened,
    written,
)
from tests.loop import in_a_loop

CODE, OTHER = "cinq mots pris au hasard", "un autre"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested here is not how long a key takes."""
    monkeypatch.setattr(cipher, "ROUNDS", 2)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The monotonic clock; each journal that is opened uses it."""
    now = SimpleNamespace(at=1000.0)
    delay = partial(AttemptDelay, clock=lambda: now.at)
    monkeypatch.setattr(database_module, "AttemptDelay", delay)
    return now


def state(journal: Journal) -> str:
    return journal.storage_state.value


async def locked(reopen: Reopen) -> Journal:
    journal = await filled(reopen())
    await journal.set_passcode(CODE)
    return await opened(reopen())


@in_a_loop
async def test_what_is_private_is_nowhere_to_be_read_and_the_rest_works(reopen: Reopen) -> None:
    journal = await filled(reopen())
    whole = await holdings(journal)
    await journal.set_passcode(CODE)
    assert await holdings(journal) == whole, "nothing changes for who has just set it"
    kept = await written(reopen())
    assert "a-lot" not in kept
    assert "position" not in kept
    again = await opened(reopen())
    assert state(again) == "locked"
    assert again.has_passcode
    assert (await again.page()).entries == ()
    assert again.draft() is None
    assert again.contacts() == (CONTACT,)
    assert again.pins() == (PIN,)
    assert again.settings().language == "fr"
    await again.unlock(CODE)
    assert state(again) == "kept"
    assert await holdings(again) == whole


@in_a_loop
async def test_while_locked_nothing_private_can_be_written_or_taken_away(reopen: Reopen) -> None:
    journal = await locked(reopen)
    for act in (
        lambda: journal.add(SECOND),
        lambda: journal.delete("0" * 32),
        lambda: journal.save_draft(Draft()),
        lambda: journal.discard_draft(),
        lambda: journal.set_passcode(None),
        lambda: journal.export(None),
        lambda: journal.read_import(b"{}"),
    ):
        with pytest.raises(LockedError):
            await act()
    await journal.save_pins(())
    await journal.unlock(CODE)
    assert [entry.check for entry in await entries(journal)] == [FIRST]
    assert journal.pins() == ()


@in_a_loop
async def test_locking_forgets_and_unlocking_reads_again(reopen: Reopen) -> None:
    journal = await filled(reopen())
    whole = await holdings(journal)
    journal.lock()
    assert state(journal) == "kept", "without a passcode there is nothing to lock"
    await journal.set_passcode(CODE)
    journal.lock()
    assert state(journal) == "locked"
    assert journal.draft() is None
    await journal.unlock(CODE)
    assert await holdings(journal) == whole


@in_a_loop
async def test_a_passcode_can_be_changed_and_removed_with_new_keys(reopen: Reopen) -> None:
    journal = await filled(reopen())
    whole = await holdings(journal)
    await journal.set_passcode(CODE)
    first = await reopen().read("passcode")
    journal = await opened(reopen())
    await journal.unlock(CODE)
    await journal.set_passcode(OTHER)
    assert await reopen().read("passcode") != first
    journal = await opened(reopen())
    with pytest.raises(WrongCodeError):
        await journal.unlock(CODE)
    await journal.unlock(OTHER)
    await journal.set_passcode(None)
    journal = await opened(reopen())
    assert not journal.has_passcode
    assert await holdings(journal) == whole


@in_a_loop
async def test_a_passcode_that_cannot_be_kept_changes_nothing() -> None:
    backend = RefusingPlace(MemoryBackend())
    journal = await filled(backend)
    backend.refusing = True
    with pytest.raises(SaveError):
        await journal.set_passcode(CODE)
    backend.refusing = False
    assert not journal.has_passcode
    await journal.add(SECOND)
    assert len(await entries(await opened(backend))) == 2


@in_a_loop
async def test_where_nothing_is_kept_there_is_nothing_to_set_a_passcode_on() -> None:
    journal = await Journal.open(MemoryBackend(), NativeKeys())
    with pytest.raises(SaveError):
        await journal.set_passcode(CODE)


@in_a_loop
async def test_one_passphrase_typed_on_two_keyboards_is_the_same(reopen: Reopen) -> None:
    journal = await filled(reopen())
    await journal.set_passcode("cafe\u0301")
    journal = await opened(reopen())
    await journal.unlock("caf\u00e9")


@in_a_loop
async def test_forgotten_means_erased_and_erasing_needs_no_code(reopen: Reopen) -> None:
    journal = await locked(reopen)
    await journal.erase_everything()
    assert not await reopen().names()
    assert (await Journal.open(reopen(), NativeKeys())).storage_state is StorageState.UNDECIDED


async def wrong_codes(journal: Journal, count: int) -> float:
    """Give wrong codes, and say how long the next attempt is delayed."""
    wait = 0.0
    for _ in range(count):
        with pytest.raises(WrongCodeError) as wrong:
            await journal.unlock(OTHER)
        wait = wrong.value.wait
    return wait


async def delayed(journal: Journal) -> float:
    """How long even the right code is delayed."""
    with pytest.raises(CodeDelayedError) as error:
        await journal.unlock(CODE)
    return error.value.wait


@in_a_loop
async def test_wrong_codes_delay_the_next_attempt(reopen: Reopen, clock: SimpleNamespace) -> None:
    journal = await locked(reopen)
    assert await wrong_codes(journal, FREE_ATTEMPTS) == 0
    assert await wrong_codes(journal, 1) == 5
    clock.at += 4
    assert await delayed(journal) == 1
    clock.at += 1
    assert await wrong_codes(journal, 1) == 10
    clock.at += 10
    await journal.unlock(CODE)
    journal.lock()
    assert await wrong_codes(journal, FREE_ATTEMPTS) == 0, "the right code resets the count"


@in_a_loop
async def test_restart_begins_the_wait_anew_from_the_stored_count(
    reopen: Reopen, clock: SimpleNamespace
) -> None:
    journal = await locked(reopen)
    await wrong_codes(journal, FREE_ATTEMPTS + 1)
    clock.at += 4
    journal = await opened(reopen())
    assert await delayed(journal) == 5
    clock.at += 5
    assert await wrong_codes(journal, 1) == 10


@pytest.mark.parametrize("days", [-400, 400])
@in_a_loop
async def test_delay_ignores_the_wall_clock(
    reopen: Reopen, clock: SimpleNamespace, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = await locked(reopen)
    await wrong_codes(journal, FREE_ATTEMPTS + 1)
    monkeypatch.setattr("time.time", lambda: 1_800_000_000 + days * 86_400)
    for each in (journal, await opened(reopen())):
        assert await delayed(each) == 5
    clock.at += 5
    await each.unlock(CODE)
    assert state(each) == "kept"


@in_a_loop
async def test_wrong_codes_in_other_windows_are_counted(clock: SimpleNamespace) -> None:
    database = FakeDatabase()
    first = await filled(BrowserBackend(FakeRecords(database)))
    await first.set_passcode(CODE)
    first.lock()
    windows = [
        await opened(BrowserBackend(FakeRecords(database))) for _ in range(FREE_ATTEMPTS + 1)
    ]
    for window in windows:
        await wrong_codes(window, 1)
    other = await opened(BrowserBackend(FakeRecords(database)))
    for window in (*windows, first, other):
        assert await delayed(window) == 5
    clock.at += 5
    await other.unlock(CODE)
    assert state(other) == "kept"
    assert state(first) == "locked"


@in_a_loop
async def test_stored_time_of_the_next_attempt_is_ignored() -> None:
    backend = MemoryBackend()
    journal = await filled(backend)
    await journal.set_passcode(CODE)
    backend.records["meta"] = (
        b'{"1": {"version": 2, "wrong_codes": 2, "next_try": "2199-01-01T00:00:00Z"}}'
    )
    again = await opened(backend)
    assert again.damaged == 0
    await again.unlock(CODE)


@in_a_loop
async def test_where_wrong_codes_cannot_be_counted_they_still_are_in_memory() -> None:
    inner = MemoryBackend()
    journal = await filled(inner)
    await journal.set_passcode(CODE)
    backend = RefusingPlace(inner)
    journal = await opened(backend)
    backend.refusing = True
    waits = []
    for _ in range(FREE_ATTEMPTS + 1):
        with pytest.raises(WrongCodeError) as wrong:
            await journal.unlock(OTHER)
        waits.append(wrong.value.wait)
    assert waits == [0, 0, 0, 5]


def test_waiting_doubles_and_has_an_end() -> None:
    waits = [backoff_seconds(count) for count in range(1, 15)]
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, MAX_DELAY, MAX_DELAY, MAX_DELAY]
    assert backoff_seconds(10**9) == MAX_DELAY
