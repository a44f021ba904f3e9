"""Journal: what a person writes, where it is stored, who can read it, and its files."""

import asyncio
import datetime as dt
import uuid
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sv_app.data import export as export_module
from sv_app.data.crypto.cipher import Keys, NoDeviceKey
from sv_app.data.database import EncryptedDatabase
from sv_app.data.entries import EntryRepository
from sv_app.data.migrations import open_copy, open_database
from sv_app.data.storage.backend import (
    ANSWER_TIMEOUT,
    OPEN_TIMEOUT,
    TOTAL_TIMEOUT,
    StorageBackend,
    erase_backend,
    storage_errors,
    with_time_limit,
    within,
)
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.export_format import Import
from sv_app.domain.journal import (
    ON_DEVICE,
    Contact,
    Entry,
    EntryPage,
    ErasedError,
    LimitReachedError,
    LockedError,
    SaveError,
    Settings,
    StorageState,
    StorageTimeoutError,
    WriterLockLostError,
    clamp_time,
)
from sv_app.domain.self_check import Draft, SelfCheck


class DatabaseAccess(ABC):
    """The database in use, its state, and who is told when either changes."""

    def __init__(self, keys: Keys, on_change: Callable[[], None]) -> None:
        """Start with an empty database in memory."""
        self.keys, self.on_change = keys, on_change
        self.on_late_commit: Callable[[bool], None] = lambda _: None
        self._state = StorageState.UNDECIDED
        self.database = self._in_memory()

    @property
    def storage_state(self) -> StorageState:
        """Where what is written goes now."""
        return StorageState.LOCKED if self.database.locked else self._state

    @property
    def elsewhere(self) -> bool:
        """Whether another window writes."""
        return self._state is StorageState.ELSEWHERE

    @property
    def durable(self) -> bool:
        """Whether changes are written to the device, behind a passcode or not."""
        return self._state is StorageState.KEPT

    @property
    def database(self) -> EncryptedDatabase:
        """What is kept, or what is in memory."""
        return self._database

    @database.setter
    def database(self, database: EncryptedDatabase) -> None:
        self._database = database
        database.write_lock.on_late_commit = self._late_commit_ended

    @asynccontextmanager
    async def change(
        self, private: bool = True, seconds: float = ANSWER_TIMEOUT
    ) -> AsyncIterator[EncryptedDatabase]:
        """The database, to be written to: all of the block is kept, or nothing.

        Raises:
            SaveError: of the kind that tells why it could not be kept.
        """
        async with self._as_writer():
            database = self.database
            if private and database.locked:
                raise LockedError
            async with database.change(seconds):
                yield database

    @asynccontextmanager
    async def reading(self, seconds: float = ANSWER_TIMEOUT) -> AsyncIterator[EncryptedDatabase]:
        """The database, to load tables from; no change comes between.

        Raises:
            StorageTimeoutError: when the device has not answered.
        """
        database = self.database
        with self._notify_on_change():
            async with database.write_lock.held(seconds):
                if self.elsewhere:
                    await database.refresh()
                yield database
            if not self.elsewhere:
                await database.write_quarantine()

    async def lost(self, erased: bool = False) -> None:
        """Only read from now on: another window has taken over, or all was `erased`."""
        if erased:
            await self._lost_by_erasure()
        elif self._state is StorageState.KEPT:
            self._state = StorageState.ELSEWHERE
            self.on_change()

    @abstractmethod
    async def _lost_by_erasure(self) -> None: ...

    def _late_commit_ended(self, error: BaseException | None) -> None:
        """A commit that was not waited for any longer has ended."""
        self.on_change()
        self.on_late_commit(error is None)

    @contextmanager
    def _notify_on_change(self) -> Iterator[None]:
        """Tell when damage was found, or another window set a passcode."""
        before = self._observed()
        yield
        if self._observed() != before:
            self.on_change()

    def _observed(self) -> tuple[object, ...]:
        return len(self.database.quarantine), len(self.database.unreadable), self.storage_state

    @asynccontextmanager
    async def _as_writer(self) -> AsyncIterator[None]:
        if self.elsewhere:
            raise WriterLockLostError
        try:
            with self._notify_on_change():
                yield
        except (WriterLockLostError, ErasedError) as error:
            await self.lost(erased=isinstance(error, ErasedError))
            raise

    def _in_memory(self) -> EncryptedDatabase:
        return EncryptedDatabase(MemoryBackend(), NoDeviceKey(self.keys.derive))


