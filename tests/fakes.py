"""Stand-ins for what a test can't have: a client, what it shows, and storage that fails."""

import asyncio
from collections.abc import Mapping
from enum import StrEnum

from sv_app.data.storage.memory import MemoryBackend
from sv_app.pwa.usage_trace.client import Client
from sv_app.pwa.usage_trace.controls import walk

__all__ = ["Client", "Fault", "FaultyBackend", "walk"]


class Fault(StrEnum):
    """How storage can fail."""

    REFUSED = "refused"
    """Nothing can be read or written, as in a browser that forbids it."""
    FULL = "full"
    """What is kept can be read, and no more can be kept."""
    TORN = "torn"
    """Half of the last record is written, as by a disk that lies; then it is refused."""
    NOT_ERASED = "not erased"
    """All works but erasing, after which everything is still there."""
    SLOW = "slow"
    """Each commit waits until `go_on` is set."""


class FaultyBackend(MemoryBackend):
    """Memory that fails as told; without a fault it keeps everything."""

    def __init__(self, records: Mapping[str, bytes] | None = None) -> None:
        super().__init__(records)
        self.fault: Fault | None = None
        self.go_on = asyncio.Event()

    async def claim(self, force: bool = False) -> bool:
        self._refuse(Fault.REFUSED, Fault.FULL)
        return await super().claim(force)

    async def names(self) -> frozenset[str]:
        self._refuse(Fault.REFUSED)
        return await super().names()

    async def read(self, name: str) -> bytes | None:
        self._refuse(Fault.REFUSED)
        return await super().read(name)

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        if self.fault is Fault.SLOW:
            await self.go_on.wait()
        if self.fault is Fault.TORN:
            name, data = next((name, data) for name, data in changes.items() if data)
            self.records[name] = data[: len(data) // 2]
        self._refuse(Fault.REFUSED, Fault.FULL, Fault.TORN)
        await super().commit(changes)

    async def exists(self) -> bool:
        self._refuse(Fault.REFUSED)
        return await super().exists()

    async def erase(self) -> None:
        self._refuse(Fault.REFUSED, Fault.NOT_ERASED)
        await super().erase()

    def _refuse(self, *faults: Fault) -> None:
        if self.fault in faults:
            raise OSError(f"storage is {self.fault}")
