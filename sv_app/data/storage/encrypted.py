"""A TinyDB storage of encrypted records: loaded on demand, committed all together or not at all."""

from collections.abc import Callable, Iterable
from itertools import count

from tinydb import Storage

from sv_app.data.crypto.cipher import Cipher, DecryptionError
from sv_app.data.schema import QUARANTINE, TableDocuments, encode_table, parse_table
from sv_app.data.storage.backend import StorageBackend, storage_errors
from sv_app.domain.journal import SaveError
from sv_app.domain.model import Model

TablesByName = dict[str, TableDocuments]
REPLACEABLE = ("meta", "draft")
"""Records whose unreadable content may be overwritten: the next answer replaces the draft, and the
next change replaces `meta`."""


class EncryptedStorage(Storage):
    """The tables that TinyDB reads and writes, in memory; `commit` makes them durable.

    Each table is one record. TinyDB replaces the object of a table that it changes, so the changed
    tables are those whose object is no longer the committed one.
    """

    def __init__(
        self, backend: StorageBackend, names: Iterable[str], cipher: Callable[[str], Cipher]
    ) -> None:
        """Start with the records called `names`; `cipher` returns the cipher of a record's name."""
        self._backend, self._cipher = backend, cipher
        self._names = set(names)
        self._committed: TablesByName = {}
        self._tables: TablesByName = {}
        self._models: dict[str, tuple[TableDocuments, list[Model]]] = {}
        self._quarantine: dict[str, bytes] = {}
        self.unreadable: set[str] = set()
        """The records that the device could not read; only those of `REPLACEABLE` are replaced."""

    def read(self) -> TablesByName:
        """Return the loaded tables, with all changes since the last commit."""
        return dict(self._tables)

    def write(self, data: TablesByName) -> None:
        """Replace the tables, in memory."""
        self._tables = data

    @property
    def names(self) -> frozenset[str]:
        """The names of all records, stored or to be committed."""
        return frozenset(self._names | self._quarantine.keys())

    async def load(self, name: str) -> None:
        """Load the table `name`, if there is such a record.

        Of a damaged record, the valid documents are loaded; the next commit quarantines the record.
        """
        if name in self._tables or name not in self._names:
            return
        encrypted = await self._read(name)
        if encrypted is None:
            return
        try:
            data = await self._cipher(name).decrypt(name, encrypted)
            table, models, complete = parse_table(name, data)
        except DecryptionError:
            data, table, models, complete = encrypted, TableDocuments(), [], False
        self._committed = {**self._committed, name: table}
        self._tables = {**self._tables, name: table}
        self._models[name] = table, models
        if not complete:
            self._committed[name] = dict(
                table
            )  # a different object, so that the next commit writes it
            candidates = (f"{QUARANTINE}{name}-{number}" for number in count())
            self._quarantine[next(free for free in candidates if free not in self.names)] = data

    async def _read(self, name: str) -> bytes | None:
        """Return the record as it is stored; None when it was deleted or can't be read."""
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
        """Return the models of a table as it was loaded; None if it has changed since."""
        table, models = self._models.get(name, (None, []))
        return models if table is not None and table is self._tables.get(name) else None

    async def decrypt_record(self, name: str) -> bytes:
        """Return the decrypted content of the record `name`, whatever its format.

        A record that can't be decrypted is returned as it is stored.

        Raises:
            SaveError: when the device can't read it.
        """
        quarantined = self._quarantine.get(name)
        if quarantined is not None:
            return quarantined
        encrypted = await self._read(name) or b""
        if name in self.unreadable:
            raise SaveError(name)
        try:
            return await self._cipher(name).decrypt(name, encrypted)
        except DecryptionError:
            return encrypted

    def unload(self, names: Iterable[str]) -> None:
        """Drop tables from memory.

        Damage that is not quarantined yet is found again when the table is loaded.
        """
        for name in tuple(names):
            for cache in (self._committed, self._tables, self._models, self._quarantine):
                cache.pop(name, None)

    def set_names(self, names: Iterable[str]) -> None:
        """Replace the names of the records, after another window has changed them."""
        self._names = set(names)

    def roll_back(self) -> None:
        """Undo every write since the last commit."""
        self._tables = dict(self._committed)

    async def commit(self) -> None:
        """Store every write since the last commit, or none.

        Raises:
            SaveError: when the backend refused, or an unreadable record would be replaced.
        """
        tables = self._tables
        changed = {
            name
            for name in {*tables, *self._committed}
            if (tables.get(name) or None) is not self._committed.get(name)
        }
        records = {name: encode_table(tables.get(name)) for name in changed} | self._quarantine
        if self.unreadable.intersection(records.keys() - {*REPLACEABLE}):
            raise SaveError("a record that can't be read would be replaced")
        with storage_errors():  # the key is read from the device too
            encrypted = {
                name: data and await self._cipher(name).encrypt(name, data)
                for name, data in records.items()
            }
        if encrypted:
            await self.commit_encrypted(encrypted)
        self._committed = {name: table for name, table in tables.items() if table}
        self._tables = dict(self._committed)

    async def commit_encrypted(self, encrypted: dict[str, bytes | None]) -> None:
        """Store records that are encrypted already; None deletes a record.

        Raises:
            SaveError: when the backend refused.
        """
        with storage_errors():
            await self._backend.commit(encrypted)
        self._names -= encrypted.keys()
        self.unreadable -= encrypted.keys()
        self._names |= {name for name, data in encrypted.items() if data is not None}
        self._quarantine = {
            name: data for name, data in self._quarantine.items() if name not in encrypted
        }
