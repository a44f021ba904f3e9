"""Storage that does not answer, is erased while the app is open, or cannot be read."""

import asyncio
import datetime as dt
import errno
import gc
import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from sv_app.data import database as database_module
from sv_app.data import entries as entries_module
from sv_app.data import journal as journal_module
from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage import backend as backend_module
from sv_app.data.storage import file as file_module
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.file import FileBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import (
    ErasedError,
    ErasureNotVerifiedError,
    LimitReachedError,
    PasscodeDelayedError,
    SaveError,
    StorageState,
    StorageTimeoutError,
    WrongPasscodeError,
)
from sv_app.domain.self_check import Draft, Step
from tests.data.crash_injection import CrashError
from tests.data.fake_backends import FakeRecords
from tests.data.journal_builder import (
    CONTACT,
    DRAFT,
    FIRST_CHECK,
    PASSCODE,
    SECOND_CHECK,
    all_entries,
    filled_journal,
    journal_data,
    open_journal,
    open_own_journal,
)
from tests.fakes import FaultyBackend, StorageFault, set_clock
from tests.loop import run_in_event_loop

SHORT_TIMEOUT = 0.3


@pytest.fixture
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten every time limit to at most `SHORT_TIMEOUT` seconds."""

    def shortened(function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda timeout, *arguments: function(min(timeout, SHORT_TIMEOUT), *arguments)

    for name in ("with_time_limit", "wait_without_cancelling"):
        function = shortened(getattr(backend_module, name))
        for module in (backend_module, database_module, journal_module):
            monkeypatch.setattr(module, name, function)


def state_of(journal: Journal) -> StorageState:
    """Return the state anew; mypy assumes that the property does not change between two reads."""
    return journal.storage_state


class UnresponsiveBackend(FaultyBackend):
    """A backend whose methods in `unanswered` do not return until `go_on` is set."""

    def __init__(self, records: Mapping[str, bytes] | None = None) -> None:
        super().__init__(records)
        self.unanswered: frozenset[str] = frozenset()
        self.unreadable: frozenset[str] = frozenset()

    async def names(self) -> frozenset[str]:
        await self._wait("names")
        return await super().names()

    async def read(self, name: str) -> bytes | None:
        await self._wait("read")
        if name in self.unreadable:
            raise OSError(errno.EIO, "input/output error")
        return await super().read(name)

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        await self._wait("commit")
        await super().commit(changes)

    async def erase(self) -> None:
        await self._wait("erase")
        await super().erase()

    async def acquire_writer(self, steal: bool = False) -> bool:
        await self._wait("acquire_writer")
        return await super().acquire_writer(steal)

    async def _wait(self, call: str) -> None:
        if call in self.unanswered:
            await self.go_on.wait()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.usefixtures("short_limits")
@run_in_event_loop
async def test_save_times_out_and_is_kept_once_if_it_answers_late() -> None:
    backend = UnresponsiveBackend()
    journal = await open_own_journal(backend)
    late_results: list[bool] = []
    journal.set_late_commit_listener(late_results.append)
    backend.unanswered = frozenset({"commit"})
    with pytest.raises(StorageTimeoutError) as first:
        await journal.add(FIRST_CHECK)
    with pytest.raises(StorageTimeoutError):
        await journal.add(FIRST_CHECK, "une note")
    assert not any(name.startswith("entries") for name in backend.records)
    backend.unanswered = frozenset()
    backend.go_on.set()
    assert first.value.outcome is not None
    await first.value.outcome
    await settle()
    assert late_results == [True]
    assert len(await all_entries(journal)) == 1
    await journal.add(FIRST_CHECK, "une note")
    for current in (journal, await open_own_journal(backend)):
        notes = [entry.note for entry in await all_entries(current)]
        assert notes == ["une note", None], "the same answers became a second entry"


@pytest.mark.usefixtures("short_limits")
@run_in_event_loop
async def test_retry_of_a_save_that_has_not_answered_is_the_same_entry() -> None:
    backend = UnresponsiveBackend()
    journal = await open_own_journal(backend)
    backend.unanswered = frozenset({"commit"})
    with pytest.raises(StorageTimeoutError):
        await journal.add(FIRST_CHECK)
    retry = asyncio.ensure_future(journal.add(FIRST_CHECK, "une note"))
    await asyncio.sleep(0)
    backend.unanswered = frozenset()
    backend.go_on.set()
    await retry
    await settle()
    for current in (journal, await open_own_journal(backend)):
        assert [entry.note for entry in await all_entries(current)] == ["une note"]


@pytest.mark.usefixtures("short_limits")
@run_in_event_loop
async def test_save_that_fails_late_changes_nothing_and_can_be_tried_again() -> None:
    backend = UnresponsiveBackend()
    journal = await open_own_journal(backend)
    late_results: list[bool] = []
    journal.set_late_commit_listener(late_results.append)
    backend.unanswered = frozenset({"commit"})
    with pytest.raises(StorageTimeoutError):
        await journal.add(FIRST_CHECK)
    backend.fault = StorageFault.FULL
    backend.go_on.set()
    await settle()
    assert late_results == [False]
    assert await all_entries(journal) == ()
    backend.fault, backend.unanswered = None, frozenset()
    await journal.add(FIRST_CHECK)
    assert len(await all_entries(await open_own_journal(backend))) == 1


@pytest.mark.usefixtures("short_limits")
@run_in_event_loop
async def test_last_entry_that_fits_can_be_tried_again_and_keeps_the_stored_draft(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(entries_module, "MAX_ENTRIES_PER_DAY", 2)
    monkeypatch.setattr(entries_module, "MAX_ENTRIES", 2)
    backend = UnresponsiveBackend()
    journal = await open_own_journal(backend)
    await journal.add(SECOND_CHECK)
    await journal.save_draft(DRAFT)
    backend.unanswered = frozenset({"commit"})
    with pytest.raises(StorageTimeoutError):
        await journal.add(FIRST_CHECK, next_draft=DRAFT)
    retry = asyncio.ensure_future(journal.add(FIRST_CHECK, "une note", next_draft=DRAFT))
    await asyncio.sleep(0)
    backend.unanswered = frozenset()
    backend.go_on.set()
    await retry
    await settle()
    reopened = await open_own_journal(backend)
    assert [entry.note for entry in await all_entries(reopened)] == ["une note", None]
    assert reopened.draft() == DRAFT
    with pytest.raises(LimitReachedError):
        await journal.add(FIRST_CHECK)


@pytest.mark.parametrize("call", ["names", "read", "acquire_writer"])
@pytest.mark.usefixtures("short_limits")
@run_in_event_loop
async def test_start_on_an_unresponsive_backend_times_out_and_works_in_memory(call: str) -> None:
    source = MemoryBackend()
    await filled_journal(source)
    backend = UnresponsiveBackend(source.records)
    backend.unanswered = frozenset({call})
    journal = await open_journal(backend)
    assert state_of(journal) is StorageState.REFUSED
    await journal.add(SECOND_CHECK)
    assert backend.records == source.records


@pytest.mark.usefixtures("short_limits")
@run_in_event_loop
async def test_every_change_on_an_unresponsive_backend_times_out() -> None:
    backend = UnresponsiveBackend()
    journal = await filled_journal(backend)
    reopened = await open_own_journal(backend)
    backend.unanswered = frozenset({"commit"})
    acts = (
        reopened.erase_entry((await all_entries(journal))[0].id),
        reopened.save_contacts(()),
        reopened.save_pins(()),
        reopened.save_draft(Draft(step=Step.BEHAVIOUR)),
        reopened.set_passcode(PASSCODE),
    )
    for act in acts:
        with pytest.raises(StorageTimeoutError):
            await act


@pytest.mark.usefixtures("short_limits")
@run_in_event_loop
async def test_new_passcode_times_out_while_reads_are_not_answered() -> None:
    backend = UnresponsiveBackend()
    journal = await filled_journal(backend)
    backend.unanswered = frozenset({"read"})
    with pytest.raises(StorageTimeoutError):
        await journal.set_passcode(PASSCODE)


@pytest.mark.usefixtures("short_limits")
@run_in_event_loop
async def test_erasing_times_out_and_is_complete_once_it_answers() -> None:
    backend = UnresponsiveBackend()
    journal = await filled_journal(backend)
    backend.unanswered = frozenset({"erase"})
    with pytest.raises(StorageTimeoutError):
        await journal.erase_everything()
    assert state_of(journal) is StorageState.ON_DEVICE
    backend.go_on.set()
    await settle()
    assert state_of(journal) is StorageState.UNDECIDED
    assert not backend.records
    assert await all_entries(journal) == ()


@pytest.mark.parametrize("late", [False, True], ids=["in time", "after the timeout"])
@pytest.mark.usefixtures("short_limits")
@run_in_event_loop
async def test_no_expired_entry_waits_once_everything_is_erased(
    late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    set_clock(monkeypatch, lambda: now)
    backend = UnresponsiveBackend()
    await filled_journal(backend)
    now += dt.timedelta(days=400)
    counts: list[int] = []
    journal = await Journal.open(
        backend, NativeKeys(), lambda: counts.append(journal.expired_count)
    )
    assert journal.expired_count == 1
    backend.unanswered = frozenset({"erase"} if late else ())
    with pytest.raises(StorageTimeoutError) if late else nullcontext():
        await journal.erase_everything()
    backend.go_on.set()
    await settle()
    assert counts[-1] == 0, "the interface was told of entries that are erased"


async def refusing_journal(backend: FaultyBackend) -> Journal:
    await filled_journal(backend)
    backend.fault = StorageFault.FULL
    journal = await open_journal(backend)
    assert state_of(journal) is StorageState.REFUSED
    return journal


@run_in_event_loop
async def test_full_storage_can_still_be_erased() -> None:
    for erase in (Journal.erase_everything, lambda journal: journal.set_own_device(False)):
        backend = FaultyBackend()
        journal = await refusing_journal(backend)
        await erase(journal)
        assert not backend.records


@run_in_event_loop
async def test_erasing_is_not_confirmed_while_records_remain() -> None:
    class IdleBackend(FaultyBackend):
        async def erase(self) -> None:
            """Return as if everything was erased."""

    for erase in (Journal.erase_everything, lambda journal: journal.set_own_device(False)):
        backend = IdleBackend()
        journal = await refusing_journal(backend)
        with pytest.raises(SaveError):
            await erase(journal)
        assert state_of(journal) is StorageState.REFUSED


@run_in_event_loop
async def test_erasing_that_cannot_be_checked_raises() -> None:
    backend = FaultyBackend()
    backend.fault = StorageFault.REFUSED
    journal = await open_journal(backend)
    for erasure in (journal.erase_everything(), journal.set_own_device(False)):
        with pytest.raises(ErasureNotVerifiedError):
            await erasure


@pytest.mark.parametrize("passcode", [None, PASSCODE])
@run_in_event_loop
async def test_loaded_journal_survives_an_erasure_in_another_window(passcode: str | None) -> None:
    backend = MemoryBackend()
    journal = await filled_journal(backend)
    await journal.set_passcode(passcode)
    original = await journal_data(journal)
    await backend.erase()
    await journal.handle_writer_lock_loss(erased=True)
    assert state_of(journal) is StorageState.ERASED
    assert await journal_data(journal) == original
    await journal.add(SECOND_CHECK)
    assert not backend.records
    await journal.set_own_device(True)
    assert state_of(journal) is StorageState.ON_DEVICE
    assert journal.has_passcode is (passcode is not None)
    assert (b"somewhat" in b"".join(backend.records.values())) is (passcode is None)
    reopened = await open_own_journal(backend)
    if passcode:
        assert reopened.storage_state is StorageState.LOCKED
        await reopened.unlock(passcode)
    assert await journal_data(reopened) == await journal_data(journal)


@run_in_event_loop
async def test_locked_journal_erased_in_another_window_is_not_stored_without_its_passcode() -> None:
    backend = MemoryBackend()
    journal = await filled_journal(backend)
    await journal.set_passcode(PASSCODE)
    journal.lock()
    await backend.erase()
    await journal.handle_writer_lock_loss(erased=True)
    assert state_of(journal) is StorageState.LOCKED
    with pytest.raises(SaveError):
        await journal.set_own_device(True)
    assert not backend.records
    await journal.unlock(PASSCODE)
    await journal.set_own_device(True)
    assert journal.has_passcode
    assert (await open_own_journal(backend)).storage_state is StorageState.LOCKED


@run_in_event_loop
async def test_erasure_in_another_window_keeps_the_attempt_delay() -> None:
    backend = MemoryBackend()
    journal = await filled_journal(backend)
    await journal.set_passcode(PASSCODE)
    journal.lock()
    for _ in range(4):
        with pytest.raises(WrongPasscodeError):
            await journal.unlock("un autre")
    await backend.erase()
    await journal.handle_writer_lock_loss(erased=True)
    assert journal.durable is False
    with pytest.raises(PasscodeDelayedError):
        await journal.unlock(PASSCODE)


@run_in_event_loop
async def test_erasure_detected_by_a_save_sets_the_erased_state() -> None:
    records = FakeRecords()

    class GoneError(Exception):
        name = "ErasedError"

    async def commit(changes: object) -> None:
        raise GoneError

    journal = await filled_journal(BrowserBackend(records))
    records.commit = commit  # type: ignore[method-assign]
    with pytest.raises(ErasedError):
        await journal.add(SECOND_CHECK)
    assert state_of(journal) is StorageState.ERASED


@run_in_event_loop
async def test_folder_removed_while_open_counts_as_erased(tmp_path: Path) -> None:
    backend = FileBackend(tmp_path / "app")
    journal = await filled_journal(backend)
    file_module.erase_folder(tmp_path / "app" / "records", tmp_path / "app" / "journal.json")
    with pytest.raises(ErasedError):
        await journal.add(SECOND_CHECK)
    assert state_of(journal) is StorageState.ERASED
    assert len(await all_entries(journal)) == 1


ERASURE_STEPS = 13
"""Calls that rename or delete a file while the folder of the test below is erased."""


@pytest.mark.parametrize("allowed_steps", range(ERASURE_STEPS + 1))
def test_erasing_killed_at_any_step_leaves_all_or_nothing(
    tmp_path: Path, allowed_steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "app"

    async def fill() -> int:
        backend = FileBackend(folder)
        journal = await filled_journal(backend)
        for _ in range(70):
            await journal.add(FIRST_CHECK)
        backend.close()
        return len(await all_entries(journal))

    total, steps = asyncio.run(fill()), 0

    def count_and_stop(patched: pytest.MonkeyPatch, name: str) -> None:
        real_function = getattr(os, name)

        def act(*args: object, **kwargs: object) -> object:
            nonlocal steps
            steps += 1
            if steps > allowed_steps:
                raise CrashError
            return real_function(*args, **kwargs)

        patched.setattr(os, name, act)

    with monkeypatch.context() as patched:
        for name in ("rename", "replace", "unlink", "rmdir"):
            count_and_stop(patched, name)
        with pytest.raises(CrashError) if allowed_steps < ERASURE_STEPS else nullcontext():
            asyncio.run(FileBackend(folder).erase())
    assert steps == min(allowed_steps + 1, ERASURE_STEPS)

    async def check_journal() -> None:
        backend = FileBackend(folder)
        journal = await open_journal(backend)
        assert len(await all_entries(journal)) in (0, total)
        if journal.storage_state is StorageState.UNDECIDED:
            assert not await backend.exists(), "the next start did not finish the erasure"
        backend.close()

    asyncio.run(check_journal())


async def fill_with_passcode(backend: MemoryBackend, private: bool) -> None:
    journal = await open_own_journal(backend)
    await journal.save_contacts((CONTACT,))
    if private:
        await journal.add(FIRST_CHECK)
        await journal.save_draft(Draft(step=Step.ANXIETY))
    await journal.set_passcode(PASSCODE)


@pytest.mark.parametrize("private", [True, False])
@run_in_event_loop
async def test_right_passcode_unlocks_with_a_damaged_verifier(
    private: bool,
) -> None:
    undamaged = MemoryBackend()
    await fill_with_passcode(undamaged, private)
    record = undamaged.records["passcode"]
    # The high bytes of the number of rounds stay: with them changed, the key takes long to derive.
    flipped = [at for at in range(len(record)) if at not in (8, 9)]
    flips = [bytes([*record[:at], record[at] ^ 1, *record[at + 1 :]]) for at in flipped]
    for damaged in [*flips, b"", record[:20]]:
        backend = MemoryBackend({**undamaged.records, "passcode": damaged})
        journal = await open_journal(backend)
        assert state_of(journal) is StorageState.LOCKED
        with pytest.raises(WrongPasscodeError):
            await journal.unlock("un autre")
        await journal.unlock(PASSCODE)
        assert len(await all_entries(journal)) == private
        assert backend.records["passcode"] == backend.records["passcode-copy"], (
            "it was not repaired"
        )
        journal.lock()
        await journal.unlock(PASSCODE)


@pytest.mark.parametrize(
    "damaged", [("passcode",), ("passcode", "passcode-copy"), ()], ids=["first", "both", "missing"]
)
@run_in_event_loop
async def test_right_passcode_unlocks_with_damaged_verifiers_after_an_erasure_elsewhere(
    damaged: tuple[str, ...],
) -> None:
    backend = MemoryBackend()
    await fill_with_passcode(backend, True)
    verifier = backend.records["passcode"]
    for bit, name in enumerate(damaged):
        backend.records[name] = verifier[:-1] + bytes([verifier[-1] ^ 1 << bit])
    if not damaged:
        del backend.records["passcode"], backend.records["passcode-copy"]
    journal = await open_journal(backend)
    await backend.erase()
    await journal.handle_writer_lock_loss(erased=True)
    assert state_of(journal) is StorageState.LOCKED
    with pytest.raises(WrongPasscodeError):
        await journal.unlock("un autre")
    await journal.unlock(PASSCODE)
    assert await all_entries(journal) == (), "the other window erased them"
    await journal.set_own_device(True)
    reopened = await open_journal(backend)
    assert state_of(reopened) is StorageState.LOCKED
    await reopened.unlock(PASSCODE)


@run_in_event_loop
async def test_passcode_of_an_older_version_gets_its_second_verifier() -> None:
    backend = MemoryBackend()
    await fill_with_passcode(backend, True)
    del backend.records["passcode-copy"]
    journal = await open_journal(backend)
    await journal.unlock(PASSCODE)
    assert backend.records["passcode"] == backend.records["passcode-copy"]
    await journal.set_passcode(None)
    assert not {"passcode", "passcode-copy"} & backend.records.keys()


@run_in_event_loop
async def test_unreadable_page_loses_no_other_and_is_never_replaced() -> None:
    backend = UnresponsiveBackend()
    journal = await open_own_journal(backend)
    saved = [await journal.add(FIRST_CHECK) for _ in range(70)]
    backend.unreadable = frozenset({"entries-1"})
    before = backend.records["entries-1"]
    reopened = await open_own_journal(backend)
    readable = await all_entries(reopened)
    assert len(readable) == 38
    assert reopened.unreadable_count == 1
    with pytest.raises(SaveError):
        await reopened.export(None)
    with pytest.raises(SaveError):
        await reopened.set_passcode(PASSCODE)
    with pytest.raises(SaveError):
        await reopened.erase_entry(saved[40].id)
    await reopened.erase_entry(readable[0].id)
    await reopened.add(SECOND_CHECK)
    assert backend.records["entries-1"] == before
    backend.unreadable = frozenset()
    assert len(await all_entries(await open_own_journal(backend))) == 70


@pytest.mark.parametrize("name", ["settings", "contacts", "pins", "meta", "draft", "entries-0"])
@run_in_event_loop
async def test_journal_opens_with_any_unreadable_record(name: str) -> None:
    backend = UnresponsiveBackend()
    await filled_journal(backend)
    backend.unreadable = frozenset({name})
    journal = await open_own_journal(backend)
    assert state_of(journal) is StorageState.ON_DEVICE
    assert len(await all_entries(journal)) == (name != "entries-0")
    await journal.add(SECOND_CHECK)
    await journal.save_draft(Draft(step=Step.BEHAVIOUR))


@run_in_event_loop
async def test_unreadable_newest_page_is_kept_and_a_new_page_begun() -> None:
    backend = UnresponsiveBackend()
    await filled_journal(backend)
    before = backend.records["entries-0"]
    backend.unreadable = frozenset({"entries-0"})
    journal = await open_own_journal(backend)
    entry = await journal.add(SECOND_CHECK)
    assert backend.records["entries-0"] == before
    backend.unreadable = frozenset()
    assert entry in await all_entries(await open_own_journal(backend))
    assert len(await all_entries(await open_own_journal(backend))) == 2


@run_in_event_loop
async def test_entry_is_erased_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk has no free block except those that the app itself frees."""
    backend = FileBackend(tmp_path)
    journal = await open_own_journal(backend)
    saved = [await journal.add(FIRST_CHECK) for _ in range(3)]
    free = 0
    real_function = file_module.write_file

    def write(path: Path, data: bytes) -> None:
        nonlocal free
        room = file_module.RESERVE_SIZE if not (tmp_path / "records" / "reserve").exists() else 0
        if free + len(data) > room:
            raise OSError(errno.ENOSPC, "no space left on device")
        free += len(data)
        real_function(path, data)

    monkeypatch.setattr(file_module, "write_file", write)
    with pytest.raises(SaveError):
        await journal.add(SECOND_CHECK)
    assert (tmp_path / "records" / "reserve").exists(), "the save used the reserve"
    await journal.erase_entry(saved[1].id)
    backend.close()
    monkeypatch.undo()
    reopened = await open_own_journal(FileBackend(tmp_path))
    assert await all_entries(reopened) == (saved[2], saved[0])
    assert (tmp_path / "records" / "reserve").exists(), "the reserve was not written again"


