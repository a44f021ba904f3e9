"""A storage backend in a folder of files that are never changed, only written and deleted."""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Annotated, TypeVar

from filelock import FileLock, Timeout
from pydantic import StringConstraints, ValidationError

from sv_app.data.schema import QUARANTINE, V1_RECORD
from sv_app.domain.journal import ErasedError, WriterLockLostError
from sv_app.domain.model import Model


def write_file(path: Path, data: bytes) -> None:
    """Write a new file, which only its owner may read, and sync it to disk.

    Raises:
        FileExistsError: when the file exists.
    """
    with open(path, "xb", opener=_open_private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file atomically: after a crash, it has the old content or the new."""
    new_path = path.with_name(f"{path.name}.new")
    new_path.unlink(missing_ok=True)
    write_file(new_path, data)
    new_path.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Sync the entries of a folder to disk, on POSIX systems.

    Errors are ignored: the files are in place, and not every file system supports this.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _lock(path: Path) -> FileLock:
    """Return a lock on the file at `path`, which the system releases however the process ends."""
    return FileLock(
        path,
        mode=0o600,
        thread_local=False,
        fallback_to_soft=False,
        poll_interval=0.01,
        preserve_lock_file=True,  # deleting it would let two processes hold the lock
    )


def _try_acquire(lock: FileLock) -> bool:
    """Acquire `lock` if no other process holds it; return whether this process holds it.

    Where the file system has no locks, return False: the person can take over.

    Raises:
        OSError: when the file of the lock can't be written, as on a full disk.
    """
    try:
        if not lock.is_locked:
            lock.acquire(timeout=0)
    except Timeout:
        return False
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
        return False
    return True


WRITER_LOCK = "turn.lock"
"""The writer lock; older builds gave the file this name."""
COMMIT_LOCK = "commit.lock"
NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""Errors of a file system without locks, such as some network folders."""
MANIFEST_NAME = "manifest"
_RECORD_FILE = re.compile(r"^[a-z0-9-]+\.[0-9]+$")
"""The name of a record's file: the record's name, and the number of the commit that wrote it."""


class Manifest(Model):
    """The file of each record, and the id of the writer."""

    writer: str
    files: dict[str, Annotated[str, StringConstraints(pattern=_RECORD_FILE.pattern)]]

    @property
    def last(self) -> int:
        """The highest commit number of the files."""
        return max(map(_commit_number, self.files.values()), default=0)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of `folder`; if it can't be read, the newest file of each record."""
    try:
        return Manifest.model_validate_json((folder / MANIFEST_NAME).read_bytes())
    except (FileNotFoundError, ValidationError):
        files = sorted(list_records(folder), key=_commit_number)
        return Manifest(writer="", files={file.rpartition(".")[0]: file for file in files})


def write_manifest(folder: Path, writer: str, files: Mapping[str, str]) -> Manifest:
    """Make `files` the valid files, in one atomic step."""
    manifest = Manifest(writer=writer, files=dict(files))
    replace_file(folder / MANIFEST_NAME, manifest.model_dump_json().encode())
    return manifest


def quarantine_manifest(folder: Path) -> None:
    """Copy a manifest that can't be read to a record in the quarantine."""
    path = folder / MANIFEST_NAME
    if path.exists():
        names = (f"{QUARANTINE}manifest-{number}.0" for number in count())
        free = next(name for name in names if not (folder / name).exists())
        write_file(folder / free, path.read_bytes())


def list_records(folder: Path) -> list[str]:
    """Return the names of the record files, valid or not."""
    if not folder.exists():
        return []
    with os.scandir(folder) as files:
        return [file.name for file in files if _RECORD_FILE.fullmatch(file.name)]


def file_identity(path: Path) -> tuple[int, int, int]:
    """Return a value that changes when the file is replaced: inode, modification time, size."""
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def total_size(folder: Path, files: Iterable[str]) -> int:
    """Return the size of these files together, in bytes."""
    return sum((folder / file).stat().st_size for file in files if (folder / file).exists())


def _commit_number(file: str) -> int:
    return int(file.rpartition(".")[2])


def new_size(changes: Mapping[str, bytes | None]) -> int:
    """Return the size of the new records of a commit together, in bytes."""
    return sum(len(data or b"") for data in changes.values())


RESERVE_SIZE = 128 * 1024
"""In bytes; a page of entries and the manifest take less."""
DISK_FULL_ERRORS = (errno.ENOSPC, errno.EDQUOT)

T = TypeVar("T")


class Reserve:
    """A file of random bytes, deleted when a full disk needs its space, and written again later."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`."""
        self._path = path

    def make(self) -> None:
        """Write the file, if it is missing and there is enough space."""
        if self._path.exists():
            return
        try:
            write_file(self._path, os.urandom(RESERVE_SIZE))
        except OSError:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def write_freeing_reserve(self, write: Callable[[], T], allowed: bool = True) -> T:
        """Return the result of `write`; on a full disk, delete the reserve and retry if `allowed`.

        Raises:
            OSError: when the device still refuses.
        """
        try:
            return write()
        except OSError as error:
            if not allowed or error.errno not in DISK_FULL_ERRORS or not self._path.exists():
                raise
            self._path.unlink()
            return write()


ERASED = "erased-"
"""The prefix of folders and files that are being deleted."""


def erase_folder(records: Path, v1_file: Path) -> None:
    """Delete the folder `records`, and the file of version 1 beside it.

    A crash leaves all valid records, or none. The file of version 1 is renamed first: it is either
    the only record, or a record that was migrated already.

    Raises:
        OSError: when some files are left; `finish_erasing` tries again.
    """
    for path in (v1_file, records):
        if path.exists():
            path.replace(path.with_name(f"{ERASED}{os.urandom(8).hex()}"))
    sync_folder(records.parent)
    finish_erasing(records.parent)


def finish_erasing(folder: Path) -> None:
    """Delete the rest of interrupted erasures in `folder`.

    Raises:
        OSError: when some files are still left.
    """
    for path in erased_paths(folder):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def erased_paths(folder: Path) -> Iterator[Path]:
    """Return the folders and files that are still to be deleted."""
    return folder.glob(f"{ERASED}*")


class FileBackend:
    """Writes each record to a new file; a manifest, replaced atomically, names the valid files.

    The manifest also names the writer: a commit of any other process is refused.
    """

    def __init__(self, folder: Path) -> None:
        """Store everything in `folder`, which is created if it is missing."""
        self._folder = folder
        self._records = folder / "records"
        self._v1_file = folder / f"{V1_RECORD}.json"  # version 1 had no folder of records
        self._writer_lock = _lock(self._records / WRITER_LOCK)
        self._reserve = Reserve(self._records / "reserve")
        self._writer = ""
        self._cached_manifest: tuple[tuple[int, int, int], Manifest] | None = None

    async def acquire_writer(self, steal: bool = False) -> bool:
        """Become the writer; return False when another process is, unless `steal` takes it over."""
        with suppress(OSError):  # tried again at the next start
            finish_erasing(self._folder)
        self._records.mkdir(parents=True, exist_ok=True)
        if not _try_acquire(self._writer_lock) and not steal:
            return False
        with self._commit_lock():
            if not self._manifest().writer:
                quarantine_manifest(self._records)
                self._cached_manifest = None
            files = self._manifest().files
            self._writer = os.urandom(8).hex()
            self._reserve.write_freeing_reserve(lambda: self._write_manifest(files))
            self._delete({*list_records(self._records)} - {*files.values()})
            self._reserve.make()
        return True

    async def names(self) -> frozenset[str]:
        """Return the names of all records, after finishing an interrupted erasure."""
        with suppress(OSError):  # tried again at the next start
            finish_erasing(self._folder)
        return frozenset(self._manifest().files) | (
            {V1_RECORD} if self._v1_file.exists() else set()
        )

    async def read(self, name: str) -> bytes | None:
        """Return the record of that name, or None.

        If another process replaces the file meanwhile, the manifest is read again. A lost file
        gives an empty record, which counts as damaged.
        """
        if name == V1_RECORD:
            return self._v1_file.read_bytes() if self._v1_file.exists() else None
        while (file := self._manifest().files.get(name)) is not None:
            try:
                return (self._records / file).read_bytes()
            except FileNotFoundError:
                if self._manifest().files.get(name) == file:
                    return b""
        return None

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Write new files, then the manifest that makes them valid, then delete the old files.

        Raises:
            WriterLockLostError: when this process is not the writer.
            ErasedError: when the records were erased in the meantime.
        """
        if not self._writer:
            raise WriterLockLostError
        if not self._records.exists():
            raise ErasedError
        with self._commit_lock():
            self._refuse_if_erased()
            if (manifest := self._manifest()).writer != self._writer:
                self._writer_lock.release()
                raise WriterLockLostError
            old = {name: file for name, file in manifest.files.items() if name in changes}
            # A commit that does not grow may use the reserve: erasing must work on a full disk.
            smaller = new_size(changes) <= total_size(self._records, old.values())
            self._reserve.write_freeing_reserve(
                lambda: self._replace(manifest, changes), allowed=smaller
            )
            self._delete(old.values())
            self._reserve.make()
            if V1_RECORD in changes:
                self._v1_file.unlink(missing_ok=True)

    def _replace(self, manifest: Manifest, changes: Mapping[str, bytes | None]) -> None:
        records = {name: data for name, data in changes.items() if data is not None}
        new_files = {name: f"{name}.{manifest.last + 1}" for name in records}
        other_files = {name: file for name, file in manifest.files.items() if name not in changes}
        try:
            for name, file in new_files.items():
                (self._records / file).unlink(missing_ok=True)  # left by a commit that failed
                write_file(self._records / file, records[name])
            sync_folder(self._records)
            self._write_manifest({**other_files, **new_files})
        except OSError:
            self._delete(new_files.values())
            raise

    async def exists(self) -> bool:
        """Return whether any file is left, even of an interrupted erasure."""
        erased = any(erased_paths(self._folder))
        return erased or self._records.exists() or self._v1_file.exists()

    async def erase(self) -> None:
        """Delete all files; a crash leaves all records, or none."""
        self._writer_lock.release()
        try:
            erase_folder(self._records, self._v1_file)
        finally:
            if self._records.exists():
                _try_acquire(self._writer_lock)
            else:
                self._writer = ""

    def close(self) -> None:
        """Release the writer lock, as the system does when the process ends; for tests."""
        self._writer_lock.release()

    def _manifest(self) -> Manifest:
        """Return the manifest, read again only if its file was replaced, as each commit does."""
        path = self._records / MANIFEST_NAME
        try:
            identity = file_identity(path)
        except FileNotFoundError:
            return read_manifest(self._records)
        if self._cached_manifest is None or self._cached_manifest[0] != identity:
            self._cached_manifest = identity, read_manifest(self._records)
        return self._cached_manifest[1]

    def _write_manifest(self, files: Mapping[str, str]) -> None:
        manifest = write_manifest(self._records, self._writer, files)
        self._cached_manifest = file_identity(self._records / MANIFEST_NAME), manifest

    @contextmanager
    def _commit_lock(self) -> Iterator[None]:
        """Keep other processes from committing between reading the manifest and replacing it.

        Where the file system has no locks, the id of the writer in the manifest has to suffice.
        """
        lock = _lock(self._records / COMMIT_LOCK)
        try:
            lock.acquire()
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise
        try:
            yield
        finally:
            lock.release()

    def _refuse_if_erased(self) -> None:
        """Raise ErasedError if the folder was erased, and acquiring the lock has recreated it."""
        if {path.name for path in self._records.iterdir()} <= {COMMIT_LOCK}:
            shutil.rmtree(self._records)
            raise ErasedError

    def _delete(self, files: Iterable[str]) -> None:
        for file in files:
            with suppress(OSError):  # no longer valid; the next acquire_writer tries again
                (self._records / file).unlink(missing_ok=True)
