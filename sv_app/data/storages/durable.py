"""A TinyDB storage of sealed records: read when needed, kept all together or not at all."""

import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from itertools import count

from tinydb import Storage

from sv_app.data.ciphers.cipher import BrokenSealError, Cipher
from sv_app.data.shapes import ASIDE, Table, sound
from sv_app.data.storages.place import Place
from sv_app.data.to_its_end import to_its_end
from sv_app.domain.keeping import NotKeptError
from sv_app.domain.model import Model

Tables = dict[str, Table]


class DurableStorage(Storage):
    """What TinyDB reads and writes, in memory; `change` makes it durable.

    One record a table. TinyDB makes a table anew when it changes one, and so the
    tables that changed are those that are not the same object any more.
    """

    def __init__(self, place: Place, names: Iterable[str], cipher: Callable[[str], Cipher]) -> None:
        """Start with the records called `names`; `cipher` tells what seals a name."""
        self._place = place
        self._cipher = cipher
        self._names = set(names)
        self._kept: Tables = {}
        self._tables: Tables = {}
        self._models: dict[str, tuple[Table, list[Model]]] = {}
        self._aside: dict[str, bytes] = {}

    def read(self) -> Tables:
        """The tables that were loaded, as they are now."""
        return dict(self._tables)

    def write(self, data: Tables) -> None:
        """Replace the tables, in memory."""
        self._tables = data

    @property
    def names(self) -> frozenset[str]:
        """The names of all records, kept or about to be."""
        return frozenset(self._names | self._aside.keys())

    async def load(self, name: str) -> None:
        """Have the table `name` among those that can be read.

        What is damaged of it is set aside with the next change; the rest is there.
        """
        if name in self._tables or name not in self._names:
            return
        sealed = await self._place.read(name)
        if sealed is None:  # another window has deleted it
            self._names.discard(name)
            return
        try:
            data = await self._cipher(name).open(name, sealed)
            table, models, whole = sound(name, data)
        except BrokenSealError:
            data, table, models, whole = sealed, Table(), [], False
        self._kept = {**self._kept, name: table}
        self._tables = {**self._tables, name: table}
        self._models[name] = table, models
        if not whole:
            self._kept[name] = dict(table)  # another one: to be written anew
            free = (f"{ASIDE}{name}-{number}" for number in count())
            self._aside[next(one for one in free if one not in self.names)] = data

    def models(self, name: str) -> list[Model] | None:
        """A table as it was checked when it was loaded; None if it is another by now."""
        table, models = self._models.get(name, (None, []))
        return models if table is not None and table is self._tables.get(name) else None

    async def opened(self, name: str) -> bytes:
        """What the record `name` holds, whatever its shape."""
        waiting = self._aside.get(name)
        if waiting is not None:
            return waiting
        sealed = await self._place.read(name) or b""
        try:
            return await self._cipher(name).open(name, sealed)
        except BrokenSealError:
            return sealed

    def forget(self, names: Iterable[str]) -> None:
        """Leave tables in their place alone: in memory there is nothing of them."""
        for name in names:
            self._kept.pop(name, None)
            self._tables.pop(name, None)
            self._models.pop(name, None)

    def renew(self, names: Iterable[str]) -> None:
        """Records are called `names` now: another window has kept, changed or deleted some."""
        self._names = set(names)

    @asynccontextmanager
    async def change(self) -> AsyncIterator[None]:
        """Keep every write of the block, or none.

        Raises:
            NotKeptError: when the place refused; the tables are as before the block.
        """
        try:
            yield
            await to_its_end(self._commit())
        except BaseException:  # cancelling, too, must leave what is kept
            self._tables = dict(self._kept)
            raise

    async def _commit(self) -> None:
        tables = self._tables
        names = {
            n for n in {*tables, *self._kept} if (tables.get(n) or None) is not self._kept.get(n)
        }
        data = {name: _bytes(tables.get(name)) for name in names} | self._aside
        sealed = {n: d and await self._cipher(n).seal(n, d) for n, d in data.items()}
        if sealed:
            await self.replace(sealed)
        self._kept = {name: table for name, table in tables.items() if table}
        self._tables = dict(self._kept)

    async def replace(self, sealed: dict[str, bytes | None]) -> None:
        """Keep records as they are given, sealed already.

        Raises:
            NotKeptError: when the place refused.
        """
        try:
            await self._place.commit(sealed)
        except NotKeptError:
            raise
        except Exception as error:
            raise NotKeptError(str(error)) from error
        self._names -= sealed.keys()
        self._names |= {name for name, data in sealed.items() if data is not None}
        self._aside = {name: data for name, data in self._aside.items() if name not in sealed}


def _bytes(table: Table | None) -> bytes | None:
    return json.dumps(table, ensure_ascii=False).encode() if table else None
