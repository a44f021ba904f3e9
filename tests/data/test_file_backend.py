"""A commit to files, step by step: all is old until the manifest is renamed, then new."""

import asyncio
import errno
import os
import stat
from pathlib import Path

import pytest

from sv_app.data.storage import file as file_module
from sv_app.data.storage.file import FileBackend
from tests.data.crash_injection import (
    BEFORE_THE_RENAME,
    Crash,
    CrashError,
    at_the_folder,
    is_folder,
)
from tests.data.journal_builder import FIRST, entries, opened
from tests.loop import in_a_loop

OLD = {"settings": b"old", "entries-0": b"old", "draft": b"old"}
CHANGE = {"settings": b"new", "entries-0": b"new", "entries-1": b"new", "draft": None}
NEW = {"settings": b"new", "entries-0": b"new", "entries-1": b"new"}
posix = pytest.mark.skipif(os.name != "posix", reason="modes and folders as POSIX has them")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    commit(tmp_path, OLD)
    return tmp_path


def commit(folder: Path, changes: dict[str, bytes | None] | dict[str, bytes]) -> None:
    async def story() -> None:
        backend = FileBackend(folder)
        try:
            assert await backend.claim()
            await backend.commit(changes)
        finally:
            backend.close()

    asyncio.run(story())


def kept(folder: Path) -> dict[str, bytes | None]:
    async def story() -> dict[str, bytes | None]:
        backend = FileBackend(folder)
        return {name: await backend.read(name) for name in await backend.names()}

    return asyncio.run(story())


def records(folder: Path) -> list[str]:
    found = (path.name for path in (folder / "records").iterdir())
    return sorted(name.rpartition(".")[0] for name in found if name[-1].isdigit())


def crashing(folder: Path, monkeypatch: pytest.MonkeyPatch, when: Crash) -> None:
    backend = FileBackend(folder)
    asyncio.run(backend.claim())
    with monkeypatch.context() as patched:
        when(patched)
        with pytest.raises(CrashError):
            asyncio.run(backend.commit(CHANGE))
    backend.close()


@pytest.mark.parametrize("when", [*BEFORE_THE_RENAME, at_the_folder])
@posix
def test_a_crash_before_the_rename_leaves_all_that_was_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, when: Crash
) -> None:
    crashing(folder, monkeypatch, when)
    assert kept(folder) == OLD


@posix
def test_a_crash_right_after_the_rename_leaves_all_that_is_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, renamed = Path.replace, []

    def replace(path: Path, target: Path) -> Path:
        renamed.append(real(path, target))
        raise CrashError

    crashing(folder, monkeypatch, lambda patched: patched.setattr(Path, "replace", replace))
    assert renamed
    assert kept(folder) == NEW


@pytest.mark.parametrize("when", [*BEFORE_THE_RENAME, at_the_folder])
@posix
def test_the_next_app_works_after_a_crash_and_leaves_no_litter(
    folder: Path, monkeypatch: pytest.MonkeyPatch, when: Crash
) -> None:
    crashing(folder, monkeypatch, when)
    commit(folder, CHANGE)
    assert kept(folder) == NEW
    commit(folder, {})
    assert records(folder) == sorted(NEW)


@posix
def test_a_full_disk_leaves_all_that_was_there_and_no_litter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        backend = FileBackend(folder)
        with pytest.raises(OSError, match="no space"):
            asyncio.run(backend.claim())
        backend.close()
    backend = FileBackend(folder)
    asyncio.run(backend.claim())
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            asyncio.run(backend.commit(CHANGE))
    assert kept(folder) == OLD
    assert records(folder) == sorted(OLD)
    backend.close()


@posix
def test_records_are_synced_then_their_folder_then_the_manifest_then_it_is_renamed(
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
    asyncio.run(backend.claim())
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        patched.setattr(Path, "replace", replace)
        asyncio.run(backend.commit(CHANGE))
    backend.close()
    assert sorted(steps[:3]) == sorted(NEW)
    assert steps[3:] == ["records", "manifest", "renamed", "records"]


@posix
def test_nobody_else_on_the_device_can_read_a_file_even_while_it_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: set[int] = set()
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if not is_folder(descriptor):
            modes.add(stat.S_IMODE(os.fstat(descriptor).st_mode))
        real(descriptor)

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
def test_without_its_manifest_the_newest_of_each_record_is_found(
    folder: Path, damage: bytes | None
) -> None:
    path = folder / "records" / "manifest"
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    assert kept(folder) == OLD
    commit(folder, {"pins": b"new"})
    aside = {} if damage is None else {"aside-manifest-0": damage}
    assert kept(folder) == {**OLD, "pins": b"new", **aside}


@in_a_loop
async def test_a_record_whose_file_is_gone_is_damaged_and_said_to_be(tmp_path: Path) -> None:
    backend = FileBackend(tmp_path)
    journal = await opened(backend)
    await journal.add(FIRST)
    backend.close()
    next((tmp_path / "records").glob("entries-0.*")).unlink()
    again = await opened(FileBackend(tmp_path))
    assert await entries(again) == ()
    assert again.damaged == 1


@posix
@in_a_loop
async def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if is_folder(descriptor):
            raise OSError("not supported")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    backend = FileBackend(tmp_path)
    journal = await opened(backend)
    await journal.add(FIRST)
    backend.close()
    assert await entries(await opened(FileBackend(tmp_path))) == await entries(journal)


def test_a_full_disk_can_be_erased(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(file_module, "replace_file", full)
    asyncio.run(FileBackend(folder).erase())
    assert not (folder / "records").exists()