OTHER_TABLES = ("contacts", "pins", "draft")


@dataclass(frozen=True)
class JournalCopy:
    """Entries in order of adding, settings, and the documents of the other tables."""

    entries: tuple[Entry, ...]
    settings: Settings
    tables: dict[str, list[dict[str, Any]]]


async def copy_journal(database: EncryptedDatabase, entries: bool = True) -> JournalCopy:
    """What `database` holds; without its entries, only what is on screen and chosen."""
    kept = await EntryRepository(database).every() if entries else []
    return JournalCopy(
        entries=tuple(reversed(kept)),
        settings=Settings.model_validate(database.first("settings")),
        tables={name: [dict(d) for d in database.table(name).all()] for name in OTHER_TABLES},
    )


async def restore_copy(copied: JournalCopy, database: EncryptedDatabase, own_device: bool) -> None:
    """Add `copied` to what `database` holds, all at once.

    Raises:
        SaveError: when it could not be kept.
    """
    settings = copied.settings.model_copy(update={"own_device": own_device})
    async with database.change():
        database.put("settings", settings.model_dump(mode="json"))
        for name, documents in copied.tables.items():
            if documents:
                database.put(name, *documents)
        here = {entry.id for entry in await EntryRepository(database).every()}
        for entry in copied.entries:
            if entry.id not in here:
                await EntryRepository(database).add(entry)


STATES_WITH_DEVICE_DATA = (*ON_DEVICE, StorageState.REFUSED, StorageState.ERASED)
"""Where entries were kept on the device, or are a copy of those: erasing takes them as well."""


class JournalStorage(DatabaseAccess):
    """The database in use, and what moves it from one place to another."""

    def __init__(self, backend: StorageBackend, keys: Keys, on_change: Callable[[], None]) -> None:
        """Start in memory; `on_change` is called when the storage state changes."""
        super().__init__(keys, on_change)
        self.storage_error: Exception | None = None
        self._backend = backend

    async def open(self, served: bool) -> None:
        """Open what the device holds, if it holds anything; a server's memory holds nothing."""
        try:
            async with with_time_limit(OPEN_TIMEOUT):
                if served:
                    self._state = StorageState.SERVED
                elif await self._backend.names():
                    self.database, mine = await open_database(self._backend, self.keys)
                    self._state = StorageState.KEPT if mine else StorageState.ELSEWHERE
        except Exception as error:  # a browser's errors have no class of their own
            self._use_memory_after(error)
            if not isinstance(error, StorageTimeoutError):
                await self._show_copy()

    async def own_device(self, yes: bool) -> None:
        """Keep everything on the device from now on; or erase it, and keep nothing there.

        Raises:
            SaveError: when something is left of what was to be erased.
            LockedError: when what is in memory needs its passcode first.
        """
        if not yes:
            carried = await copy_journal(
                self.database, entries=self._state not in STATES_WITH_DEVICE_DATA
            )
            await self.erase()
            await restore_copy(carried, self.database, own_device=False)
            self._state = StorageState.SHARED
        elif self._state not in (*ON_DEVICE, StorageState.SERVED):
            if self.database.locked:
                raise LockedError
            try:
                async with with_time_limit(OPEN_TIMEOUT):
                    await self._move_to_device()
            except Exception as error:
                self._use_memory_after(error)
        self.on_change()

    async def _move_to_device(self) -> None:
        database, _ = await open_database(self._backend, self.keys, force=True)
        if database.locked:  # a passcode that this window does not know protects what is there
            self.database = database
        else:
            if self.database.has_passcode:
                await database.adopt_passcode(self.database)
            await restore_copy(await copy_journal(self.database), database, own_device=True)
            self.database = database
        self._state = StorageState.KEPT

    async def take_over(self) -> None:
        """Become the one that writes; what the other window wrote is read anew."""
        with storage_errors():
            async with with_time_limit(ANSWER_TIMEOUT):
                self.database, _ = await open_database(self._backend, self.keys, force=True)
        self._state = StorageState.KEPT
        self.on_change()

    async def erase(self) -> None:
        """Leave nothing, on the device nor in memory; as at the first start.

        Raises:
            SaveError: when something is left; nothing has changed in memory.
            NotCheckedError: when the device does not let the app look.
            StorageTimeoutError: when the device has not answered; erasing goes on.
        """
        await within(ANSWER_TIMEOUT, self._erase())

    async def _erase(self) -> None:
        if self._state is not StorageState.SERVED:
            await erase_backend(self._backend, claim=self._state in ON_DEVICE)
            self._state = StorageState.UNDECIDED
        self.database = self._in_memory()
        self.on_change()

    async def _lost_by_erasure(self) -> None:
        """Keep in memory what is loaded: what was kept was erased, not by this window."""
        if self._state in ON_DEVICE:
            self._state = StorageState.ERASED
            self.database = await self.database.in_memory()
            self.on_change()

    async def rekey(self, code: str | None) -> None:
        """Encrypt everything anew, with the passcode `code` or without.

        Raises:
            SaveError: when nothing is kept on this device, or it refused.
        """
        if self._state not in ON_DEVICE:
            raise SaveError(self._state)
        async with self._as_writer():
            await self.database.rekey(code)
        self.on_change()

    async def _show_copy(self) -> None:
        """Show what can be read of a place that can't be written to."""
        try:
            async with with_time_limit(ANSWER_TIMEOUT):
                self.database = await open_copy(self._backend, self.keys)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # then not even reading is allowed
            self.storage_error = error

    def _use_memory_after(self, error: Exception) -> None:
        self.storage_error, self._state = error, StorageState.REFUSED


