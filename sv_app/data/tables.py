"""Tables: what a vault has in memory of its records."""

from collections.abc import Iterable
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table

from sv_app.data.ciphers.cipher import Keys
from sv_app.data.lock import Lock
from sv_app.data.shapes import ASIDE, is_private
from sv_app.data.storages.durable import DurableStorage
from sv_app.data.storages.place import Place
from sv_app.domain.journal import LockedError


class Tables:
    """TinyDB tables over records, and the names of these; the private ones behind a lock."""

    def __init__(self, place: Place, keys: Keys, names: Iterable[str]) -> None:
        """Start with the records called `names` in `place`."""
        self._place, self._keys, self._lock = place, keys, Lock(keys)
        self._storage = DurableStorage(place, names, lambda name: self._lock.cipher(name))
        self._db = TinyDB(storage=lambda: self._storage)
        self.opened, self.models = self._storage.opened, self._storage.models

    @property
    def names(self) -> frozenset[str]:
        """The names of all records."""
        return self._storage.names

    @property
    def aside(self) -> list[str]:
        """The names of what was set aside."""
        return sorted(name for name in self.names if name.startswith(ASIDE))

    @property
    def unreadable(self) -> frozenset[str]:
        """The names of the records that the device could not read."""
        return frozenset(self._storage.unreadable)

    def table(self, name: str) -> Table:
        """The table of that name, if loaded."""
        return self._db.table(name, cache_size=0)

    def first(self, name: str) -> dict[str, Any]:
        """The only document of a table."""
        documents = self.table(name).all()
        return dict(documents[0]) if documents else {}

    @property
    def has_passcode(self) -> bool:
        """Whether a passcode seals what is private."""
        return self._lock.exists

    @property
    def locked(self) -> bool:
        """Whether nothing private can be read or written before the passcode is given."""
        return self._lock.closed

    async def load(self, name: str) -> None:
        """Have the table `name` in memory, unless it is locked."""
        if not (self.locked and is_private(name)):
            await self._storage.load(name)

    def put(self, name: str, *documents: dict[str, Any]) -> None:
        """Make these the only documents of a table."""
        if self.locked and is_private(name):
            raise LockedError
        self._db.drop_table(name)
        if documents:
            self.table(name).insert_multiple(documents)
