"""A folder on a phone or a computer, where files never change."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sv_app.data.storages import durable_file, file_erasure, manifest
from sv_app.data.storages.file_lock import FileLock
from sv_app.data.storages.manifest import Manifest
from sv_app.data.storages.reserve import Reserve
from sv_app.domain.journal import ErasedError, LostTurnError

FIRST = "journal"
"""The one record of version 1, in a file of its own."""


class FilePlace:
    """Each record in a new file; a manifest, replaced whole, says which ones are valid.

    The manifest also names the one writer: a commit of any other is refused.
    """

    def __init__(self, folder: Path) -> None:
        """Keep everything in `folder`, which is made if it is missing."""
        self._folder = folder
        self._records = folder / "records"
        self._first = folder / f"{FIRST}.json"
        self._turn = FileLock(self._records / "turn.lock")
        self._reserve = Reserve(self._records / "reserve")
        self._writer = ""
        self._read: tuple[tuple[int, int, int], Manifest] | None = None

    async def claim(self, force: bool = False) -> bool:
        """Become the one writer; False when another process is, unless `force` takes its turn."""
        with suppress(OSError):  # tried again at the next start
            file_erasure.finish(self._folder)
        self._records.mkdir(parents=True, exist_ok=True)
        if not self._turn.hold() and not force:
            return False
        with self._alone():
            if not self._found().writer:
                manifest.set_aside(self._records)
                self._read = None
            valid = self._found().files
            self._writer = os.urandom(8).hex()
            self._reserve.used_by(lambda: self._keep(valid))
            self._delete({*manifest.listed(self._records)} - {*valid.values()})
            self._reserve.make()
        return True

    async def names(self) -> frozenset[str]:
        """The names of all records; an erasure that was interrupted is finished first."""
        with suppress(OSError):  # tried again at the next start
            file_erasure.finish(self._folder)
        return frozenset(self._found().files) | ({FIRST} if self._first.exists() else set())

    async def read(self, name: str) -> bytes | None:
        """The record of that name; another process may just be replacing it."""
        if name == FIRST:
            return self._first.read_bytes() if self._first.exists() else None
        while (file := self._found().files.get(name)) is not None:
            try:
                return (self._records / file).read_bytes()
            except FileNotFoundError:
                if self._found().files.get(name) == file:
                    return b""  # it is gone: what is left of it is damaged
        return None

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Write new files, then the manifest that makes them valid, then delete the old."""
        if not self._writer:
            raise LostTurnError
        if not self._records.exists():
            raise ErasedError
        with self._alone():
            if (found := self._found()).writer != self._writer:
                self._turn.let_go()
                raise LostTurnError
            old = {name: file for name, file in found.files.items() if name in changes}
            # Something was erased: that must be possible on a full disk.
            smaller = manifest.new_size(changes) <= manifest.size(self._records, old.values())
            self._reserve.used_by(lambda: self._replace(found, changes), allowed=smaller)
            self._delete(old.values())
            self._reserve.make()
            if FIRST in changes:
                self._first.unlink(missing_ok=True)

    def _replace(self, found: Manifest, changes: Mapping[str, bytes | None]) -> None:
        kept = {name: data for name, data in changes.items() if data is not None}
        new = {name: f"{name}.{found.last + 1}" for name in kept}
        others = {name: file for name, file in found.files.items() if name not in changes}
        try:
            for name, file in new.items():
                (self._records / file).unlink(missing_ok=True)  # of a commit that failed
                durable_file.write(self._records / file, kept[name])
            durable_file.sync(self._records)
            self._keep({**others, **new})
        except OSError:
            self._delete(new.values())
            raise

    async def exists(self) -> bool:
        """Whether any file is left, even of an erasure that was interrupted."""
        erased = any(file_erasure.left(self._folder))
        return erased or self._records.exists() or self._first.exists()

    async def erase(self) -> None:
        """Leave no file; a crash leaves all of what was kept, or none of it."""
        self._turn.let_go()
        try:
            file_erasure.erase(self._records, [self._first])
        finally:
            if self._records.exists():
                self._turn.hold()
            else:
                self._writer = ""

    def close(self) -> None:
        """Let another process be the writer."""
        self._turn.let_go()

    def _found(self) -> Manifest:
        """The manifest, read again only when it is another: each commit makes a new file."""
        path = self._records / manifest.FILE
        try:
            mark = manifest.mark(path)
        except FileNotFoundError:
            return manifest.found(self._records)
        if self._read is None or self._read[0] != mark:
            self._read = mark, manifest.found(self._records)
        return self._read[1]

    def _keep(self, files: Mapping[str, str]) -> None:
        kept = manifest.keep(self._records, self._writer, files)
        self._read = manifest.mark(self._records / manifest.FILE), kept

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Between reading the manifest and replacing it, no other process does."""
        (lock := FileLock(self._records / "commit.lock")).hold(wait=True)
        try:
            yield
        finally:
            lock.let_go()

    def _delete(self, files: Iterable[str]) -> None:
        for file in files:
            with suppress(OSError):  # not valid any more: the next claim tries again
                (self._records / file).unlink(missing_ok=True)
