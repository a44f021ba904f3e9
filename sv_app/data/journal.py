"""Journal: what is written, where it goes, who can read it, and files of it."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from sv_app.data import exchange
from sv_app.data.ciphers.cipher import Keys
from sv_app.data.expiry import expire
from sv_app.data.keeper import Keeper
from sv_app.data.storages.place import Place
from sv_app.data.time_limits import ANSWER, WHOLE
from sv_app.data.transfer import Transfer
from sv_app.domain.journal import Keeping, LostTurnError, NotKeptError, Settings


class Journal(Transfer):
    """The journal of one person, on one device."""

    expired = 0
    """How many entries are too old to be kept, and are erased once that is confirmed."""

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
        with suppress(NotKeptError):  # tried again at the next start
            journal.expired = await journal._expired(confirmed=False)
        return journal

    @property
    def keeping(self) -> Keeping:
        """Where what is written goes now."""
        return self._keeper.keeping

    @property
    def durable(self) -> bool:
        """Whether changes are written to the device; a locked journal can be durable."""
        return self._keeper.durable

    @property
    def trouble(self) -> Exception | None:
        """Why the device refused to keep anything, for developers."""
        return self._keeper.trouble

    @property
    def damaged(self) -> int:
        """How many records were found damaged and set aside."""
        return len(self._keeper.vault.aside)

    @property
    def unreadable(self) -> int:
        """How many records the device could not read, this time."""
        return len(self._keeper.vault.unreadable)

    def on_late(self, tell: Callable[[bool], None]) -> None:
        """Call `tell` when a change that was given up on was kept after all, or was not."""
        self._keeper.on_late = tell

    async def set_aside(self) -> bytes:
        """What was set aside, as a file."""
        async with self._keeper.reading() as vault:
            return await exchange.set_aside(vault)

    async def own_device(self, yes: bool) -> None:
        """Say whose device it is: the person's own, or one where nothing is to be kept."""
        await self._keeper.own_device(yes)
        await self._expire()

    async def take_over(self) -> None:
        """Write here from now on, and no more in the other window.

        Raises:
            NotKeptError: when that could not be; nothing has changed.
        """
        await self._keeper.take_over()
        await self._expire()

    async def lost(self, erased: bool = False) -> None:
        """Another window has taken over, and said so; or what was kept was `erased`."""
        await self._keeper.lost(erased)

    async def erase_everything(self) -> None:
        """Erase all of it, keys and what was set aside included; as at the first start.

        Raises:
            NotKeptError: when something is left, or that could not be checked.
        """
        await self._keeper.erase()
        self.expired = 0

    @property
    def has_passcode(self) -> bool:
        """Whether a passcode seals what is private."""
        return self._keeper.vault.has_passcode

    async def set_passcode(self, code: str | None) -> None:
        """Seal everything with new keys; None removes the passcode."""
        await self._keeper.rekey(code)

    async def unlock(self, code: str) -> None:
        """Give the passcode; a window that can only read takes over, to count wrong codes.

        Raises:
            WrongCodeError: when it is another.
            CodeDelayedError: when it comes too soon after wrong ones.
            NotKeptError: when the other window did not give way.
        """
        if self._keeper.elsewhere:
            await self._keeper.take_over()
        try:
            await self._keeper.vault.unlock(code)
        except LostTurnError:  # since this window was last told
            await self._keeper.take_over()
            await self._keeper.vault.unlock(code)
        await self._expire()
        self._keeper.on_change()

    def lock(self) -> None:
        """Forget the passcode, and what it keeps private; nothing when there is none."""
        self._keeper.vault.lock()
        self._keeper.on_change()

    async def keep_settings(self, settings: Settings) -> None:
        """Keep what the person chose; another retention may keep what had expired."""
        await super().keep_settings(settings)
        if self.expired:
            await self._expire()

    async def erase_expired(self) -> None:
        """Erase what is older than the person wants it kept, which they have confirmed.

        Raises:
            NotKeptError: when that could not be; nothing has changed.
        """
        self.expired = await self._expired(confirmed=True)
        self._keeper.on_change()

    async def _expire(self) -> None:
        """Erase what is older than the person wants it kept, or ask first."""
        before = self.expired
        with suppress(NotKeptError):
            self.expired = await self._expired(confirmed=False)
        if self.expired != before:
            self._keeper.on_change()

    async def _expired(self, confirmed: bool) -> int:
        now = dt.datetime.now(dt.UTC)
        oldest = self.settings().retention.oldest(now)
        # A confirmed erasure is never skipped: where it can't be done, the change says why.
        if oldest is None or not (confirmed or self.keeping is Keeping.KEPT):
            return 0
        seconds = WHOLE if confirmed else ANSWER
        async with self._keeper.change(seconds=seconds) as vault:
            return await expire(vault, oldest, now.date(), confirmed)
