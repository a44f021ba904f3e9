"""Storage that is silent, erased while the app is open, or unreadable."""

import asyncio
import errno
import gc
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sv_app.data import database
from sv_app.data import entries as entries_module
from sv_app.data import journal as journal_module
from sv_app.data.crypto import cipher
from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage import backend
from sv_app.data.storage import file as file_module
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.file import FileBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import (
    CodeDelayedError,
    ErasedError,
    LimitReachedError,
    NotCheckedError,
    SaveError,
    StorageState,
    StorageTimeoutError,
    WrongCodeError,
)
from sv_app.domain.self_check import Draft
from tests.data.fake_backends import FakeRecords
from tests.data.journal_builder import (
    CONTACT,
    DRAFT,
    FIRST,
    SECOND,
    entries,
    filled,
    holdings,
    opened,
)
from tests.fakes import Fault, FaultyBackend
from tests.loop import in_a_loop

CODE = "cinq mots au hasard"


SHORT = 0.3


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of a moment: how long they take is not tested here."""
    monkeypatch.setattr(cipher, "ROUNDS", 2)


@pytest.fixture
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time limits of a moment."""
    for module, name in (
        (journal_module, "ANSWER_TIMEOUT"),
        (database, "TOTAL_TIMEOUT"),
        (journal_module, "OPEN_TIMEOUT"),
    ):
        monkeypatch.setattr(module, name, SHORT)
    for act in (
        journal_module.DatabaseAccess.change,
        journal_module.DatabaseAccess.reading,
        database.EncryptedDatabase.change,
        database.WriteLock.held,
        database.WriteLock.changing,
    ):
        inner: Any = vars(act)["__wrapped__"]
        limits = tuple(SHORT if v == backend.ANSWER_TIMEOUT else v for v in inner.__defaults__)
        monkeypatch.setattr(inner, "__defaults__", limits)
    monkeypatch.setattr(backend, "CLAIM_TIMEOUT", SHORT)


class SilentBackend(FaultyBackend):
    """A place of which some calls never answer until `go_on` is set."""

    def __init__(self, records: Mapping[str, bytes] | None = None) -> None:
        super().__init__(records)
        self.silent: frozenset[str] = frozenset()
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

    async def claim(self, force: bool = False) -> bool:
        await self._wait("claim")
        return await super().claim(force)

    async def _wait(self, call: str) -> None:
        if call in self.silent:
            await self.go_on.wait()


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.usefixtures("short_limits")
@in_a_loop
async def test_save_that_never_answers_ends_and_is_kept_once_when_it_answers_late() -> None:
    backend = SilentBackend()
    journal = await opened(backend)
    told: list[bool] = []
    journal.on_late_commit(told.append)
    backend.silent = frozenset({"commit"})
    with pytest.raises(StorageTimeoutError) as first:
        await journal.add(FIRST)
    with pytest.raises(StorageTimeoutError):
        await journal.add(FIRST, "une note")
    assert not any(name.startswith("entries") for name in backend.records)
    backend.silent = frozenset()
    backend.go_on.set()
    assert first.value.outcome is not None
    await first.value.outcome
    await settled()
    assert told == [True]
    assert len(await entries(journal)) == 1
    await journal.add(FIRST, "une note")
    for one in (journal, await opened(backend)):
        notes = [entry.note for entry in await entries(one)]
        assert notes == ["une note", None], "it was kept: the same answers are another entry"


@pytest.mark.usefixtures("short_limits")
@in_a_loop
async def test_retry_of_a_save_that_has_not_answered_is_the_same_entry() -> None:
    backend = SilentBackend()
    journal = await opened(backend)
    backend.silent = frozenset({"commit"})
    with pytest.raises(StorageTimeoutError):
        await journal.add(FIRST)
    retry = asyncio.ensure_future(journal.add(FIRST, "une note"))
    await asyncio.sleep(0)
    backend.silent = frozenset()
    backend.go_on.set()
    await retry
    await settled()
    for one in (journal, await opened(backend)):
        assert [entry.note for entry in await entries(one)] == ["une note"]