MAX_ERASED_UNCONFIRMED = 7
"""Entries that are erased without asking: as many as a week of daily checks."""
MAX_GAP = dt.timedelta(days=45)
"""A clock that advances by more between two starts may have been set wrong."""


async def expire(
    database: EncryptedDatabase, before: dt.datetime, today: dt.date, confirmed: bool
) -> int:
    """Erase the entries older than `before`; inside a change.

    Returns:
        How many were not erased, because the person must confirm it first: there are more than
        a few, or the device's date jumped since the day the app was last used.
    """
    old = await EntryRepository(database).older_than(before)
    count = sum(map(len, old.values()))
    last_used = database.meta.last_used or await _newest_day(database) or today
    plausible = count <= MAX_ERASED_UNCONFIRMED and today - last_used <= MAX_GAP
    if count and not (plausible or confirmed):
        return count
    for number, ids in old.items():
        EntryRepository(database).remove(number, ids)
    # A date that would erase many entries is not kept as the last trusted day before that is
    # confirmed. A date that goes back is kept: at worst, the next jump forward asks in vain.
    database.meta.note_use(today)
    return 0


async def _newest_day(database: EncryptedDatabase) -> dt.date | None:
    """The day of the newest entry: the app was used on that day, if on no other."""
    entries = (await EntryRepository(database).page(None)).entries
    return max((entry.at.date() for entry in entries), default=None)


@dataclass(frozen=True)
class PendingEntry:
    """An entry whose commit had not answered in time."""

    id: str
    check: SelfCheck
    outcome: Awaitable[object] | None
    """The commit, which goes on; None when it was not started."""

    def is_retried_by(self, check: SelfCheck) -> bool:
        """Whether saving `check` now is another try; once it was kept, it is another entry."""
        future = self.outcome
        kept = (
            isinstance(future, asyncio.Future)
            and future.done()
            and not future.cancelled()
            and future.exception() is None
        )
        return self.check == check and not kept


