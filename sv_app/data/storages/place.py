"""Place: where named records are kept across restarts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from sv_app.domain.journal import NotKeptError


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
            ErasedError: when what was kept was erased meanwhile.
        """

    async def exists(self) -> bool:
        """Whether anything is left: records, keys, or what an erasure has not finished."""

    async def erase(self) -> None:
        """Leave nothing: records, keys, whatever was set aside, and the turn."""


@contextmanager
def storage_errors() -> Iterator[None]:
    """Raise the errors of a device, which have no class in common, as NotKeptError."""
    try:
        yield
    except NotKeptError:
        raise
    except Exception as error:
        raise NotKeptError(str(error)) from error