@pytest.mark.usefixtures("short_limits")
@in_a_loop
async def test_save_that_fails_late_changes_nothing_and_can_be_tried_again() -> None:
    backend = SilentBackend()
    journal = await opened(backend)
    told: list[bool] = []
    journal.on_late_commit(told.append)
    backend.silent = frozenset({"commit"})
    with pytest.raises(StorageTimeoutError):
        await journal.add(FIRST)
    backend.fault = Fault.FULL
    backend.go_on.set()
    await settled()
    assert told == [False]
    assert await entries(journal) == ()
    backend.fault, backend.silent = None, frozenset()
    await journal.add(FIRST)
    assert len(await entries(await opened(backend))) == 1


@pytest.mark.usefixtures("short_limits")
@in_a_loop
async def test_last_entry_that_fits_can_be_tried_again_and_keeps_the_hidden_draft(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(entries_module, "MAX_ENTRIES_PER_DAY", 2)
    monkeypatch.setattr(entries_module, "MAX_ENTRIES", 2)
    backend = SilentBackend()
    journal = await opened(backend)
    await journal.add(SECOND)
    await journal.save_draft(DRAFT)
    backend.silent = frozenset({"commit"})
    with pytest.raises(StorageTimeoutError):
        await journal.add(FIRST, None, DRAFT)
    retry = asyncio.ensure_future(journal.add(FIRST, "une note", DRAFT))
    await asyncio.sleep(0)
    backend.silent = frozenset()
    backend.go_on.set()
    await retry
    await settled()
    again = await opened(backend)
    assert [entry.note for entry in await entries(again)] == ["une note", None]
    assert again.draft() == DRAFT
    with pytest.raises(LimitReachedError):
        await journal.add(FIRST)


@pytest.mark.parametrize("call", ["names", "read", "claim"])
@pytest.mark.usefixtures("short_limits")
@in_a_loop
async def test_start_on_a_silent_device_ends_and_works_in_memory(call: str) -> None:
    source = MemoryBackend()
    await filled(source)
    backend = SilentBackend(source.records)
    backend.silent = frozenset({call})
    journal = await Journal.open(backend, NativeKeys())
    assert journal.storage_state is StorageState.REFUSED
    await journal.add(SECOND)
    assert backend.records == source.records


@pytest.mark.parametrize("call", ["read", "commit"])
@pytest.mark.usefixtures("short_limits")
@in_a_loop
async def test_every_act_on_a_silent_device_ends(call: str) -> None:
    backend = SilentBackend()
    journal = await filled(backend)
    again = await opened(backend)
    backend.silent = frozenset({call})
    acts = (
        again.delete((await entries(journal))[0].id),
        again.save_contacts(()),
        again.save_pins(()),
        again.save_draft(Draft(position=5)),
        again.set_passcode(CODE),
    )
    for act in acts:
        try:
            await act
        except SaveError:
            continue
        assert call == "read", "a commit that has not answered is not confirmed"


@pytest.mark.usefixtures("short_limits")
@in_a_loop
async def test_erasing_that_answers_late_ends_and_then_nothing_is_left() -> None:
    backend = SilentBackend()
    journal = await filled(backend)
    backend.silent = frozenset({"erase"})
    with pytest.raises(StorageTimeoutError):
        await journal.erase_everything()
    assert journal.storage_state.value == "kept"
    backend.go_on.set()
    await settled()
    assert journal.storage_state.value == "undecided"
    assert not backend.records
    assert await entries(journal) == ()


async def refused(backend: FaultyBackend) -> Journal:
    await filled(backend)
    backend.fault = Fault.FULL
    journal = await Journal.open(backend, NativeKeys())
    assert journal.storage_state is StorageState.REFUSED
    return journal


@in_a_loop
async def test_store_that_refuses_writes_is_erased_all_the_same() -> None:
    for erase in (Journal.erase_everything, lambda journal: journal.own_device(False)):
        backend = FaultyBackend()
        journal = await refused(backend)
        await erase(journal)
        assert not backend.records


@in_a_loop
async def test_erasing_is_not_confirmed_while_something_is_left() -> None:
    class IdlePlace(FaultyBackend):
        async def erase(self) -> None:
            """Claims to have erased."""

    for erase in (Journal.erase_everything, lambda journal: journal.own_device(False)):
        backend = IdlePlace()
        journal = await refused(backend)
        with pytest.raises(SaveError):
            await erase(journal)
        assert journal.storage_state is StorageState.REFUSED


@in_a_loop
async def test_erasing_that_could_not_be_checked_says_so() -> None:
    backend = FaultyBackend()
    backend.fault = Fault.REFUSED
    journal = await Journal.open(backend, NativeKeys())
    for erasing in (journal.erase_everything(), journal.own_device(False)):
        with pytest.raises(NotCheckedError):
            await erasing


@pytest.mark.parametrize("code", [None, CODE])
@in_a_loop
async def test_what_is_loaded_stays_when_all_is_erased_elsewhere(code: str | None) -> None:
    backend = MemoryBackend()
    journal = await filled(backend)
    await journal.set_passcode(code)
    whole = await holdings(journal)
    await backend.erase()
    await journal.lost(erased=True)
    assert journal.storage_state.value == "erased"
    assert await holdings(journal) == whole
    await journal.add(SECOND)
    assert not backend.records
    await journal.own_device(True)
    assert journal.storage_state.value == "kept"
    assert journal.has_passcode is (code is not None)
    assert (b"somewhat" in b"".join(backend.records.values())) is (code is None)
    again = await opened(backend)
    if code:
        assert again.storage_state is StorageState.LOCKED
        await again.unlock(code)
    assert await holdings(again) == await holdings(journal)


@in_a_loop
async def test_locked_journal_that_was_erased_elsewhere_is_not_kept_without_its_code() -> None:
    backend = MemoryBackend()
    journal = await filled(backend)
    await journal.set_passcode(CODE)
    journal.lock()
    await backend.erase()
    await journal.lost(erased=True)
    assert journal.storage_state is StorageState.LOCKED
    with pytest.raises(SaveError):
        await journal.own_device(True)
    assert not backend.records
    await journal.unlock(CODE)
    await journal.own_device(True)
    assert journal.has_passcode
    assert (await opened(backend)).storage_state is StorageState.LOCKED


@in_a_loop
async def test_erasure_elsewhere_spares_no_delay_after_wrong_codes() -> None:
    backend = MemoryBackend()
    journal = await filled(backend)
    await journal.set_passcode(CODE)
    journal.lock()
    for _ in range(4):
        with pytest.raises(WrongCodeError):
            await journal.unlock("un autre code")
    await backend.erase()
    await journal.lost(erased=True)
    assert journal.durable is False
    with pytest.raises(CodeDelayedError):
        await journal.unlock(CODE)


@in_a_loop
async def test_erasure_found_at_a_save_is_no_other_window() -> None:
    records = FakeRecords()

    class GoneError(Exception):
        name = "ErasedError"

    async def commit(changes: object) -> None:
        raise GoneError

    journal = await filled(BrowserBackend(records))
    records.commit = commit  # type: ignore[method-assign]
    with pytest.raises(ErasedError):
        await journal.add(SECOND)
    assert journal.storage_state is StorageState.ERASED


@in_a_loop
async def test_folder_removed_while_open_is_an_erasure(tmp_path: Path) -> None:
    backend = FileBackend(tmp_path / "app")
    journal = await filled(backend)
    file_module.erase_folder(tmp_path / "app" / "records", [])
    with pytest.raises(ErasedError):
        await journal.add(SECOND)
    assert journal.storage_state is StorageState.ERASED
    assert len(await entries(journal)) == 1


@pytest.mark.parametrize("stopped", range(12))
def test_erasing_killed_at_any_step_leaves_all_or_nothing(
    tmp_path: Path, stopped: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "app"

    class KilledError(BaseException):
        """The process is gone."""

    async def fill() -> int:
        backend = FileBackend(folder)
        journal = await filled(backend)
        for _ in range(70):
            await journal.add(FIRST)
        backend.close()
        return len(await entries(journal))

    total, steps = asyncio.run(fill()), 0

    def counted(name: str) -> None:
        real = getattr(os, name)

        def act(*given: object, **named: object) -> object:
            nonlocal steps
            steps += 1
            if steps > stopped:
                raise KilledError
            return real(*given, **named)

        monkeypatch.setattr(os, name, act)

    async def erase() -> None:
        await FileBackend(folder).erase()

    with monkeypatch.context():
        for name in ("rename", "replace", "unlink", "rmdir"):
            counted(name)
        with suppress(KilledError):
            asyncio.run(erase())
        monkeypatch.undo()

    async def look() -> None:
        backend = FileBackend(folder)
        journal = await Journal.open(backend, NativeKeys())
        assert len(await entries(journal)) in (0, total)
        if journal.storage_state is StorageState.UNDECIDED:
            assert not await backend.exists(), "finished at the next start"
        backend.close()

    asyncio.run(look())


async def with_code(backend: MemoryBackend, private: bool) -> None:
    journal = await opened(backend)
    await journal.save_contacts((CONTACT,))
    if private:
        await journal.add(FIRST)
        await journal.save_draft(Draft(position=3))
    await journal.set_passcode(CODE)


@pytest.mark.parametrize("private", [True, False])
@in_a_loop
async def test_any_damage_to_the_passcode_record_leaves_the_right_code_right(
    private: bool,
) -> None:
    whole = MemoryBackend()
    await with_code(whole, private)
    record = whole.records["passcode"]
    flips = [bytes([*record[:at], record[at] ^ 1, *record[at + 1 :]]) for at in range(len(record))]
    for damaged in [*flips, b"", record[:20]]:
        # A changed number of rounds would only take long to try.
        if damaged[8:10] != record[8:10]:
            continue
        backend = MemoryBackend({**whole.records, "passcode": damaged})
        journal = await Journal.open(backend, NativeKeys())
        assert journal.storage_state is StorageState.LOCKED
        with pytest.raises(WrongCodeError):
            await journal.unlock("un autre code")
        await journal.unlock(CODE)
        assert len(await entries(journal)) == private
        assert backend.records["passcode"] == backend.records["passcode-copy"], "repaired"
        journal.lock()
        await journal.unlock(CODE)


@in_a_loop
async def test_passcode_of_an_older_version_gets_its_second_record() -> None:
    backend = MemoryBackend()
    await with_code(backend, True)
    del backend.records["passcode-copy"]
    journal = await Journal.open(backend, NativeKeys())
    await journal.unlock(CODE)
    assert backend.records["passcode"] == backend.records["passcode-copy"]
    await journal.set_passcode(None)
    assert not {"passcode", "passcode-copy"} & backend.records.keys()


@in_a_loop
async def test_unreadable_page_costs_no_other_and_is_never_replaced() -> None:
    backend = SilentBackend()
    journal = await opened(backend)
    kept = [await journal.add(FIRST) for _ in range(70)]
    backend.unreadable = frozenset({"entries-1"})
    before = backend.records["entries-1"]
    again = await opened(backend)
    shown = await entries(again)
    assert len(shown) == 38
    assert again.unreadable == 1
    with pytest.raises(SaveError):
        await again.export(None)
    with pytest.raises(SaveError):
        await again.set_passcode(CODE)
    with pytest.raises(SaveError):
        await again.delete(kept[40].id)
    await again.delete(shown[0].id)
    await again.add(SECOND)
    assert backend.records["entries-1"] == before
    backend.unreadable = frozenset()
    assert len(await entries(await opened(backend))) == 70


@pytest.mark.parametrize("name", ["settings", "contacts", "pins", "meta", "draft", "entries-0"])
@in_a_loop
async def test_any_unreadable_record_leaves_a_journal_that_opens(name: str) -> None:
    backend = SilentBackend()
    await filled(backend)
    backend.unreadable = frozenset({name})
    journal = await opened(backend)
    assert journal.storage_state is StorageState.KEPT
    assert len(await entries(journal)) == (name != "entries-0")
    await journal.add(SECOND)
    await journal.save_draft(Draft(position=5))


@in_a_loop
async def test_newest_page_that_is_unreadable_is_left_and_a_new_one_begun() -> None:
    backend = SilentBackend()
    await filled(backend)
    before = backend.records["entries-0"]
    backend.unreadable = frozenset({"entries-0"})
    journal = await opened(backend)
    entry = await journal.add(SECOND)
    assert backend.records["entries-0"] == before
    backend.unreadable = frozenset()
    assert entry in await entries(await opened(backend))
    assert len(await entries(await opened(backend))) == 2


@in_a_loop
async def test_entry_is_erased_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk has no block left but those that the app itself frees."""
    backend = FileBackend(tmp_path)
    journal = await opened(backend)
    kept = [await journal.add(FIRST) for _ in range(3)]
    free = 0
    real = file_module.write_file

    def write(path: Path, data: bytes) -> None:
        nonlocal free
        room = file_module.RESERVE_SIZE if not (tmp_path / "records" / "reserve").exists() else 0
        if free + len(data) > room:
            raise OSError(errno.ENOSPC, "no space left on device")
        free += len(data)
        real(path, data)

    monkeypatch.setattr(file_module, "write_file", write)
    with pytest.raises(SaveError):
        await journal.add(SECOND)
    assert (tmp_path / "records" / "reserve").exists(), "kept for erasing"
    await journal.delete(kept[1].id)
    backend.close()
    monkeypatch.undo()
    again = await opened(FileBackend(tmp_path))
    assert await entries(again) == (kept[2], kept[0])
    assert (tmp_path / "records" / "reserve").exists(), "made again"


@in_a_loop
async def test_locking_during_a_commit_leaves_nothing_private_in_memory() -> None:
    backend = SilentBackend()
    journal = await filled(backend)
    await journal.set_passcode(CODE)
    backend.silent = frozenset({"commit"})
    adding = asyncio.ensure_future(journal.add(SECOND, "une note privée"))
    await settled()
    journal.lock()
    backend.go_on.set()
    await adding
    assert journal.draft() is None
    held = journal._storage.database._storage
    memory = json.dumps([held._kept, held._tables], default=str)
    assert "privée" not in memory
    assert not any(name.startswith("entries") for name in (held._kept | held._models))


@in_a_loop
async def test_no_note_and_no_passcode_stay_in_memory_after_locking() -> None:
    def secret(kind: str) -> str:
        return f"un {kind} secret".upper()  # made here: the text of the test holds neither

    journal = await opened(MemoryBackend())
    await journal.add(FIRST, secret("mot"))
    await journal.set_passcode(secret("code"))
    await entries(journal)
    journal.lock()
    await journal.unlock(secret("code"))
    await entries(journal)
    await journal.export(None)
    journal.lock()
    gc.collect()
    left = [
        type(holder)
        for holder in gc.get_objects()
        for text in gc.get_referents(holder)
        if isinstance(text, str | bytes) and holds(text, secret("mot"), secret("code"))
    ]
    assert left == []


def holds(text: str | bytes, *secrets: str) -> bool:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return any(secret.encode() in data for secret in secrets)
