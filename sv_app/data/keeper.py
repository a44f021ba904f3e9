"""Keeper: where everything is, on the device or in memory, and why."""

import asyncio
from collections.abc import Callable

from sv_app.data.access import Access
from sv_app.data.bundle import add, gather
from sv_app.data.ciphers.cipher import Keys
from sv_app.data.erasure import erase_place
from sv_app.data.opening import open_copy, open_vault
from sv_app.data.storages.place import Place, storage_errors
from sv_app.data.time_limits import ANSWER, OPENING, limited, within
from sv_app.domain.journal import ON_DEVICE, Keeping, LockedError, NotKeptError, StorageTimeoutError

FROM_DEVICE = (*ON_DEVICE, Keeping.REFUSED, Keeping.ERASED)
"""Where entries were kept on the device, or are a copy of those: erasing takes them as well."""


class Keeper(Access):
    """The vault of now, and what moves it from one place to another."""

    def __init__(self, place: Place, keys: Keys, on_change: Callable[[], None]) -> None:
        """Start in memory; `place` is the device's, `on_change` hears when `keeping` does."""
        super().__init__(keys, on_change)
        self.trouble: Exception | None = None
        self._place = place

    async def open(self, served: bool) -> None:
        """Open what the device holds, if it holds anything; a server's memory holds nothing."""
        try:
            async with limited(OPENING):
                if served:
                    self._state = Keeping.SERVED
                elif await self._place.names():
                    self.vault, mine = await open_vault(self._place, self.keys)
                    self._state = Keeping.KEPT if mine else Keeping.ELSEWHERE
        except Exception as error:  # a browser's errors have no class of their own
            self._refused(error)
            if not isinstance(error, StorageTimeoutError):
                await self._show_copy()

    async def own_device(self, yes: bool) -> None:
        """Keep everything on the device from now on; or erase it, and keep nothing there.

        Raises:
            NotKeptError: when something is left of what was to be erased.
            LockedError: when what is in memory needs its passcode first.
        """
        if not yes:
            carried = await gather(self.vault, entries=self._state not in FROM_DEVICE)
            await self.erase()
            await add(carried, self.vault, own_device=False)
            self._state = Keeping.SHARED
        elif self._state not in (*ON_DEVICE, Keeping.SERVED):
            if self.vault.locked:
                raise LockedError
            try:
                async with limited(OPENING):
                    await self._move_to_device()
            except Exception as error:
                self._refused(error)
        self.on_change()

    async def _move_to_device(self) -> None:
        vault, _ = await open_vault(self._place, self.keys, force=True)
        if vault.locked:  # a passcode that this window does not know protects what is there
            self.vault = vault
        else:
            if self.vault.has_passcode:
                await vault.adopt_passcode(self.vault)
            await add(await gather(self.vault), vault, own_device=True)
            self.vault = vault
        self._state = Keeping.KEPT

    async def take_over(self) -> None:
        """Become the one that writes; what the other window wrote is read anew."""
        with storage_errors():
            async with limited(ANSWER):
                self.vault, _ = await open_vault(self._place, self.keys, force=True)
        self._state = Keeping.KEPT
        self.on_change()

    async def erase(self) -> None:
        """Leave nothing, on the device nor in memory; as at the first start.

        Raises:
            NotKeptError: when something is left; nothing has changed in memory.
            NotCheckedError: when the device does not let the app look.
            StorageTimeoutError: when the device has not answered; erasing goes on.
        """
        await within(ANSWER, self._erase())

    async def _erase(self) -> None:
        if self._state is not Keeping.SERVED:
            await erase_place(self._place, claim=self._state in ON_DEVICE)
            self._state = Keeping.UNDECIDED
        self.vault = self._in_memory()
        self.on_change()

    async def _lost_by_erasure(self) -> None:
        """Keep in memory what is loaded: what was kept was erased, not by this window."""
        if self._state in ON_DEVICE:
            self._state = Keeping.ERASED
            self.vault = await self.vault.in_memory()
            self.on_change()

    async def rekey(self, code: str | None) -> None:
        """Seal everything anew, with the passcode `code` or without.

        Raises:
            NotKeptError: when nothing is kept on this device, or it refused.
        """
        if self._state not in ON_DEVICE:
            raise NotKeptError(self._state)
        async with self._mine():
            await self.vault.rekey(code)
        self.on_change()

    async def _show_copy(self) -> None:
        """Show what can be read of a place that can't be written to."""
        try:
            async with limited(ANSWER):
                self.vault = await open_copy(self._place, self.keys)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # then not even reading is allowed
            self.trouble = error

    def _refused(self, error: Exception) -> None:
        self.trouble, self._state = error, Keeping.REFUSED
