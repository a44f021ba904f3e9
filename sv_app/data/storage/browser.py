"""The browser's IndexedDB, reached through the page's own worker script."""

from collections.abc import Awaitable, Iterable, Mapping
from typing import Protocol

from sv_app.domain.journal import ErasedError, SaveError, WriterLockLostError

ERRORS: Mapping[str, type[SaveError]] = {
    error.__name__: error for error in (WriterLockLostError, ErasedError)
}
"""The errors that `record-store.js` raises by the same names."""


class Bytes(Protocol):
    """JavaScript's bytes."""

    def to_bytes(self) -> bytes: ...


class Records(Protocol):
    """What `record-store.js` offers; JavaScript's undefined arrives as None."""

    def claim(self, force: bool) -> Awaitable[bool]: ...
    def names(self) -> Awaitable[Iterable[str]]: ...
    def read(self, name: str) -> Awaitable[Bytes | None]: ...
    def commit(self, changes: list[tuple[str, bytes | None]]) -> Awaitable[object]: ...
    def exists(self) -> Awaitable[bool]: ...
    def erase(self) -> Awaitable[object]: ...


class BrowserBackend:
    """One database: a commit is one strict transaction, refused to all but one page."""

    def __init__(self, records: Records) -> None:
        """Keep everything in `records`."""
        self._records = records

    async def claim(self, force: bool = False) -> bool:
        """Become the one page that may write."""
        return bool(await self._records.claim(force))

    async def names(self) -> frozenset[str]:
        """The names of all records; asking leaves nothing behind."""
        return frozenset(await self._records.names())

    async def read(self, name: str) -> bytes | None:
        """The record of that name."""
        found = await self._records.read(name)
        return None if found is None else found.to_bytes()

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Replace and delete records, all or none, durably.

        Raises:
            WriterLockLostError: when another page writes now.
            ErasedError: when another page, or the browser, has erased what was kept.
        """
        try:
            await self._records.commit(list(changes.items()))
        except Exception as error:  # a browser's errors have no class of their own
            known = ERRORS.get(str(getattr(error, "name", "")))
            if known:
                raise known from error
            raise

    async def exists(self) -> bool:
        """Whether any database, bucket or key file is left."""
        return bool(await self._records.exists())

    async def erase(self) -> None:
        """Leave no database, and no key."""
        await self._records.erase()
