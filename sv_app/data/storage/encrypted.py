"""A TinyDB storage of encrypted records: read when needed, kept all together or not at all."""

from collections.abc import Callable, Iterable
from itertools import count

from tinydb import Storage

from sv_app.data.crypto.cipher import Cipher, DecryptionError
from sv_app.data.schema import QUARANTINE, Table, encoded, parse_table
from sv_app.data.storage.backend import StorageBackend, storage_errors
from sv_app.domain.journal import SaveError
from sv_app.domain.model import Model

Tables = dict[str, Table]
REPLACEABLE = ("meta", "draft")
"""What may be written over a record that can't be read: the next answer replaces it anyway."""


class EncryptedStorage(Storage):
    """What TinyDB reads and writes, in memory; `commit` makes it durable.

    One record a table. TinyDB makes a table anew when it changes one, and so the
    tables that changed are those that are not the same object any more.
    """

    def __init__(
        self, backend: StorageBackend, names: Iterable[str], cipher: Callable[[str], Cipher]
    ) -> None:
        """Start with the records called `names`; `cipher` tells what seals a name."""
        self._backend, self._cipher = backend, cipher
        self._names = set(names)
        self._kept: Tables = {}
        self._tables: Tables = {}
        self._models: dict[str, tuple[Table, list[Model]]] = {}
        self._quarantine: dict[str, bytes] = {}
        self.unreadable: set[str] = set()
        """The records that the device could not read; they are left as they are."""

    def read(self) -> Tables:
        """The tables that were loaded, as they are now."""
        return dict(self._tables)

    def write(self, data: Tables) -> None:
        """Replace the tables, in memory."""
        self._tables = data

    @property
    def names(self) -> frozenset[str]:
        """The names of all records, kept or about to be."""
        return frozenset(self._names | self._quarantine.keys())

    async def load(self, name: str) -> None:
        """Have the table `name` among those that can be read.

        What is damaged of it is quarantined with the next change; the rest is there.
        """
        if name in self._tables or name not in self._names:
            return
        encrypted = await self._read(name)
        if encrypted is None:
            return
        try:
            data = await self._cipher(name).open(name, encrypted)
            table, models, whole = parse_table(name, data)
        except DecryptionError:
            data, table, models, whole = encrypted, Table(), [], False
        self._kept = {**self._kept, name: table}
        self._tables = {**self._tables, name: table}
        self._models[name] = table, models
        if not whole:
            self._kept[name] = dict(table)  # another one: to be written anew
            free = (f"{QUARANTINE}{name}-{number}" for number in count())
            self._quarantine[next(one for one in free if one not in self.names)] = data

    async def _read(self, name: str) -> bytes | None:
        """The record as it is kept; None when it was deleted, or is unreadable."""
        try:
            encrypted = await self._backend.read(name)
        except SaveError:
            raise
        except Exception:  # a failing disk, a browser: their errors have no common class
            self.unreadable.add(name)
            return None
        self.unreadable.discard(name)
        if encrypted is None:  # another window has deleted it
            self._names.discard(name)
        return encrypted

    def models(self, name: str) -> list[Model] | None:
        """A table as it was checked when it was loaded; None if it is another by now."""
        table, models = self._models.get(name, (None, []))
        return models if table is not None and table is self._tables.get(name) else None

    async def opened(self, name: str) -> bytes:
        """What the record `name` holds, whatever its shape."""
        waiting = self._quarantine.get(name)
        if waiting is not None:
            return waiting
        encrypted = await self._read(name) or b""
        if name in self.unreadable:
            raise SaveError(name)
        try:
            return await self._cipher(name).open(name, encrypted)
        except DecryptionError:
            return encrypted

    def forget(self, names: Iterable[str]) -> None:
        """Drop tables from memory; damage not quarantined yet is found when loaded again."""
        for name in tuple(names):
            for memory in (self._kept, self._tables, self._models, self._quarantine):
                memory.pop(name, None)

    def renew(self, names: Iterable[str]) -> None:
        """Records are called `names` now: another window has kept, changed or deleted some."""
        self._names = set(names)

    def roll_back(self) -> None:
        """Drop every write since the last commit."""
        self._tables = dict(self._kept)

    async def commit(self) -> None:
        """Keep every write since the last commit, or none.

        Raises:
            SaveError: when the place refused.
        """
        tables = self._tables
        names = {
            n for n in {*tables, *self._kept} if (tables.get(n) or None) is not self._kept.get(n)
        }
        data = {name: encoded(tables.get(name)) for name in names} | self._quarantine
        if self.unreadable.intersection(data.keys() - {*REPLACEABLE}):
            raise SaveError("a record that can't be read would be replaced")
        with storage_errors():  # the key is read from the device too
            encrypted = {n: d and await self._cipher(n).seal(n, d) for n, d in data.items()}
        if encrypted:
            await self.replace(encrypted)
        self._kept = {name: table for name, table in tables.items() if table}
        self._tables = dict(self._kept)

    async def replace(self, encrypted: dict[str, bytes | None]) -> None:
        """Keep records as they are given, encrypted already.

        Raises:
            SaveError: when the place refused.
        """
        with storage_errors():
            await self._backend.commit(encrypted)
        self._names -= encrypted.keys()
        self.unreadable -= encrypted.keys()
        self._names |= {name for name, data in encrypted.items() if data is not None}
        self._quarantine = {
            name: data for name, data in self._quarantine.items() if name not in encrypted
        }
