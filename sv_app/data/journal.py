"""The journal: all that a person writes, its storage, its passcode, its export and import."""

import asyncio
import datetime as dt
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from sv_app.data import contacts_and_pins, tally_table
from sv_app.data import export as export_module
from sv_app.data.crypto.cipher import Keys, NoDeviceKey
from sv_app.data.database import EncryptedDatabase
from sv_app.data.entries import EntryRepository
from sv_app.data.migrations import open_copy, open_database
from sv_app.data.storage.backend import (
    ANSWER_TIMEOUT,
    OPEN_TIMEOUT,
    WHOLE_JOURNAL_TIMEOUT,
    StorageBackend,
    erase_backend,
    storage_errors,
    wait_without_cancelling,
    with_time_limit,
)
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.export_format import ImportPlan
from sv_app.domain.journal import (
    STATES_SHOWING_DEVICE_DATA,
    Contact,
    Entry,
    EntryBatch,
    ErasedError,
    LimitReachedError,
    LockedError,
    SaveError,
    Settings,
    StorageState,
    StorageTimeoutError,
    Ticks,
    WriterLockLostError,
    clamp_time,
)
from sv_app.domain.self_check import Draft, SelfCheck
from sv_app.domain.tally import Tally

COPIED_TABLES = ("contacts", "pins", "draft", "tally")


@dataclass(frozen=True)
class JournalCopy:
    """Entries, oldest page first; settings; and the documents of other tables."""

    entries: tuple[Entry, ...]
    settings: Settings
    tables: dict[str, list[dict[str, Any]]]


async def copy_journal(database: EncryptedDatabase, entries: bool = True) -> JournalCopy:
    """Return a copy of `database`; without `entries`, of the loaded tables only."""
    newest_first = await EntryRepository(database).all() if entries else []
    return JournalCopy(
        entries=tuple(reversed(newest_first)),
        settings=Settings.model_validate(database.first("settings")),
        tables={name: [dict(d) for d in database.table(name).all()] for name in COPIED_TABLES},
    )


async def restore_copy(copied: JournalCopy, database: EncryptedDatabase, own_device: bool) -> None:
    """Write `copied` to `database` in one change; entries that exist there are skipped.

    Raises:
        SaveError: when the change failed.
    """
    settings = copied.settings.model_copy(update={"own_device": own_device})
    async with database.change():
        database.put("settings", settings.model_dump(mode="json"))
        for name, documents in copied.tables.items():
            if documents:
                database.put(name, *documents)
        existing_ids = {entry.id for entry in await EntryRepository(database).all()}
        for entry in copied.entries:
            if entry.id not in existing_ids:
                await EntryRepository(database).add(entry)


STATES_SHOWING_A_COPY = (StorageState.REFUSED, StorageState.ERASED)
"""In these states the journal in memory may hold a copy of what could be read from the device."""


