"""Functions that reopen each storage backend, a fake of IndexedDB, and a backend that refuses."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.file import FileBackend
from sv_app.data.storage.memory import MemoryBackend

OpenBackend = Callable[[], StorageBackend]
"""Opens the backend as a newly started app does."""


class JsBytes(bytes):
    """Bytes with the method of a JavaScript buffer in Pyodide."""

    def to_bytes(self) -> bytes:
        return bytes(self)


class JsWriterLockLostError(Exception):
    """The error that `record-store.js` throws in a page that lost the writer lock."""

    name = "WriterLockLostError"


@dataclass
class FakeDatabase:
    """IndexedDB and the writer lock, which all pages of an origin share."""

    records: dict[str, bytes] = field(default_factory=dict)
    holder: "FakeRecords | None" = None


class FakeRecords:
    """The `record-store.js` of a page; `delays` are the event loop turns that each commit takes."""

    def __init__(self, database: FakeDatabase | None = None, delays: Iterable[int] = ()) -> None:
        self.database = database or FakeDatabase()
        self.delays = iter(delays)

    async def acquireWriter(self, steal: bool) -> bool:  # noqa: N802 - of JavaScript
        if self.database.holder not in (None, self) and not steal:
            return False
        self.database.holder = self
        return True

    async def names(self) -> list[str]:
        await asyncio.sleep(0)
        return [*self.database.records]

    async def read(self, name: str) -> JsBytes | None:
        await asyncio.sleep(0)
        data = self.database.records.get(name)
        return None if data is None else JsBytes(data)

    async def commit(self, changes: list[tuple[str, bytes | None]]) -> None:
        for _ in range(next(self.delays, 1)):
            await asyncio.sleep(0)
        if self.database.holder is not self:
            raise JsWriterLockLostError
        records = {**self.database.records, **dict(changes)}
        self.database.records = {name: data for name, data in records.items() if data is not None}

    async def exists(self) -> bool:
        return bool(self.database.records)

    async def erase(self) -> None:
        self.database.records = {}
        self.database.holder = None


class RefusingBackend:
    """A backend that refuses every change while `refusing` is set, as a full disk does."""

    def __init__(self, backend: StorageBackend) -> None:
        self.backend = backend
        self.refusing = False
        self.commits = 0
        self.waiting = False

    async def acquire_writer(self, steal: bool = False) -> bool:
        return await self.backend.acquire_writer(steal)

    async def names(self) -> frozenset[str]:
        return await self.backend.names()

    async def read(self, name: str) -> bytes | None:
        return await self.backend.read(name)

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        self.commits += 1
        await self._refuse()
        await self.backend.commit(changes)

    async def exists(self) -> bool:
        return await self.backend.exists()

    async def erase(self) -> None:
        await self._refuse()
        await self.backend.erase()

    async def _refuse(self) -> None:
        if self.refusing:
            self.waiting = True
            await asyncio.sleep(0)
            self.waiting = False
            raise OSError("no space left on device")


def file_backend(folder: Path) -> OpenBackend:
    open_backends: list[FileBackend] = []

    def reopen() -> StorageBackend:
        for backend in open_backends:
            backend.close()  # as the system does when a process ends
        open_backends[:] = [FileBackend(folder / "app")]
        return open_backends[0]

    return reopen


def browser_backend(database: FakeDatabase | None = None) -> OpenBackend:
    database = database or FakeDatabase()

    def reopen() -> StorageBackend:
        database.holder = None
        return BrowserBackend(FakeRecords(database))

    return reopen


def memory_backend() -> OpenBackend:
    backend = MemoryBackend()
    return lambda: backend
