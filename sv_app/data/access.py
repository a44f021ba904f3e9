"""Access: reading and changing the vault of now, in whatever state its storage is."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from sv_app.data.ciphers.cipher import Keys, NoDeviceKey
from sv_app.data.storages.memory import MemoryPlace
from sv_app.data.time_limits import ANSWER
from sv_app.data.vault import Vault
from sv_app.domain.journal import ErasedError, Keeping, LockedError, LostTurnError


class Access(ABC):
    """The vault of now, its state, and who is told when either changes."""

    def __init__(self, keys: Keys, on_change: Callable[[], None]) -> None:
        """Start with an empty vault in memory."""
        self.keys, self.on_change = keys, on_change
        self.on_late: Callable[[bool], None] = lambda _: None
        self._state = Keeping.UNDECIDED
        self.vault = self._in_memory()

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

    @property
    def vault(self) -> Vault:
        """What is kept, or what is in memory."""
        return self._vault

    @vault.setter
    def vault(self, vault: Vault) -> None:
        self._vault = vault
        vault.write_lock.on_late = self._answered_late

    @asynccontextmanager
    async def change(self, private: bool = True, seconds: float = ANSWER) -> AsyncIterator[Vault]:
        """The vault, to be written to: all of the block is kept, or nothing.

        Raises:
            NotKeptError: of the kind that tells why it could not be kept.
        """
        async with self._mine():
            vault = self.vault
            if private and vault.locked:
                raise LockedError
            async with vault.change(seconds):
                yield vault

    @asynccontextmanager
    async def reading(self, seconds: float = ANSWER) -> AsyncIterator[Vault]:
        """The vault, to load tables from; no change comes between.

        Raises:
            StorageTimeoutError: when the device has not answered.
        """
        vault = self.vault
        with self._watched():
            async with vault.write_lock.held(seconds):
                if self.elsewhere:
                    await vault.refresh()
                yield vault
            if not self.elsewhere:
                await vault.settle()

    async def lost(self, erased: bool = False) -> None:
        """Only read from now on: another window has taken over, or all was `erased`."""
        if erased:
            await self._lost_by_erasure()
        elif self._state is Keeping.KEPT:
            self._state = Keeping.ELSEWHERE
            self.on_change()

    @abstractmethod
    async def _lost_by_erasure(self) -> None: ...

    def _answered_late(self, error: BaseException | None) -> None:
        """A commit that was not waited for any longer has ended."""
        self.on_change()
        self.on_late(error is None)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Tell when damage was found, or another window set a passcode."""
        before = self._seen()
        yield
        if self._seen() != before:
            self.on_change()

    def _seen(self) -> tuple[object, ...]:
        return len(self.vault.aside), len(self.vault.unreadable), self.keeping

    @asynccontextmanager
    async def _mine(self) -> AsyncIterator[None]:
        if self.elsewhere:
            raise LostTurnError
        try:
            with self._watched():
                yield
        except (LostTurnError, ErasedError) as error:
            await self.lost(erased=isinstance(error, ErasedError))
            raise

    def _in_memory(self) -> Vault:
        return Vault(MemoryPlace(), NoDeviceKey(self.keys.derive))
