"""The places a journal may be kept in, and one that refuses."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.file import FileBackend
from sv_app.data.storage.memory import MemoryBackend

Reopen = Callable[[], StorageBackend]
"""Gives the place as the app finds it when it starts; whoever had it before is gone."""


class Bytes(bytes):
    """Bytes as JavaScript gives them."""

    def to_bytes(self) -> bytes:
        return bytes(self)


class WriterLockLostError(Exception):
    """What `record-store.js` throws at a page whose turn is over."""

    name = "WriterLockLostError"


@dataclass
class FakeDatabase:
    """IndexedDB, and the lock beside it, as all pages of an origin share them."""

    records: dict[str, bytes] = field(default_factory=dict)
    holder: "FakeRecords | None" = None


class FakeRecords:
    """One page's `record-store.js`; each commit takes the next of `delays` turns to be durable."""

    def __init__(self, database: FakeDatabase | None = None, delays: Iterable[int] = ()) -> None:
        self.database = database or FakeDatabase()
        self.delays = iter(delays)

    async def claim(self, force: bool) -> bool:
        if self.database.holder not in (None, self) and not force:
            return False
        self.database.holder = self
        return True

    async def names(self) -> list[str]:
        await asyncio.sleep(0)
        return [*self.database.records]

    async def read(self, name: str) -> Bytes | None:
        await asyncio.sleep(0)
        found = self.database.records.get(name)
        return None if found is None else Bytes(found)

    async def commit(self, changes: list[tuple[str, bytes | None]]) -> None:
        for _ in range(next(self.delays, 1)):
            await asyncio.sleep(0)
        if self.database.holder is not self:
            raise WriterLockLostError
        kept = {**self.database.records, **dict(changes)}
        self.database.records = {name: data for name, data in kept.items() if data is not None}

    async def exists(self) -> bool:
        return bool(self.database.records)

    async def erase(self) -> None:
        self.database.records = {}
        self.database.holder = None


class RefusingPlace:
    """A place that refuses to change while `refusing`, as a full disk does."""

    def __init__(self, backend: StorageBackend) -> None:
        self.backend = backend
        self.refusing = False
        self.commits = 0
        self.waiting = False

    async def claim(self, force: bool = False) -> bool:
        return await self.backend.claim(force)

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


def a_file(folder: Path) -> Reopen:
    open_now: list[FileBackend] = []

    def reopen() -> StorageBackend:
        for backend in open_now:
            backend.close()  # as the system does when a process ends
        open_now[:] = [FileBackend(folder / "app")]
        return open_now[0]

    return reopen


def a_browser() -> Reopen:
    database = FakeDatabase()

    def reopen() -> StorageBackend:
        database.holder = None
        return BrowserBackend(FakeRecords(database))

    return reopen


def a_session() -> Reopen:
    backend = MemoryBackend()
    return lambda: backend
