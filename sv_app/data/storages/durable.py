"""A TinyDB storage whose changes are kept all together, or not at all."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

from tinydb import Storage

from sv_app.domain.journal import NotKeptError


class Place(Protocol):
    """Where one text can be kept across restarts."""

    async def load(self) -> str | None:
        """The text last saved, or None when there is none yet."""

    async def save(self, text: str) -> None:
        """Replace the text; once this returns, it survives a crash."""


class DurableStorage(Storage):
    """What TinyDB reads and writes, in memory; `commit` makes it durable.

    TinyDB rewrites everything at each operation. Writing only at the end of a
    change keeps several operations together: a crash leaves the old or the new.
    """

    def __init__(self, place: Place, text: str | None) -> None:
        """Start from `text`, which `place` holds now."""
        self._place = place
        self._kept = text or "{}"
        self._tables: dict[str, Any] = json.loads(self._kept)

    def read(self) -> dict[str, Any]:
        """The tables as they are now."""
        return self._tables

    def write(self, data: dict[str, Any]) -> None:
        """Replace the tables, in memory."""
        self._tables = data

    @asynccontextmanager
    async def change(self) -> AsyncIterator[None]:
        """Keep every write of the block, or none.

        Raises:
            NotKeptError: when the place refused; the tables are as before the block.
        """
        try:
            yield
            text = json.dumps(self._tables, ensure_ascii=False)
            await self._place.save(text)
        except BaseException as error:  # cancelling, too, must leave it as it was
            self._tables = json.loads(self._kept)
            if isinstance(error, Exception):
                raise NotKeptError(str(error)) from error
            raise
        self._kept = text
