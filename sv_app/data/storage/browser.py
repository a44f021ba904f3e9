"""IndexedDB as a storage backend, through the page's worker script."""

from collections.abc import Awaitable, Iterable, Mapping
from typing import Protocol

from sv_app.data.crypto.browser import JavaScriptBytes
from sv_app.domain.journal import ErasedError, SaveError, WriterLockLostError

ERRORS: Mapping[str, type[SaveError]] = {
    error.__name__: error for error in (WriterLockLostError, ErasedError)
}
"""The errors that `record-store.js` raises under the same names."""


class Records(Protocol):
    """The functions of `record-store.js`; JavaScript's undefined arrives as None."""

    def acquireWriter(self, steal: bool) -> Awaitable[bool]: ...
    def names(self) -> Awaitable[Iterable[str]]: ...
    def read(self, name: str) -> Awaitable[JavaScriptBytes | None]: ...
    def commit(self, changes: list[tuple[str, bytes | None]]) -> Awaitable[object]: ...
    def exists(self) -> Awaitable[bool]: ...
    def erase(self) -> Awaitable[object]: ...


class BrowserBackend:
    """Stores each commit durably, as a whole or not at all; only the writer's page may commit.

    Chromium has two copies of the journal (`replicated-db.js`); each is written in its own
    transaction.
    """

    def __init__(self, records: Records) -> None:
        """Store everything through `records`."""
        self._records = records

    async def acquire_writer(self, steal: bool = False) -> bool:
        """Make this page the writer."""
        return bool(await self._records.acquireWriter(steal))

    async def names(self) -> frozenset[str]:
        """Return the names of all records; the call creates no database."""
        return frozenset(await self._records.names())

    async def read(self, name: str) -> bytes | None:
        """Return the record of that name, or None when there is none."""
        record = await self._records.read(name)
        return None if record is None else record.to_bytes()

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Replace and delete records durably, all or none.

        Raises:
            WriterLockLostError: when another page holds the writer lock.
            ErasedError: when another page, or the browser, has erased the records.
        """
        try:
            await self._records.commit(list(changes.items()))
        except Exception as error:  # browser errors have no common class
            error_class = ERRORS.get(str(getattr(error, "name", "")))
            if error_class:
                raise error_class from error
            raise

    async def exists(self) -> bool:
        """Return whether any database, bucket or key file is left."""
        return bool(await self._records.exists())

    async def erase(self) -> None:
        """Delete every database and key."""
        await self._records.erase()
