"""Commits to files: every record is old until the manifest is renamed, then every one is new."""

import asyncio
import errno
import os
import shutil
import stat
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from sv_app.data.schema import QUARANTINE
from sv_app.data.storage import file as file_module
from sv_app.data.storage.file import FileBackend
from sv_app.domain.journal import ErasedError
from tests.data.crash_injection import (
    CRASHES_BEFORE_RENAME,
    Crash,
    CrashError,
    crash_at_folder_sync,
    is_folder,
)
from tests.data.journal_builder import FIRST_CHECK, all_entries, open_own_journal
from tests.loop import run_in_event_loop

OLD = {"settings": b"old", "entries-0": b"old", "draft": b"old"}
CHANGE = {"settings": b"new", "entries-0": b"new", "entries-1": b"new", "draft": None}
NEW = {"settings": b"new", "entries-0": b"new", "entries-1": b"new"}
posix = pytest.mark.skipif(os.name != "posix", reason="modes and folders as POSIX has them")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    commit(tmp_path, OLD)
    return tmp_path


def commit(folder: Path, changes: dict[str, bytes | None] | dict[str, bytes]) -> None:
    async def claim_and_commit() -> None:
        backend = FileBackend(folder)
        try:
            assert await backend.acquire_writer()
            await backend.commit(changes)
        finally:
            backend.close()

    asyncio.run(claim_and_commit())


def stored_records(folder: Path) -> dict[str, bytes | None]:
    async def read_all() -> dict[str, bytes | None]:
        backend = FileBackend(folder)
        return {name: await backend.read(name) for name in await backend.names()}

    return asyncio.run(read_all())


def record_files(folder: Path) -> list[str]:
    names = (path.name for path in (folder / "records").iterdir())
    return sorted(name.rpartition(".")[0] for name in names if name[-1].isdigit())


def crash_during_commit(folder: Path, monkeypatch: pytest.MonkeyPatch, crash: Crash) -> None:
    backend = FileBackend(folder)
    asyncio.run(backend.acquire_writer())
    with monkeypatch.context() as patched:
        crash(patched)
        with pytest.raises(CrashError):
            asyncio.run(backend.commit(CHANGE))
    backend.close()


@pytest.mark.parametrize("crash", [*CRASHES_BEFORE_RENAME, crash_at_folder_sync])
@posix
def test_crash_before_the_rename_leaves_the_old_records(
    folder: Path, monkeypatch: pytest.MonkeyPatch, crash: Crash
) -> None:
    crash_during_commit(folder, monkeypatch, crash)
    assert stored_records(folder) == OLD


@posix
def test_crash_right_after_the_rename_leaves_the_new_records(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_function, renamed = Path.replace, []

    def replace(path: Path, target: Path) -> Path:
        renamed.append(real_function(path, target))
        raise CrashError

    crash_during_commit(
        folder, monkeypatch, lambda patched: patched.setattr(Path, "replace", replace)
    )
    assert renamed
    assert stored_records(folder) == NEW


@pytest.mark.parametrize("crash", [*CRASHES_BEFORE_RENAME, crash_at_folder_sync])
@posix
def test_commit_after_a_crash_works_and_removes_leftover_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, crash: Crash
) -> None:
    crash_during_commit(folder, monkeypatch, crash)
    commit(folder, CHANGE)
    assert stored_records(folder) == NEW
    commit(folder, {})
    assert record_files(folder) == sorted(NEW)


@posix
def test_full_disk_leaves_the_old_records_and_no_leftover_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        backend = FileBackend(folder)
        with pytest.raises(OSError, match="no space"):
            asyncio.run(backend.acquire_writer())
        backend.close()
    backend = FileBackend(folder)
    asyncio.run(backend.acquire_writer())
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            asyncio.run(backend.commit(CHANGE))
    assert stored_records(folder) == OLD
    assert record_files(folder) == sorted(OLD)
    backend.close()


