"""A faulty backend and a fake clock; re-exports the fake client and `walk`."""

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import SimpleNamespace

import pytest

from sv_app.data import journal as journal_module
from sv_app.data.storage.memory import MemoryBackend
from sv_app.pwa.usage_trace.client import Client
from sv_app.pwa.usage_trace.controls import walk

__all__ = ["Client", "FaultyBackend", "StorageFault", "set_clock", "walk"]


class StorageFault(StrEnum):
    """A way in which storage can fail."""

    REFUSED = "refused"
    """Every read and write fails, as in a browser that forbids storage."""
    FULL = "full"
    """Stored records can be read; every write fails."""
    HALF_WRITTEN = "half written"
    """A commit writes half of one record, as a faulty disk does, then fails."""
    NOT_ERASED = "not erased"
    """Only erasing fails, and it removes nothing."""
    SLOW = "slow"
    """Each commit waits until `go_on` is set."""


class FaultyBackend(MemoryBackend):
    """A memory backend that fails as `fault` says; it works while `fault` is None."""

    def __init__(self, records: Mapping[str, bytes] | None = None) -> None:
        super().__init__(records)
        self.fault: StorageFault | None = None
        self.go_on = asyncio.Event()

    async def acquire_writer(self, steal: bool = False) -> bool:
        self._refuse_if(StorageFault.REFUSED, StorageFault.FULL)
        return await super().acquire_writer(steal)

    async def names(self) -> frozenset[str]:
        self._refuse_if(StorageFault.REFUSED)
        return await super().names()

    async def read(self, name: str) -> bytes | None:
        self._refuse_if(StorageFault.REFUSED)
        return await super().read(name)

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        if self.fault is StorageFault.SLOW:
            await self.go_on.wait()
        if self.fault is StorageFault.HALF_WRITTEN:
            name, data = next((name, data) for name, data in changes.items() if data)
            self.records[name] = data[: len(data) // 2]
        self._refuse_if(StorageFault.REFUSED, StorageFault.FULL, StorageFault.HALF_WRITTEN)
        await super().commit(changes)

    async def exists(self) -> bool:
        self._refuse_if(StorageFault.REFUSED)
        return await super().exists()

    async def erase(self) -> None:
        self._refuse_if(StorageFault.REFUSED, StorageFault.NOT_ERASED)
        await super().erase()

    def _refuse_if(self, *faults: StorageFault) -> None:
        if self.fault in faults:
            raise OSError(f"storage is {self.fault}")


def set_clock(monkeypatch: pytest.MonkeyPatch, now: Callable[[], dt.datetime]) -> None:
    """Make the journal read the time from `now`."""
    fake = SimpleNamespace(datetime=SimpleNamespace(now=lambda _: now()), UTC=dt.UTC)
    monkeypatch.setattr(journal_module, "dt", fake)