class JournalStorage:
    """The open database, its storage state, and the moves between memory and the device."""

    def __init__(self, backend: StorageBackend, keys: Keys, on_change: Callable[[], None]) -> None:
        """Start in memory; `on_change` is called after each change of the journal."""
        self._backend, self.keys, self.on_change = backend, keys, on_change
        self.on_late_commit: Callable[[bool], None] = lambda _: None
        self.storage_error: Exception | None = None
        self._is_restoring = False
        self._state = StorageState.UNDECIDED
        self.database = self._empty_database()
        self._ids_added_in_memory: set[str] = set()
        self.expired_count = 0
        """How many entries past their retention wait until the person confirms their erasure."""

    @property
    def storage_state(self) -> StorageState:
        """Where changes are written now."""
        return StorageState.LOCKED if self.database.locked else self._state

    @property
    def read_only(self) -> bool:
        """Whether another window holds the writer lock."""
        return self._state is StorageState.READ_ONLY

    @property
    def durable(self) -> bool:
        """Whether changes are written to the device; a locked journal can be durable."""
        return self._state is StorageState.ON_DEVICE

    @property
    def database(self) -> EncryptedDatabase:
        """The open database, on the device or in memory."""
        return self._database

    @database.setter
    def database(self, database: EncryptedDatabase) -> None:
        self._database = database
        database.transaction_lock.on_late_commit = self._late_commit_ended

    @asynccontextmanager
    async def change(
        self, private: bool = True, timeout: float = ANSWER_TIMEOUT, notify: bool = True
    ) -> AsyncIterator[EncryptedDatabase]:
        """Yield the database for writing; the changes of the block are committed together.

        `notify` calls `on_change` after the commit.

        Raises:
            LockedError: when the tables to write are `private` and the journal is locked.
            WriterLockLostError: when another window holds the writer lock.
            SaveError: when the commit failed.
        """
        async with self._as_writer():
            database = self.database
            if private and database.locked:
                raise LockedError
            async with database.change(timeout):
                yield database
        if notify:
            self.on_change()

    @asynccontextmanager
    async def reading(self, timeout: float = ANSWER_TIMEOUT) -> AsyncIterator[EncryptedDatabase]:
        """Yield the database for loading tables; no change happens meanwhile.

        Raises:
            StorageTimeoutError: when the device has not answered.
        """
        database = self.database
        with self._notify_on_change():
            async with database.transaction_lock.acquire(timeout):
                if self.read_only:
                    await database.refresh()
                yield database
            if not self.read_only:
                await database.write_quarantine()

    async def handle_writer_lock_loss(self, erased: bool = False) -> None:
        """Become read-only, as another window took over; continue in memory if all was `erased`."""
        if erased:
            await self._continue_in_memory()
        elif self._state is StorageState.ON_DEVICE:
            self._state = StorageState.READ_ONLY
            self.on_change()

    async def open(self, on_server: bool) -> None:
        """Open the database on the device, if there is one; on a server, stay in memory.

        After an error, the state is REFUSED, and the journal holds a copy of the readable records.
        After a timeout it is empty, because reading would not be answered either.
        """
        try:
            async with with_time_limit(OPEN_TIMEOUT):
                if on_server:
                    self._state = StorageState.ON_SERVER
                elif await self._backend.names():
                    self.database, is_writer = await open_database(self._backend, self.keys)
                    self._state = StorageState.ON_DEVICE if is_writer else StorageState.READ_ONLY
        except Exception as error:  # browser errors have no common class
            self._use_memory_after(error)
            if not isinstance(error, StorageTimeoutError):
                await self._load_readable_copy()

    async def set_own_device(self, is_own: bool) -> None:
        """Move the journal to the device, if it is the person's own; else erase it there.

        In the second case, entries that the device held are erased; the rest continues in memory:
        the settings, contacts, pins, draft and tally, and entries that were only ever in memory.
        Kept ticks are erased.

        Raises:
            SaveError: when something is left of what was to be erased.
            LockedError: when the journal in memory is locked.
        """
        if not is_own:
            copied = await self._copy_without_device_entries()
            self._is_restoring = True  # the settings are the defaults until they are copied back
            try:
                await self.erase()
                await restore_copy(copied, self.database, own_device=False)
            finally:
                self._is_restoring = False
            self._state = StorageState.SHARED
        elif self._state not in (*STATES_SHOWING_DEVICE_DATA, StorageState.ON_SERVER):
            if self.database.locked:
                raise LockedError
            try:
                async with with_time_limit(OPEN_TIMEOUT):
                    await self._move_to_device()
            except Exception as error:
                self._use_memory_after(error)
        self.on_change()

    async def _copy_without_device_entries(self) -> JournalCopy:
        """Return a copy of the journal without the entries that the device holds.

        While a journal in memory is locked, its entries cannot be read, and are left out too.
        """
        if self._state not in STATES_SHOWING_A_COPY:
            entries = self._state not in STATES_SHOWING_DEVICE_DATA
            return await copy_journal(self.database, entries)
        copied = await copy_journal(self.database, entries=not self.database.locked)
        added = [entry for entry in copied.entries if entry.id in self._ids_added_in_memory]
        return replace(copied, entries=tuple(added))

    def remember_added(self, ids: Iterable[str]) -> None:
        """Remember the ids of entries that were added, unless the device holds them now."""
        if not self.durable:
            self._ids_added_in_memory.update(ids)

    async def _move_to_device(self) -> None:
        database, _ = await open_database(self._backend, self.keys, steal=True)
        if database.locked:  # the records there have a passcode that the person has not entered
            self.database = database
        else:
            if self.database.has_passcode:
                await database.adopt_passcode(self.database)
            await restore_copy(await copy_journal(self.database), database, own_device=True)
            self.database = database
            self._ids_added_in_memory.clear()
        self._state = StorageState.ON_DEVICE

    async def take_over_writer_lock(self) -> None:
        """Take over the writer lock, and read the changes of the other window."""
        with storage_errors():
            async with with_time_limit(ANSWER_TIMEOUT):
                self.database, _ = await open_database(self._backend, self.keys, steal=True)
        self._state = StorageState.ON_DEVICE
        self.on_change()

    async def erase(self) -> None:
        """Delete everything, on the device and in memory, as at the first start.

        Raises:
            SaveError: when something is left; the memory has not changed.
            ErasureNotVerifiedError: when the device does not let the app check.
            StorageTimeoutError: when the device has not answered; the erasure goes on.
        """
        await wait_without_cancelling(ANSWER_TIMEOUT, self._erase())

    async def _erase(self) -> None:
        if self._state is not StorageState.ON_SERVER:
            await erase_backend(self._backend, take_over=self._state in STATES_SHOWING_DEVICE_DATA)
            self._state = StorageState.UNDECIDED
        self.database = self._empty_database()
        self.expired_count = 0  # before on_change, also when the erasure ends after its timeout
        if not self._is_restoring:
            self.on_change()

    async def _continue_in_memory(self) -> None:
        """Continue in memory with the loaded tables, after an erasure outside this window."""
        if self._state in STATES_SHOWING_DEVICE_DATA:
            self._state = StorageState.ERASED
            self.database = await self.database.in_memory()
            self.on_change()

    async def rekey(self, passcode: str | None) -> None:
        """Encrypt all records with new keys, with the passcode or without a passcode.

        Raises:
            SaveError: when nothing is stored on this device, or the device refused.
        """
        if self._state not in STATES_SHOWING_DEVICE_DATA:
            raise SaveError(self._state)
        async with self._as_writer():
            await self.database.rekey(passcode)
        self.on_change()

    async def _load_readable_copy(self) -> None:
        """Load the readable records of a backend that can't be written to."""
        try:
            async with with_time_limit(ANSWER_TIMEOUT):
                self.database = await open_copy(self._backend, self.keys)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # reading is not allowed either
            self.storage_error = error

    def _use_memory_after(self, error: Exception) -> None:
        self.storage_error, self._state = error, StorageState.REFUSED

    def _late_commit_ended(self, error: BaseException | None) -> None:
        """Handle the end of a commit after its timeout."""
        self.on_change()
        self.on_late_commit(error is None)

    @contextmanager
    def _notify_on_change(self) -> Iterator[None]:
        """Call `on_change` if the block found damaged or unreadable records, or a new passcode."""
        before = self._observable_state()
        yield
        if self._observable_state() != before:
            self.on_change()

    def _observable_state(self) -> tuple[object, ...]:
        return len(self.database.quarantine), len(self.database.unreadable), self.storage_state

    @asynccontextmanager
    async def _as_writer(self) -> AsyncIterator[None]:
        if self.read_only:
            raise WriterLockLostError
        try:
            with self._notify_on_change():
                yield
        except (WriterLockLostError, ErasedError) as error:
            await self.handle_writer_lock_loss(erased=isinstance(error, ErasedError))
            raise

    def _empty_database(self) -> EncryptedDatabase:
        """Return a database in memory, without any record."""
        return EncryptedDatabase(MemoryBackend(), NoDeviceKey(self.keys.derive))