def secret(kind: str) -> str:
    """Return a secret text, made at run time: no constant of this module may hold it."""
    return f"un {kind} secret".upper()


def holders_of_secrets(*kinds: str) -> list[type]:
    """Return the type of each object in memory that refers to a text with one of the secrets."""
    gc.collect()
    return [
        type(holder)
        for holder in gc.get_objects()
        for text in gc.get_referents(holder)
        if isinstance(text, str | bytes) and contains_secret(text, *kinds)
    ]


async def lasting_holders_of_secrets(*kinds: str) -> list[type]:
    """Return what still refers to a secret after a second.

    A thread keeps its arguments for a moment after it has returned.
    """
    for _ in range(100):
        if not (holders := holders_of_secrets(*kinds)):
            break
        await asyncio.sleep(0.01)
    return holders


def contains_secret(text: str | bytes, *kinds: str) -> bool:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return any(secret(kind).encode() in data for kind in kinds)


@run_in_event_loop
async def test_locking_during_a_commit_leaves_nothing_private_in_memory() -> None:
    backend = UnresponsiveBackend()
    journal = await filled_journal(backend)
    await journal.set_passcode(PASSCODE)
    backend.unanswered = frozenset({"commit"})
    adding = asyncio.ensure_future(journal.add(SECOND_CHECK, secret("mot")))
    await settle()
    assert holders_of_secrets("mot")
    journal.lock()
    backend.go_on.set()
    await adding
    del adding  # the task holds the entry
    await settle()
    assert journal.draft() is None
    assert await lasting_holders_of_secrets("mot") == []


@run_in_event_loop
async def test_no_note_and_no_passcode_stay_in_memory_after_locking() -> None:
    journal = await open_own_journal(MemoryBackend())
    await journal.add(FIRST_CHECK, secret("mot"))
    await journal.set_passcode(secret("code"))
    await all_entries(journal)
    assert holders_of_secrets("mot")
    journal.lock()
    await journal.unlock(secret("code"))
    await all_entries(journal)
    await journal.export(None)
    journal.lock()
    assert await lasting_holders_of_secrets("mot", "code") == []
