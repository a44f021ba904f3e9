"""Vault: the tables of one place, changed all together, the private ones behind a lock."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table

from sv_app.data.ciphers.cipher import BrokenSealError, Keys
from sv_app.data.lock import VERIFIER, Lock
from sv_app.data.meta import MetaTable
from sv_app.data.shapes import ALWAYS, ASIDE, OPENED, is_private
from sv_app.data.storages.durable import DurableStorage
from sv_app.data.storages.place import Place
from sv_app.data.to_its_end import to_its_end
from sv_app.domain.keeping import LockedError, LostTurnError, NotKeptError, WrongCodeError
from sv_app.domain.patience import wait_after


class Vault:
    """Tables over records; those of one change are kept all together, or not at all."""

    def __init__(self, place: Place, keys: Keys, names: Iterable[str] = ()) -> None:
        """Start with the records called `names` in `place`."""
        self._place, self._lock = place, Lock(keys)
        self._storage = DurableStorage(place, names, lambda name: self._lock.cipher(name))
        self._db = TinyDB(storage=lambda: self._storage)
        self.meta = MetaTable(self.put)
        self.opened, self.models = self._storage.opened, self._storage.models
        self.turn = asyncio.Lock()  # of each change; to load a table outside of one takes it too

    async def open(self) -> None:
        """Read what every screen needs."""
        await self._lock.find(self._place, self.names)
        for name in OPENED:
            await self.load(name)
        self.meta.load(self.first("meta"))

    @property
    def names(self) -> frozenset[str]:
        """The names of all records."""
        return self._storage.names

    @property
    def aside(self) -> list[str]:
        """The names of what was set aside."""
        return sorted(name for name in self.names if name.startswith(ASIDE))

    @property
    def has_passcode(self) -> bool:
        """Whether a passcode seals what is private."""
        return self._lock.exists

    @property
    def locked(self) -> bool:
        """Whether nothing private can be read or written before the passcode is given."""
        return self._lock.closed

    @asynccontextmanager
    async def change(self) -> AsyncIterator[None]:
        """Keep every write of the block, or none, and raise NotKeptError; one at a time."""
        async with self.turn, self._storage.change():
            yield
            if "meta" not in self.names:
                self.meta.write()

    async def load(self, name: str) -> None:
        """Have the table `name` in memory, unless it is locked."""
        if not (self.locked and is_private(name)):
            await self._storage.load(name)

    async def refresh(self) -> None:
        """See what another window has kept since."""
        self._storage.renew(await self._place.names())
        await self._lock.find(self._place, self.names)
        self._storage.forget(self._storage.read().keys() - {*(ALWAYS if self.locked else OPENED)})

    async def settle(self) -> None:
        """Set aside what was found to be damaged; if it can't be now, it will be later."""
        with suppress(NotKeptError):
            async with self.change():
                pass

    def table(self, name: str) -> Table:
        """The table of that name, if loaded."""
        return self._db.table(name, cache_size=0)

    def first(self, name: str) -> dict[str, Any]:
        """The only document of a table."""
        documents = self.table(name).all()
        return dict(documents[0]) if documents else {}

    def put(self, name: str, *documents: dict[str, Any]) -> None:
        """Make these the only documents of a table."""
        if self.locked and is_private(name):
            raise LockedError
        self._db.drop_table(name)
        if documents:
            self.table(name).insert_multiple(documents)

    async def unlock(self, code: str) -> None:
        """Give the passcode.

        Raises WrongCodeError, or CodeDelayedError or LostTurnError when it was not tried.
        """
        self.meta.delay.check()
        wrong_codes = self.meta.wrong_codes + 1
        await self._count(wrong_codes)  # before it is tried: ending the app must not spare a try
        try:
            await self._lock.open(code)
        except BrokenSealError:
            raise WrongCodeError(wait_after(wrong_codes)) from None
        await self._count(0)
        await self.load("draft")

    def lock(self) -> None:
        """Forget the passcode, and all that it keeps private."""
        self._lock.close()
        if self.locked:
            self._storage.forget(name for name in self.names if is_private(name))

    async def rekey(self, code: str | None) -> None:
        """Seal everything anew, with new keys: of the passcode `code`, or of none.

        Raises:
            NotKeptError: when it could not be kept; the keys are as before.
        """
        if self.locked:
            raise LockedError
        async with self.turn:
            await to_its_end(self._rekey(code))

    async def _rekey(self, code: str | None) -> None:
        for name in self.names - {VERIFIER, *self.aside}:
            await self.load(name)  # so that what is damaged is set aside before
        data = {name: await self.opened(name) for name in self.names - {VERIFIER}}
        lock, sealed = await self._lock.resealed(code, data)
        await self._storage.replace(sealed)
        self._lock = lock

    async def _count(self, wrong_codes: int) -> None:
        self.meta.delay.start(wrong_codes)
        try:
            async with self.change():
                self.meta.write(wrong_codes=wrong_codes)
        except NotKeptError as error:  # then they are counted until the app ends
            if isinstance(error, LostTurnError):  # another window may have counted since
                raise