class JournalTables:
    """Every change is awaited: once it returns, it is stored as `storage_state` says.

    When it raises SaveError, nothing has changed. While the passcode is needed,
    there are no entries and no draft to be read, and none can be written.
    """

    def __init__(self, storage: JournalStorage) -> None:
        """Keep everything where `storage` says."""
        self._storage = storage
        self._pending: PendingEntry | None = None

    async def page(self, number: int | None = None) -> EntryPage:
        """The newest entries, or those of an older page."""
        async with self._storage.reading() as database:
            return await EntryRepository(database).page(number)

    async def entry(self, entry_id: str) -> Entry | None:
        """The entry of that id, or None when there is none."""
        async with self._storage.reading() as database:
            found = await EntryRepository(database).find(entry_id)
        return found[1] if found else None

    async def add(
        self, check: SelfCheck, note: str | None = None, draft: Draft | None = None
    ) -> Entry:
        """Keep `check` as an entry of now; `draft` is what is in progress afterwards.

        Raises:
            LimitReachedError: when the journal, or the day, holds too many.
        """
        now = clamp_time(dt.datetime.now(dt.UTC))
        pending = self._pending if self._pending and self._pending.is_retried_by(check) else None
        entry_id = pending.id if pending else uuid.uuid4().hex
        entry = Entry(id=entry_id, at=now, check=check, note=note)
        try:
            async with self._storage.change() as database:
                if not await EntryRepository(database).has_room(entry):
                    raise LimitReachedError
                await EntryRepository(database).add(entry)
                database.put("draft", *([draft.model_dump(mode="json")] if draft else []))
        except StorageTimeoutError as error:  # it may be kept yet: a retry is the same entry
            outcome = error.outcome or (pending.outcome if pending else None)
            self._pending = PendingEntry(entry_id, check, outcome)
            raise
        self._pending = None
        return entry

    async def delete(self, entry_id: str) -> None:
        """Erase one entry."""
        async with self._storage.change() as database:
            await EntryRepository(database).delete(entry_id)

    def draft(self) -> Draft | None:
        """The self-check in progress, or None."""
        found = self._storage.database.first("draft")
        return Draft.model_validate(found) if found else None

    async def save_draft(self, draft: Draft) -> None:
        """Keep a self-check in progress; there is only one."""
        async with self._storage.change() as database:
            database.put("draft", draft.model_dump(mode="json"))

    async def discard_draft(self) -> None:
        """Forget the self-check in progress."""
        async with self._storage.change() as database:
            database.put("draft")

    def settings(self) -> Settings:
        """What the person chose."""
        return Settings.model_validate(self._storage.database.first("settings"))

    async def save_settings(self, settings: Settings) -> None:
        """Keep what the person chose."""
        async with self._storage.change(private=False) as database:
            database.put("settings", settings.model_dump(mode="json"))

    def contacts(self) -> tuple[Contact, ...]:
        """The person's own contacts inside the hospital."""
        return export_module.contacts(self._storage.database)

    async def save_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Make these the person's contacts."""
        async with self._storage.change(private=False) as database:
            export_module.put_contacts(database, contacts)

    def pins(self) -> tuple[str, ...]:
        """The phrases kept at hand, each as "moment/phrase-id"."""
        return export_module.pins(self._storage.database)

    async def save_pins(self, pins: tuple[str, ...]) -> None:
        """Make these the phrases kept at hand."""
        async with self._storage.change(private=False) as database:
            export_module.put_pins(database, pins)


class JournalTransfer(JournalTables):
    """Files of everything that is written."""

    async def export(self, code: str | None) -> bytes:
        """A file of everything: readable, or encrypted by the passcode `code`."""
        async with self._storage.reading(TOTAL_TIMEOUT) as database:
            return await export_module.export(database, self._storage.keys, code)

    async def read_import(self, data: bytes, code: str | None = None) -> Import:
        """What a file would add.

        Raises:
            ImportRejectedError: when any of it can't be imported.
        """
        async with self._storage.reading(TOTAL_TIMEOUT) as database:
            return await export_module.read_import(database, self._storage.keys, data, code)

    async def import_(self, added: Import) -> None:
        """Add all that a file holds, or nothing.

        Raises:
            LimitReachedError: when the journal would hold too much.
        """
        async with self._storage.change(seconds=TOTAL_TIMEOUT) as database:
            await export_module.add_import(database, added)


