"""The browser's IndexedDB, reached through the page's own worker script."""

from collections.abc import Awaitable
from typing import Protocol

RECORD = "journal"


class Records(Protocol):
    """What `store.js` offers: texts by name, durable once a write resolves."""

    def read(self, name: str) -> Awaitable[str | None]:
        """The text of that name; JavaScript's undefined arrives as None."""

    def write(self, name: str, text: str) -> Awaitable[object]:
        """Resolves once a strict transaction has committed."""


class BrowserPlace:
    """One IndexedDB record."""

    def __init__(self, records: Records) -> None:
        """Keep the text in `records`."""
        self._records = records

    async def load(self) -> str | None:
        """The record's text, or None when there is none yet."""
        return await self._records.read(RECORD)

    async def save(self, text: str) -> None:
        """Replace the record, durably."""
        await self._records.write(RECORD, text)
