"""A storage backend in memory: its records last as long as the session."""

from collections.abc import Mapping


class MemoryBackend:
    """Stores records until the app closes."""

    def __init__(self, records: Mapping[str, bytes] | None = None) -> None:
        """Start with a copy of `records`."""
        self.records = dict(records or {})

    async def acquire_writer(self, steal: bool = False) -> bool:  # noqa: ARG002
        """Return True: no other process can reach this backend."""
        return True

    async def names(self) -> frozenset[str]:
        """Return the names of all records."""
        return frozenset(self.records)

    async def read(self, name: str) -> bytes | None:
        """Return the record of that name, or None when there is none."""
        return self.records.get(name)

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Replace and delete records."""
        merged = {**self.records, **changes}
        self.records = {name: data for name, data in merged.items() if data is not None}

    async def exists(self) -> bool:
        """Return whether there is any record."""
        return bool(self.records)

    async def erase(self) -> None:
        """Delete every record."""
        self.records = {}