MAX_ERASED_UNCONFIRMED = 7
"""Entries that are erased without confirmation: as many as a week of daily checks."""
MAX_GAP = dt.timedelta(days=45)
"""If the date advances by more between two starts, the clock may have been set wrong."""


async def erase_older_than(
    database: EncryptedDatabase, cutoff: dt.datetime, today: dt.date, confirmed: bool
) -> int:
    """Erase the entries older than `cutoff`, and note that the retention was applied `today`.

    Call it inside change(). If entries wait for a confirmation, neither is done.

    Returns:
        How many were not erased because the person must confirm it first: there are more than
        a few, or the device's date jumped since a retention was last applied.
    """
    ids_by_page = await EntryRepository(database).older_than(cutoff)
    count = sum(map(len, ids_by_page.values()))
    last_applied = database.meta.retention_applied_on or await _newest_day(database) or today
    plausible = count <= MAX_ERASED_UNCONFIRMED and today - last_applied <= MAX_GAP
    if count and not (plausible or confirmed):
        return count
    for number, ids in ids_by_page.items():
        EntryRepository(database).erase_from_page(number, ids)
    # Until the person confirms, today's date is not stored, because the clock may be wrong. If the
    # clock is behind, the date is stored all the same: at worst, a later start asks for a needless
    # confirmation.
    database.meta.note_retention_applied(today)
    return 0


