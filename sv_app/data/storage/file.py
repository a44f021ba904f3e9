"""A folder of records on a phone or a computer, where files never change."""

import errno
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import StringConstraints, ValidationError

from sv_app.domain.journal import ErasedError, WriterLockLostError
from sv_app.domain.model import Model


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, which only its owner may read."""
    with open(path, "xb", opener=_private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file: a crash leaves the old one or the new, never a mix."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    write_file(beside, data)
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system knows how.

    The files are in place by now: a file system that can't do this is no failure.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class FileLock:
    """Held on an open file: the system lets go of it when the process ends, however it does."""

    def __init__(self, path: Path) -> None:
        """Lock the file at `path`, made if it is missing."""
        self._path = path
        self._descriptor: int | None = None

    def hold(self, wait: bool = False) -> bool:
        """Take the lock, if need be once another has let go; whether it is held."""
        if self._descriptor is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(descriptor, wait)
            except OSError:
                os.close(descriptor)
                return False
            self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let another hold it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    __del__ = release


def _lock(descriptor: int, wait: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        # The waiting one gives up after ten seconds.
        mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK
        msvcrt.locking(descriptor, mode, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


MANIFEST_NAME = "manifest"
_RECORD = re.compile(r"^[a-z0-9-]+\.[0-9]+$")
"""A record's file: its name, and the number of the commit that wrote it."""


class Manifest(Model):
    """Which file holds which record, and the name of the one writer."""

    writer: str
    files: dict[str, Annotated[str, StringConstraints(pattern=_RECORD.pattern)]]

    @property
    def last(self) -> int:
        """The number of the last commit of which something is left."""
        return max(map(_number, self.files.values()), default=0)


def read_manifest(folder: Path) -> Manifest:
    """What `folder` says; when that can't be read, the newest file of each record."""
    try:
        return Manifest.model_validate_json((folder / MANIFEST_NAME).read_bytes())
    except (FileNotFoundError, ValidationError):
        files = sorted(list_records(folder), key=_number)
        return Manifest(writer="", files={file.rpartition(".")[0]: file for file in files})


def write_manifest(folder: Path, writer: str, files: Mapping[str, str]) -> Manifest:
    """Make these the valid files, all at once."""
    manifest = Manifest(writer=writer, files=dict(files))
    replace_file(folder / MANIFEST_NAME, manifest.model_dump_json().encode())
    return manifest


def quarantine_manifest(folder: Path) -> None:
    """Keep, as a record, a manifest that can't be read."""
    path = folder / MANIFEST_NAME
    if path.exists():
        names = (f"aside-manifest-{number}.0" for number in count())
        free = next(name for name in names if not (folder / name).exists())
        write_file(folder / free, path.read_bytes())


def list_records(folder: Path) -> list[str]:
    """The files of records, valid or not."""
    if not folder.exists():
        return []
    with os.scandir(folder) as files:
        return [file.name for file in files if _RECORD.fullmatch(file.name)]


def file_identity(path: Path) -> tuple[int, int, int]:
    """Another one for each file that takes the place of the one before."""
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def total_size(folder: Path, files: Iterable[str]) -> int:
    """How many bytes these files take together."""
    return sum((folder / file).stat().st_size for file in files if (folder / file).exists())


def _number(file: str) -> int:
    return int(file.rpartition(".")[2])


def new_size(changes: Mapping[str, bytes | None]) -> int:
    """How many bytes the new records of a commit take together."""
    return sum(len(data or b"") for data in changes.values())


RESERVE_SIZE = 128 * 1024
"""More than a page of entries and the manifest take."""
DISK_FULL_ERRORS = (errno.ENOSPC, errno.EDQUOT)

T = TypeVar("T")


