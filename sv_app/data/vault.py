"""Vault: the tables of one place, changed all together, the private ones behind a lock."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from sv_app.data.ciphers.cipher import BrokenSealError, Keys, NoDeviceKey
from sv_app.data.meta import MetaTable
from sv_app.data.shapes import ALWAYS, OPENED, is_private
from sv_app.data.storages.memory import MemoryPlace
from sv_app.data.storages.place import Place, storage_errors
from sv_app.data.tables import Tables
from sv_app.data.time_limits import ANSWER, WHOLE
from sv_app.data.verifiers import VERIFIERS
from sv_app.data.write_lock import Work, WriteLock
from sv_app.domain.journal import LockedError, LostTurnError, NotKeptError, WrongCodeError
from sv_app.domain.passcode import wait_after


class Vault(Tables):
    """Tables over records; those of one change are kept all together, or not at all."""

    def __init__(self, place: Place, keys: Keys, names: Iterable[str] = ()) -> None:
        """Start with the records called `names` in `place`."""
        super().__init__(place, keys, names)
        self.meta = MetaTable(self.put)
        self.write_lock = WriteLock()  # to load a table outside of a change takes it too

    async def open(self) -> None:
        """Read what every screen needs."""
        await self._lock.find(self._place, self.names)
        for name in OPENED:
            await self.load(name)
        self.meta.load(self.first("meta"))

    @asynccontextmanager
    async def change(self, seconds: float = ANSWER) -> AsyncIterator[None]:
        """Keep every write of the block, or none, and raise NotKeptError; one at a time."""
        async with self.write_lock.changing(self, seconds):
            yield
            if "meta" not in self.names:
                self.meta.write()

    async def commit(self) -> None:
        """Keep what was written; only `change` calls it."""
        try:
            await self._storage.commit()
        finally:
            if self.locked:  # meanwhile
                self.lock()

    def roll_back(self) -> None:
        """Drop what was written; only `change` calls it."""
        self._storage.roll_back()

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
        await self._repair_verifiers()
        await self.load("draft")

    async def _repair_verifiers(self) -> None:
        """Write the records that tell the passcode anew, if one is missing or damaged."""
        with suppress(NotKeptError):  # another window may be the one that writes
            if records := await self._lock.repaired():
                async with self.write_lock.held():
                    await self._storage.replace(records)

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
        work = Work(lambda: self._rekey(code))
        async with self.write_lock.changing(work, WHOLE):
            pass

    async def _rekey(self, code: str | None) -> None:
        for name in self.names - {*VERIFIERS, *self.aside}:
            await self.load(name)  # so that what is damaged is set aside before
        data = {name: await self.opened(name) for name in self.names - {*VERIFIERS}}
        with storage_errors():
            lock, sealed = await self._lock.resealed(code, data)
        await self._storage.replace(sealed)
        self._lock = lock

    async def adopt_passcode(self, other: "Vault") -> None:
        """Take the passcode of `other`, which was given there; before anything is written."""
        lock = other._lock.in_memory(self._keys)
        await self._storage.replace(lock.verifiers)
        await lock.find(self._place, self.names)
        self._lock = lock

    async def in_memory(self) -> "Vault":
        """What is loaded of this vault, behind the same passcode, with no place on the device."""
        keys = NoDeviceKey(self._keys.derive)
        copy = Vault(MemoryPlace(), keys)
        copy._lock = self._lock.in_memory(keys)
        copy.meta.take(self.meta)
        copy._storage.write(self._storage.read())
        await copy._storage.commit()
        await copy._storage.replace(copy._lock.verifiers)
        await copy._lock.find(copy._place, copy.names)
        return copy

    async def _count(self, wrong_codes: int) -> None:
        self.meta.delay.start(wrong_codes)
        try:
            async with self.change():
                self.meta.write(wrong_codes=wrong_codes)
        except NotKeptError as error:  # then they are counted until the app ends
            if isinstance(error, LostTurnError):  # another window may have counted since
                raise