class Journal(JournalTransfer):
    """The journal of one person, on one device."""

    expired = 0
    """How many entries are too old to be kept, and are erased once that is confirmed."""

    @classmethod
    async def open(
        cls,
        backend: StorageBackend,
        keys: Keys,
        on_change: Callable[[], None] = lambda: None,
        *,
        served: bool = False,
    ) -> "Journal":
        """What `backend` holds; whatever is wrong with it, a journal that can be used.

        `on_change` is called when `storage_state` or `damaged` changes. A `served` journal
        stays in the memory of a server.
        """
        journal = cls(JournalStorage(backend, keys, on_change))
        await journal._storage.open(served)
        with suppress(SaveError):  # tried again at the next start
            journal.expired = await journal._expired(confirmed=False)
        return journal

    @property
    def storage_state(self) -> StorageState:
        """Where what is written goes now."""
        return self._storage.storage_state

    @property
    def durable(self) -> bool:
        """Whether changes are written to the device; a locked journal can be durable."""
        return self._storage.durable

    @property
    def storage_error(self) -> Exception | None:
        """Why the device refused to keep anything, for developers."""
        return self._storage.storage_error

    @property
    def damaged(self) -> int:
        """How many records were found damaged and quarantined."""
        return len(self._storage.database.quarantine)

    @property
    def unreadable(self) -> int:
        """How many records the device could not read, this time."""
        return len(self._storage.database.unreadable)

    def on_late_commit(self, tell: Callable[[bool], None]) -> None:
        """Call `tell` when a change that was given up on was kept after all, or was not."""
        self._storage.on_late_commit = tell

    async def export_quarantine(self) -> bytes:
        """What was quarantined, as a file."""
        async with self._storage.reading() as database:
            return await export_module.export_quarantine(database)

    async def own_device(self, yes: bool) -> None:
        """Say whose device it is: the person's own, or one where nothing is to be kept."""
        await self._storage.own_device(yes)
        await self._expire()

    async def take_over(self) -> None:
        """Write here from now on, and no more in the other window.

        Raises:
            SaveError: when that could not be; nothing has changed.
        """
        await self._storage.take_over()
        await self._expire()

    async def lost(self, erased: bool = False) -> None:
        """Another window has taken over, and said so; or what was kept was `erased`."""
        await self._storage.lost(erased)

    async def erase_everything(self) -> None:
        """Erase all of it, keys and what was quarantined included; as at the first start.

        Raises:
            SaveError: when something is left, or that could not be checked.
        """
        await self._storage.erase()
        self.expired = 0

    @property
    def has_passcode(self) -> bool:
        """Whether a passcode encrypts what is private."""
        return self._storage.database.has_passcode

    async def set_passcode(self, code: str | None) -> None:
        """Encrypt everything with new keys; None removes the passcode."""
        await self._storage.rekey(code)

    async def unlock(self, code: str) -> None:
        """Give the passcode; a window that can only read takes over, to count wrong codes.

        Raises:
            WrongCodeError: when it is another.
            CodeDelayedError: when it comes too soon after wrong ones.
            SaveError: when the other window did not give way.
        """
        if self._storage.elsewhere:
            await self._storage.take_over()
        try:
            await self._storage.database.unlock(code)
        except WriterLockLostError:  # since this window was last told
            await self._storage.take_over()
            await self._storage.database.unlock(code)
        await self._expire()
        self._storage.on_change()

    def lock(self) -> None:
        """Forget the passcode, and what it keeps private; nothing when there is none."""
        self._storage.database.lock()
        self._storage.on_change()

    async def save_settings(self, settings: Settings) -> None:
        """Keep what the person chose; another retention may keep what had expired."""
        await super().save_settings(settings)
        if self.expired:
            await self._expire()

    async def erase_expired(self) -> None:
        """Erase what is older than the person wants it kept, which they have confirmed.

        Raises:
            SaveError: when that could not be; nothing has changed.
        """
        self.expired = await self._expired(confirmed=True)
        self._storage.on_change()

    async def _expire(self) -> None:
        """Erase what is older than the person wants it kept, or ask first."""
        before = self.expired
        with suppress(SaveError):
            self.expired = await self._expired(confirmed=False)
        if self.expired != before:
            self._storage.on_change()

    async def _expired(self, confirmed: bool) -> int:
        now = dt.datetime.now(dt.UTC)
        oldest = self.settings().retention.oldest(now)
        # A confirmed erasure is never skipped: where it can't be done, the change says why.
        if oldest is None or not (confirmed or self.storage_state is StorageState.KEPT):
            return 0
        seconds = TOTAL_TIMEOUT if confirmed else ANSWER_TIMEOUT
        async with self._storage.change(seconds=seconds) as database:
            return await expire(database, oldest, now.date(), confirmed)
