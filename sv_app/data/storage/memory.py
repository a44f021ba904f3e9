"""A backend in memory: records last as long as the session."""

from collections.abc import Mapping


class MemoryBackend:
    """Keeps records until the app closes, and nothing after."""

    def __init__(self, records: Mapping[str, bytes] | None = None) -> None:
        """Start from `records`."""
        self.records = dict(records or {})

    async def claim(self, force: bool = False) -> bool:  # noqa: ARG002
        """Always: nobody else can reach it."""
        return True

    async def names(self) -> frozenset[str]:
        """The names of all records."""
        return frozenset(self.records)

    async def read(self, name: str) -> bytes | None:
        """The record of that name."""
        return self.records.get(name)

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Replace and delete records."""
        kept = {**self.records, **changes}
        self.records = {name: data for name, data in kept.items() if data is not None}

    async def exists(self) -> bool:
        """Whether there is any record."""
        return bool(self.records)

    async def erase(self) -> None:
        """Forget every record."""
        self.records = {}