class Reserve:
    """A file of random bytes that is deleted when its space is needed, and made again later."""

    def __init__(self, path: Path) -> None:
        """Keep it at `path`."""
        self._path = path

    def make(self) -> None:
        """Take the space, if there is enough."""
        if self._path.exists():
            return
        try:
            write_file(self._path, os.urandom(RESERVE_SIZE))
        except OSError:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def write_with_reserve(self, write: Callable[[], T], allowed: bool = True) -> T:
        """Return the result of `write`; on a full disk, it may be `allowed` to use the reserve.

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
"""How the name of a folder starts whose files are being deleted."""


def erase_folder(records: Path, others: Iterable[Path]) -> None:
    """Delete `records` and the files `others` beside it; a crash leaves all of them, or none.

    Raises:
        OSError: when some files are left; `finish_erasing` tries again.
    """
    records.mkdir(parents=True, exist_ok=True)
    for path in others:
        if path.exists():
            path.replace(records / path.name)
    records.replace(records.with_name(f"{ERASED}{os.urandom(8).hex()}"))
    sync_folder(records.parent)
    finish_erasing(records.parent)


def finish_erasing(folder: Path) -> None:
    """Delete what an erasure that was interrupted has left in `folder`.

    Raises:
        OSError: when some files are still left.
    """
    for path in erased_folders(folder):
        shutil.rmtree(path)


def erased_folders(folder: Path) -> Iterator[Path]:
    """The folders whose files are still to be deleted."""
    return folder.glob(f"{ERASED}*")


V1_RECORD = "journal"
"""The one record of version 1, in a file of its own."""


class FileBackend:
    """Each record in a new file; a manifest, replaced whole, says which ones are valid.

    The manifest also names the one writer: a commit of any other is refused.
    """

    def __init__(self, folder: Path) -> None:
        """Keep everything in `folder`, which is made if it is missing."""
        self._folder = folder
        self._records = folder / "records"
        self._v1_file = folder / f"{V1_RECORD}.json"
        self._writer_lock = FileLock(self._records / "turn.lock")
        self._reserve = Reserve(self._records / "reserve")
        self._writer = ""
        self._read: tuple[tuple[int, int, int], Manifest] | None = None

    async def claim(self, force: bool = False) -> bool:
        """Become the writer; False when another process is, unless `force` takes its lock."""
        with suppress(OSError):  # tried again at the next start
            finish_erasing(self._folder)
        self._records.mkdir(parents=True, exist_ok=True)
        if not self._writer_lock.hold() and not force:
            return False
        with self._commit_lock():
            if not self._manifest().writer:
                quarantine_manifest(self._records)
                self._read = None
            valid = self._manifest().files
            self._writer = os.urandom(8).hex()
            self._reserve.write_with_reserve(lambda: self._write_manifest(valid))
            self._delete({*list_records(self._records)} - {*valid.values()})
            self._reserve.make()
        return True

    async def names(self) -> frozenset[str]:
        """The names of all records; an erasure that was interrupted is finished first."""
        with suppress(OSError):  # tried again at the next start
            finish_erasing(self._folder)
        return frozenset(self._manifest().files) | (
            {V1_RECORD} if self._v1_file.exists() else set()
        )

    async def read(self, name: str) -> bytes | None:
        """The record of that name; another process may just be replacing it."""
        if name == V1_RECORD:
            return self._v1_file.read_bytes() if self._v1_file.exists() else None
        while (file := self._manifest().files.get(name)) is not None:
            try:
                return (self._records / file).read_bytes()
            except FileNotFoundError:
                if self._manifest().files.get(name) == file:
                    return b""  # it is gone: what is left of it is damaged
        return None

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Write new files, then the manifest that makes them valid, then delete the old."""
        if not self._writer:
            raise WriterLockLostError
        if not self._records.exists():
            raise ErasedError
        with self._commit_lock():
            if (manifest := self._manifest()).writer != self._writer:
                self._writer_lock.release()
                raise WriterLockLostError
            old = {name: file for name, file in manifest.files.items() if name in changes}
            # Something was erased: that must be possible on a full disk.
            smaller = new_size(changes) <= total_size(self._records, old.values())
            self._reserve.write_with_reserve(
                lambda: self._replace(manifest, changes), allowed=smaller
            )
            self._delete(old.values())
            self._reserve.make()
            if V1_RECORD in changes:
                self._v1_file.unlink(missing_ok=True)

    def _replace(self, manifest: Manifest, changes: Mapping[str, bytes | None]) -> None:
        kept = {name: data for name, data in changes.items() if data is not None}
        new = {name: f"{name}.{manifest.last + 1}" for name in kept}
        others = {name: file for name, file in manifest.files.items() if name not in changes}
        try:
            for name, file in new.items():
                (self._records / file).unlink(missing_ok=True)  # of a commit that failed
                write_file(self._records / file, kept[name])
            sync_folder(self._records)
            self._write_manifest({**others, **new})
        except OSError:
            self._delete(new.values())
            raise

    async def exists(self) -> bool:
        """Whether any file is left, even of an erasure that was interrupted."""
        erased = any(erased_folders(self._folder))
        return erased or self._records.exists() or self._v1_file.exists()

    async def erase(self) -> None:
        """Leave no file; a crash leaves all of what was kept, or none of it."""
        self._writer_lock.release()
        try:
            erase_folder(self._records, [self._v1_file])
        finally:
            if self._records.exists():
                self._writer_lock.hold()
            else:
                self._writer = ""

    def close(self) -> None:
        """Let another process be the writer."""
        self._writer_lock.release()

    def _manifest(self) -> Manifest:
        """The manifest, read again only when it is another: each commit makes a new file."""
        path = self._records / MANIFEST_NAME
        try:
            identity = file_identity(path)
        except FileNotFoundError:
            return read_manifest(self._records)
        if self._read is None or self._read[0] != identity:
            self._read = identity, read_manifest(self._records)
        return self._read[1]

    def _write_manifest(self, files: Mapping[str, str]) -> None:
        kept = write_manifest(self._records, self._writer, files)
        self._read = file_identity(self._records / MANIFEST_NAME), kept

    @contextmanager
    def _commit_lock(self) -> Iterator[None]:
        """Between reading the manifest and replacing it, no other process does."""
        (lock := FileLock(self._records / "commit.lock")).hold(wait=True)
        try:
            yield
        finally:
            lock.release()

    def _delete(self, files: Iterable[str]) -> None:
        for file in files:
            with suppress(OSError):  # not valid any more: the next claim tries again
                (self._records / file).unlink(missing_ok=True)