async def _newest_day(database: EncryptedDatabase) -> dt.date | None:
    """Return the day of the newest entry, on which the app was used for certain."""
    entries = (await EntryRepository(database).batch(None)).entries
    return max((entry.at.date() for entry in entries), default=None)


@dataclass(frozen=True)
class PendingEntry:
    """An entry whose commit has not answered in time."""

    id: str
    check: SelfCheck
    outcome: Awaitable[object] | None
    """The commit, which goes on; None when it was not started."""

    def is_retried_by(self, check: SelfCheck) -> bool:
        """Return whether saving `check` retries this entry.

        False if the first commit has succeeded meanwhile: `check` is then a new entry.
        """
        future = self.outcome
        succeeded = (
            isinstance(future, asyncio.Future)
            and future.done()
            and not future.cancelled()
            and future.exception() is None
        )
        return self.check == check and not succeeded


class Journal:
    """The journal of one person, on one device.

    Once a change returns, it is stored as `storage_state` says. When it raises SaveError, it is not
    stored; but after a `StorageTimeoutError`, a commit that was started may still succeed. What was
    stored before is unaltered, except after an `ErasedError`, and after an erasure that failed.
    `storage_state` changes with an `ErasedError` and a `WriterLockLostError`. While the passcode is
    needed, entries and the draft can't be read or written.
    """

    def __init__(self, storage: JournalStorage) -> None:
        """Read and write the database of `storage`."""
        self._storage = storage
        self._pending: PendingEntry | None = None

    @classmethod
    async def open(
        cls,
        backend: StorageBackend,
        keys: Keys,
        on_change: Callable[[], None] = lambda: None,
        *,
        on_server: bool = False,
    ) -> "Journal":
        """Return the journal of `backend`; whatever the backend's errors, it can be used.

        `on_change` is called after each change, except a change of the draft alone and an erasure
        of expired entries that needs no confirmation. It is also called when `storage_state`,
        `quarantined_count`, `unreadable_count` or `expired_count` changes. With `on_server`, the
        journal stays in the memory of the server.
        """
        journal = cls(JournalStorage(backend, keys, on_change))
        await journal._storage.open(on_server)
        with suppress(SaveError):  # tried again at the next start
            journal._storage.expired_count = await journal._erase_expired(confirmed=False)
        return journal

    @property
    def storage_state(self) -> StorageState:
        """Where changes are written now."""
        return self._storage.storage_state

    @property
    def durable(self) -> bool:
        """Whether changes are written to the device; a locked journal can be durable."""
        return self._storage.durable

    @property
    def storage_error(self) -> Exception | None:
        """The error for which the device can't be used, for developers."""
        return self._storage.storage_error

    @property
    def quarantined_count(self) -> int:
        """How many damaged records are in the quarantine."""
        return len(self._storage.database.quarantine)

    @property
    def unreadable_count(self) -> int:
        """How many records the device could not read when it last tried."""
        return len(self._storage.database.unreadable)

    @property
    def expired_count(self) -> int:
        """How many entries past their retention wait until the person confirms their erasure."""
        return self._storage.expired_count

    def set_late_commit_listener(self, callback: Callable[[bool], None]) -> None:
        """Call `callback` when a commit ends after its timeout: True if it succeeded."""
        self._storage.on_late_commit = callback

    async def batch(self, number: int | None = None) -> EntryBatch:
        """Return the newest entries, or those of the older page of that number."""
        async with self._storage.reading() as database:
            return await EntryRepository(database).batch(number)

    async def entry(self, entry_id: str) -> Entry | None:
        """Return the entry of that id, or None when there is none."""
        async with self._storage.reading() as database:
            location = await EntryRepository(database).find(entry_id)
        return location[1] if location else None

    async def add(
        self, check: SelfCheck, note: str | None = None, next_draft: Draft | None = None
    ) -> Entry:
        """Save `check` as an entry with the current time, and replace the draft with `next_draft`.

        Raises:
            LimitReachedError: when the journal, or the day, would hold too many entries.
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
                database.put("draft", *([next_draft.model_dump(mode="json")] if next_draft else []))
        except StorageTimeoutError as error:  # it may still succeed: a retry has the same id
            outcome = error.outcome or (pending.outcome if pending else None)
            self._pending = PendingEntry(entry_id, check, outcome)
            raise
        self._pending = None
        self._storage.remember_added([entry.id])
        return entry

    async def erase_entry(self, entry_id: str) -> None:
        """Erase an entry, if there is one of that id."""
        async with self._storage.change() as database:
            await EntryRepository(database).erase(entry_id)

    def draft(self) -> Draft | None:
        """Return the self-check in progress, or None."""
        document = self._storage.database.first("draft")
        return Draft.model_validate(document) if document else None

    async def save_draft(self, draft: Draft) -> None:
        """Save a self-check in progress; it replaces the last."""
        async with self._storage.change(notify=False) as database:
            database.put("draft", draft.model_dump(mode="json"))

    async def discard_draft(self) -> None:
        """Delete the self-check in progress."""
        async with self._storage.change(notify=False) as database:
            database.put("draft")

    def settings(self) -> Settings:
        """Return the settings."""
        return Settings.model_validate(self._storage.database.first("settings"))

    async def save_settings(self, settings: Settings) -> None:
        """Save the settings; a longer retention keeps entries that were awaiting erasure."""
        async with self._storage.change(private=False) as database:
            database.put("settings", settings.model_dump(mode="json"))
        if self.expired_count:
            await self._apply_retention()

    def contacts(self) -> tuple[Contact, ...]:
        """Return the contacts that the person entered."""
        return contacts_and_pins.contacts(self._storage.database)

    async def save_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Replace the person's contacts."""
        async with self._storage.change(private=False) as database:
            contacts_and_pins.put_contacts(database, contacts)

    def pins(self) -> tuple[str, ...]:
        """Return the pinned phrases, each as "moment/phrase-id"."""
        return contacts_and_pins.pins(self._storage.database)

    async def save_pins(self, pins: tuple[str, ...]) -> None:
        """Replace the pinned phrases."""
        async with self._storage.change(private=False) as database:
            contacts_and_pins.put_pins(database, pins)

    def tally(self) -> Tally:
        """Return the tally of encounters; it is empty while it is off."""
        return tally_table.tally(self._storage.database)

    async def save_tally(self, tally: Tally) -> None:
        """Replace the tally; an empty one turns it off."""
        async with self._storage.change(private=False) as database:
            tally_table.put_tally(database, tally)

    def ticks(self) -> Ticks | None:
        """Return the ticks of the first hour that are kept, or None."""
        document = self._storage.database.first("ticks")
        return Ticks.model_validate(document) if document else None

    async def save_ticks(self, ticks: Ticks | None) -> None:
        """Replace the ticks that are kept; None erases them."""
        async with self._storage.change(private=False) as database:
            database.put("ticks", *([ticks.model_dump(mode="json")] if ticks else []))

    async def export(self, passcode: str | None) -> bytes:
        """Return an export file, plain or encrypted with the passcode."""
        async with self._storage.reading(WHOLE_JOURNAL_TIMEOUT) as database:
            return await export_module.export(database, self._storage.keys, passcode)

    async def preview_import(self, data: bytes, passcode: str | None = None) -> ImportPlan:
        """Return what importing a file would add.

        Raises:
            ImportRejectedError: when the file is rejected as a whole.
        """
        async with self._storage.reading(WHOLE_JOURNAL_TIMEOUT) as database:
            return await export_module.preview_import(database, self._storage.keys, data, passcode)

    async def apply_import(self, plan: ImportPlan) -> None:
        """Add everything of an import, or nothing.

        Raises:
            LimitReachedError: when the journal would hold too much.
        """
        async with self._storage.change(timeout=WHOLE_JOURNAL_TIMEOUT) as database:
            await export_module.add_import(database, plan)
        self._storage.remember_added(entry.id for entry in plan.entries)

    async def export_quarantine(self) -> bytes:
        """Return the quarantined records as a file."""
        async with self._storage.reading() as database:
            return await export_module.export_quarantine(database)

    async def set_own_device(self, is_own: bool) -> None:
        """Store the journal on the device, if it is the person's own; else erase it there.

        See `JournalStorage.set_own_device` for the errors.
        """
        await self._storage.set_own_device(is_own)
        await self._apply_retention()

    async def take_over_writer_lock(self) -> None:
        """Take over the writer lock from the other window.

        Raises:
            SaveError: when that failed; nothing has changed.
        """
        await self._storage.take_over_writer_lock()
        await self._apply_retention()

    async def handle_writer_lock_loss(self, erased: bool = False) -> None:
        """Handle the event that another window has taken over, or that everything was `erased`."""
        await self._storage.handle_writer_lock_loss(erased)

    async def erase_everything(self) -> None:
        """Delete everything, with keys and quarantine, as at the first start.

        Raises:
            SaveError: when something is left, or that could not be checked.
        """
        await self._storage.erase()

    @property
    def has_passcode(self) -> bool:
        """Whether a passcode encrypts entries and the draft."""
        return self._storage.database.has_passcode

    async def set_passcode(self, passcode: str | None) -> None:
        """Encrypt all records with new keys; None removes the passcode."""
        await self._storage.rekey(passcode)

    async def unlock(self, passcode: str) -> None:
        """Unlock the journal with the passcode.

        A read-only window takes over the writer lock first, to count wrong passcodes.

        Raises:
            WrongPasscodeError: when the passcode is wrong.
            PasscodeDelayedError: when it comes too soon after wrong ones.
            SaveError: when taking over failed.
        """
        if self._storage.read_only:
            await self._storage.take_over_writer_lock()
        try:
            await self._storage.database.unlock(passcode)
        except WriterLockLostError:  # lost since this window last knew
            await self._storage.take_over_writer_lock()
            await self._storage.database.unlock(passcode)
        await self._apply_retention()
        self._storage.on_change()

    def lock(self) -> None:
        """Forget the passcode, if there is one, and drop entries and the draft from memory."""
        self._storage.database.lock()
        self._storage.on_change()

    async def erase_expired(self) -> None:
        """Erase the entries past their retention, which the person has confirmed.

        Raises:
            SaveError: when that failed.
        """
        self._storage.expired_count = await self._erase_expired(confirmed=True)
        self._storage.on_change()

    async def _apply_retention(self) -> None:
        """Erase the entries past their retention, unless the person must confirm it first."""
        before = self.expired_count
        with suppress(SaveError):
            self._storage.expired_count = await self._erase_expired(confirmed=False)
        if self.expired_count != before:
            self._storage.on_change()

    async def _erase_expired(self, confirmed: bool) -> int:
        now = dt.datetime.now(dt.UTC)
        cutoff = self.settings().retention.cutoff(now)
        # A confirmed erasure is never skipped: if it can't be done, the change raises the reason.
        if cutoff is None or not (confirmed or self.storage_state is StorageState.ON_DEVICE):
            return 0
        timeout = WHOLE_JOURNAL_TIMEOUT if confirmed else ANSWER_TIMEOUT
        async with self._storage.change(timeout=timeout, notify=False) as database:
            return await erase_older_than(database, cutoff, now.date(), confirmed)
