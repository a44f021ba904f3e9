"""Keeper: where everything is, on the device or in memory, and why."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from sv_app.data.bundle import add, gather
from sv_app.data.ciphers.cipher import Keys, NoDeviceKey
from sv_app.data.opening import open_copy, open_vault
from sv_app.data.storages.memory import MemoryPlace
from sv_app.data.storages.place import Place
from sv_app.data.vault import Vault
from sv_app.domain.keeping import ON_DEVICE, Keeping, LockedError, LostTurnError, NotKeptError


class Keeper:
    """The vault of now, and what moves it from one place to another."""

    def __init__(self, place: Place, keys: Keys, on_change: Callable[[], None]) -> None:
        """Start in memory; `place` is the device's, `on_change` hears when `keeping` does."""
        self.keys, self.on_change = keys, on_change
        self.trouble: Exception | None = None
        self._place, self._state = place, Keeping.UNDECIDED
        self.vault = Vault(MemoryPlace(), NoDeviceKey(self.keys.derive))

    @property
    def keeping(self) -> Keeping:
        """Where what is written goes now."""
        return Keeping.LOCKED if self.vault.locked else self._state

    @property
    def elsewhere(self) -> bool:
        """Whether another window writes."""
        return self._state is Keeping.ELSEWHERE

    @property
    def durable(self) -> bool:
        """Whether changes are written to the device, behind a passcode or not."""
        return self._state is Keeping.KEPT

    async def open(self, served: bool) -> None:
        """Open what the device holds, if it holds anything; a server's memory holds nothing."""
        try:
            if served:
                self._state = Keeping.SERVED
            elif await self._place.names():
                self.vault, mine = await open_vault(self._place, self.keys)
                self._state = Keeping.KEPT if mine else Keeping.ELSEWHERE
        except Exception as error:  # a browser's errors have no class of their own
            self.trouble, self._state = error, Keeping.REFUSED
            with suppress(Exception):  # then not even reading is allowed
                self.vault = await open_copy(self._place, self.keys)

    async def own_device(self, yes: bool) -> None:
        """Keep everything on the device from now on; or erase it, and keep nothing there."""
        if not yes:
            carried = await gather(self.vault, entries=self._state not in ON_DEVICE)
            await self.erase()
            await add(carried, self.vault, own_device=False)
            self._state = Keeping.SHARED
        elif self._state not in (*ON_DEVICE, Keeping.SERVED):
            try:
                vault, _ = await open_vault(self._place, self.keys, force=True)
                await add(await gather(self.vault), vault, own_device=True)
            except Exception as error:
                self.trouble, self._state = error, Keeping.REFUSED
            else:
                self.vault, self._state = vault, Keeping.KEPT
        self.on_change()

    async def take_over(self) -> None:
        """Become the one that writes; what the other window wrote is read anew."""
        try:
            self.vault, _ = await open_vault(self._place, self.keys, force=True)
        except Exception as error:
            raise NotKeptError(str(error)) from error
        self._state = Keeping.KEPT
        self.on_change()

    async def erase(self) -> None:
        """Leave nothing, on the device nor in memory; as at the first start, or NotKeptError."""
        if self._state in ON_DEVICE:
            with suppress(Exception):  # a full device can't note whose turn it is
                await self._place.claim(force=True)
            try:
                await self._place.erase()
            except Exception as error:
                raise NotKeptError(str(error)) from error
            self._state = Keeping.UNDECIDED
        self.vault = Vault(MemoryPlace(), NoDeviceKey(self.keys.derive))
        self.on_change()

    def lost(self) -> None:
        """Only read from now on: another window has taken over."""
        if self._state is Keeping.KEPT:
            self._state = Keeping.ELSEWHERE
            self.on_change()

    async def rekey(self, code: str | None) -> None:
        """Seal everything anew, with the passcode `code` or without.

        Raises:
            NotKeptError: when nothing is kept on this device, or it refused.
        """
        if self._state not in ON_DEVICE:
            raise NotKeptError(self._state)
        with self._mine():
            await self.vault.rekey(code)
        self.on_change()

    @asynccontextmanager
    async def change(self, private: bool = True) -> AsyncIterator[Vault]:
        """The vault, to be written to: all of the block is kept, or nothing.

        Raises:
            NotKeptError: of the kind that tells why it could not be kept.
        """
        with self._mine():
            if private and self.vault.locked:
                raise LockedError
            async with self.vault.change():
                yield self.vault

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Vault]:
        """The vault, to load tables from; no change comes between."""
        with self._watched():
            async with self.vault.turn:
                if self.elsewhere:
                    await self.vault.refresh()
                yield self.vault
            if not self.elsewhere:
                await self.vault.settle()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Tell when something damaged was found, or another window set a passcode."""
        known = len(self.vault.aside), self.keeping
        yield
        if (len(self.vault.aside), self.keeping) != known:
            self.on_change()

    @contextmanager
    def _mine(self) -> Iterator[None]:
        if self.elsewhere:
            raise LostTurnError
        try:
            with self._watched():
                yield
        except LostTurnError:
            self.lost()
            raise
