import asyncio
import os
import stat
from pathlib import Path

import pytest

from sv_app.data.journal import Journal
from sv_app.data.storages.file import FilePlace
from sv_app.domain.draft import Draft
from sv_app.domain.journal import NotKeptError
from tests.data.crashes import BEFORE_THE_RENAME, Crash, CrashError, at_the_folder, is_folder
from tests.loop import in_a_loop

OLD, NEW = "ce qui était là, entier", "ce qui le remplace"
posix = pytest.mark.skipif(os.name != "posix", reason="modes and folders as POSIX has them")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.json"
    save(path, OLD)
    return path


def save(path: Path, text: str) -> None:
    asyncio.run(FilePlace(path).save(text))


def load(path: Path) -> str | None:
    return asyncio.run(FilePlace(path).load())


def in_open_file(path: Path, descriptor: int) -> bool:
    return path.exists() and os.path.samestat(os.fstat(descriptor), path.stat())


def crashing(monkeypatch: pytest.MonkeyPatch, when: Crash, path: Path) -> None:
    with monkeypatch.context() as patched:
        when(patched)
        with pytest.raises(CrashError):
            save(path, NEW)


def test_there_is_no_text_before_the_first_save(tmp_path: Path) -> None:
    assert load(tmp_path / "journal.json") is None


def test_a_saved_text_is_read_back_and_the_folder_made(tmp_path: Path) -> None:
    path = tmp_path / "of" / "the app" / "journal.json"
    save(path, OLD)
    assert load(path) == OLD
    save(path, NEW)
    assert load(path) == NEW


def test_nothing_stays_beside_the_file(path: Path) -> None:
    save(path, NEW)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("when", BEFORE_THE_RENAME)
def test_a_crash_before_the_rename_leaves_the_old_text(
    path: Path, monkeypatch: pytest.MonkeyPatch, when: Crash
) -> None:
    crashing(monkeypatch, when, path)
    assert load(path) == OLD


def test_a_save_that_stops_while_writing_leaves_the_old_text(path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        save(path, "a text no file can hold: \ud800")
    assert load(path) == OLD


@posix
def test_a_crash_after_the_rename_leaves_the_new_text(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing(monkeypatch, at_the_folder, path)
    assert load(path) == NEW


@pytest.mark.parametrize("when", BEFORE_THE_RENAME)
def test_the_next_save_after_a_crash_works(
    path: Path, monkeypatch: pytest.MonkeyPatch, when: Crash
) -> None:
    crashing(monkeypatch, when, path)
    save(path, NEW)
    assert load(path) == NEW
    assert list(path.parent.iterdir()) == [path]


@posix
def test_the_whole_text_is_synced_beside_then_renamed_then_the_folder_synced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        real_sync(descriptor)
        if is_folder(descriptor):
            steps.append("folder synced")
        elif not in_open_file(path, descriptor):
            beside = [p for p in path.parent.iterdir() if in_open_file(p, descriptor)]
            steps.append(f"synced: {beside[0].read_text('utf-8')}")

    def replace(beside: Path, target: Path) -> Path:
        steps.append(f"renamed onto {target.name}")
        return real_replace(beside, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    save(path, NEW)
    assert steps == [f"synced: {NEW}", f"renamed onto {path.name}", "folder synced"]


@posix
def test_nobody_else_on_the_device_can_read_the_file(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    save(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
def test_nobody_else_can_read_the_text_while_it_is_being_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if not is_folder(descriptor):
            modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    before = os.umask(0o022)
    try:
        save(path, NEW)
    finally:
        os.umask(before)
    assert modes == [0o600]


@posix
@in_a_loop
async def test_the_journal_and_the_file_agree_when_the_folder_cannot_be_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Some file systems refuse to sync a folder.
    path, real = tmp_path / "journal.json", os.fsync

    def fsync(descriptor: int) -> None:
        if is_folder(descriptor):
            raise OSError("not supported")
        real(descriptor)

    journal = await Journal.open(FilePlace(path))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        try:
            await journal.keep_draft(Draft(position=1))
        except NotKeptError:
            assert journal.draft() is None
    assert (await Journal.open(FilePlace(path))).draft() == journal.draft()
