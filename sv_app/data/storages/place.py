"""Place: where named records are kept across restarts."""

from collections.abc import Mapping
from typing import Protocol


class Place(Protocol):
    """Named records, and one writer at a time; every place passes the same tests."""

    async def claim(self, force: bool = False) -> bool:
        """Become the one writer; False when another is, whose turn only `force` takes."""

    async def names(self) -> frozenset[str]:
        """The names of all records."""

    async def read(self, name: str) -> bytes | None:
        """The record of that name, or None when there is none."""

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Replace records, or delete those that become None: all of them, or none.

        Once this returns, they survive a crash.

        Raises:
            LostTurnError: when another is the writer.
        """

    async def erase(self) -> None:
        """Leave nothing: records, keys, whatever was set aside, and the turn."""