@posix
def test_commit_syncs_records_folder_and_manifest_before_the_rename(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        real_sync(descriptor)
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        steps.append(name.rpartition(".")[0] or name)

    def replace(path: Path, target: Path) -> Path:
        steps.append("renamed")
        return real_replace(path, target)

    backend = FileBackend(folder)
    asyncio.run(backend.acquire_writer())
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        patched.setattr(Path, "replace", replace)
        asyncio.run(backend.commit(CHANGE))
    backend.close()
    assert sorted(steps[:3]) == sorted(NEW)
    assert steps[3:] == ["records", "manifest", "renamed", "records"]


@posix
def test_files_are_readable_by_their_owner_only_even_while_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: set[int] = set()
    real_function = os.fsync

    def fsync(descriptor: int) -> None:
        if not is_folder(descriptor):
            modes.add(stat.S_IMODE(os.fstat(descriptor).st_mode))
        real_function(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    before = os.umask(0o022)
    try:
        commit(folder, CHANGE)
    finally:
        os.umask(before)
    assert modes == {0o600}
    files = [path for path in (folder / "records").iterdir() if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


@pytest.mark.parametrize("damage", [b"", b"{", b'{"writer": 3}', b"\xff" * 40, None])
def test_without_a_valid_manifest_the_newest_file_of_each_record_counts(
    folder: Path, damage: bytes | None
) -> None:
    records = folder / "records"
    (records / "settings.1").rename(records / "settings.10")
    (records / "settings.9").write_bytes(b"older")
    if damage is None:
        (records / "manifest").unlink()
    else:
        (records / "manifest").write_bytes(damage)
    assert stored_records(folder) == OLD
    commit(folder, {"pins": b"new"})
    quarantine = {} if damage is None else {f"{QUARANTINE}manifest-0": damage}
    assert stored_records(folder) == {**OLD, "pins": b"new", **quarantine}


@run_in_event_loop
async def test_record_whose_file_is_missing_counts_as_damaged(tmp_path: Path) -> None:
    backend = FileBackend(tmp_path)
    journal = await open_own_journal(backend)
    await journal.add(FIRST_CHECK)
    backend.close()
    next((tmp_path / "records").glob("entries-0.*")).unlink()
    reopened = await open_own_journal(FileBackend(tmp_path))
    assert await all_entries(reopened) == ()
    assert reopened.quarantined_count == 1


@posix
@run_in_event_loop
async def test_folder_that_cannot_be_synced_does_not_fail_a_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_function = os.fsync

    def fsync(descriptor: int) -> None:
        if is_folder(descriptor):
            raise OSError("not supported")
        real_function(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    backend = FileBackend(tmp_path)
    journal = await open_own_journal(backend)
    await journal.add(FIRST_CHECK)
    backend.close()
    assert await all_entries(await open_own_journal(FileBackend(tmp_path))) == await all_entries(
        journal
    )


def test_full_disk_can_be_erased(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(file_module, "replace_file", full)
    asyncio.run(FileBackend(folder).erase())
    assert not (folder / "records").exists()


@posix
@run_in_event_loop
async def test_file_system_without_locks_can_be_written_after_taking_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    backend = FileBackend(tmp_path)
    assert not await backend.acquire_writer()
    assert await backend.acquire_writer(steal=True)
    await backend.commit(OLD)
    assert await FileBackend(tmp_path).names() == OLD.keys()


@run_in_event_loop
async def test_commit_during_an_erasure_by_another_process_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = FileBackend(tmp_path)
    await backend.acquire_writer()
    acquire = FileBackend._commit_lock

    def erase_then_acquire(self: FileBackend) -> AbstractContextManager[None]:
        shutil.rmtree(tmp_path / "records")
        return acquire(self)

    monkeypatch.setattr(FileBackend, "_commit_lock", erase_then_acquire)
    with pytest.raises(ErasedError):
        await backend.commit(OLD)
    assert not (tmp_path / "records").exists()


@posix
@run_in_event_loop
async def test_lock_file_that_cannot_be_written_is_not_taken_for_another_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    backend = FileBackend(tmp_path)
    monkeypatch.setattr("filelock.FileLock.acquire", fail)
    with pytest.raises(OSError, match="no space left"):
        await backend.acquire_writer()
