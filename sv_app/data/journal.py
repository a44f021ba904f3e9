"""Journal: what is written, where it goes, who can read it, and files of it."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from sv_app.data import exchange
from sv_app.data.ciphers.cipher import Keys
from sv_app.data.keeper import Keeper
from sv_app.data.pages import Pages
from sv_app.data.storages.place import Place
from sv_app.data.written import Written
from sv_app.domain.exchange import Import
from sv_app.domain.keeping import Keeping, NotKeptError


class Journal(Written):
    """The journal of one person, on one device."""

    @classmethod
    async def open(
        cls,
        place: Place,
        keys: Keys,
        on_change: Callable[[], None] = lambda: None,
        *,
        served: bool = False,
    ) -> "Journal":
        """What `place` holds; whatever is wrong with it, a journal that can be used.

        `on_change` is called when `keeping` or `damaged` changes. A `served` journal
        stays in the memory of a server.
        """
        journal = cls(Keeper(place, keys, on_change))
        await journal._keeper.open(served)
        await journal._expire()
        return journal

    @property
    def keeping(self) -> Keeping:
        """Where what is written goes now."""
        return self._keeper.keeping

    @property
    def trouble(self) -> Exception | None:
        """Why the device refused to keep anything, for developers."""
        return self._keeper.trouble

    @property
    def damaged(self) -> int:
        """How many records were found damaged and set aside."""
        return len(self._keeper.vault.aside)

    async def set_aside(self) -> bytes:
        """What was set aside, as a file."""
        async with self._keeper.reading() as vault:
            return await exchange.set_aside(vault)

    async def own_device(self, yes: bool) -> None:
        """Say whose device it is: the person's own, or one where nothing is to be kept."""
        await self._keeper.own_device(yes)

    async def take_over(self) -> None:
        """Write here from now on, and no more in the other window.

        Raises:
            NotKeptError: when that could not be; nothing has changed.
        """
        await self._keeper.take_over()
        await self._expire()

    def lost(self) -> None:
        """Another window has taken over, and said so."""
        self._keeper.lost()

    async def erase_everything(self) -> None:
        """Erase all of it, keys and what was set aside included; as at the first start."""
        await self._keeper.erase()

    @property
    def has_passcode(self) -> bool:
        """Whether a passcode seals what is private."""
        return self._keeper.vault.has_passcode

    async def set_passcode(self, code: str | None) -> None:
        """Seal everything with new keys; None removes the passcode."""
        await self._keeper.rekey(code)

    async def unlock(self, code: str) -> None:
        """Give the passcode.

        Raises:
            WrongCodeError: when it is another, or comes too soon.
        """
        await self._keeper.vault.unlock(code)
        await self._expire()
        self._keeper.on_change()

    def lock(self) -> None:
        """Forget the passcode, and what it keeps private; nothing when there is none."""
        self._keeper.vault.lock()
        self._keeper.on_change()

    async def export(self, code: str | None) -> bytes:
        """A file of everything: readable, or sealed by the passcode `code`."""
        async with self._keeper.reading() as vault:
            return await exchange.export(vault, self._keeper.keys, code)

    async def read_import(self, data: bytes, code: str | None = None) -> Import:
        """What a file would add.

        Raises:
            ImportRefusedError: when any of it can't be imported.
        """
        async with self._keeper.reading() as vault:
            return await exchange.read_import(vault, self._keeper.keys, data, code)

    async def import_(self, added: Import) -> None:
        """Add all that a file holds, or nothing."""
        async with self._keeper.change() as vault:
            await exchange.add_import(vault, added)

    async def _expire(self) -> None:
        """Erase what is older than the person wants it kept."""
        oldest = self.settings().retention.oldest(dt.datetime.now(dt.UTC))
        if oldest and self.keeping is Keeping.KEPT:
            with suppress(NotKeptError):  # tried again at the next start
                async with self._keeper.change() as vault:
                    await Pages(vault).expire(oldest)
