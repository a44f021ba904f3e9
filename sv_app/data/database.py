"""The encrypted tables of a storage backend, their transactions, and the passcode."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

from tinydb import TinyDB
from tinydb.table import Table

from sv_app.data.crypto.cipher import DecryptionError, Keys, NoDeviceKey
from sv_app.data.crypto.keyring import VERIFIERS, KeyRing
from sv_app.data.schema import (
    QUARANTINE,
    TABLES_READ_AT_START,
    TABLES_WITHOUT_PASSCODE,
    Meta,
    is_private,
)
from sv_app.data.storage.backend import (
    ANSWER_TIMEOUT,
    WHOLE_JOURNAL_TIMEOUT,
    StorageBackend,
    storage_errors,
    wait_without_cancelling,
    with_time_limit,
)
from sv_app.data.storage.encrypted import EncryptedStorage
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import (
    LockedError,
    SaveError,
    StorageTimeoutError,
    WriterLockLostError,
    WrongPasscodeError,
)
from sv_app.domain.passcode import AttemptDelay, backoff_seconds


class Transaction(Protocol):
    """The changes that a block has made in memory."""

    async def commit(self) -> None:
        """Make the changes durable."""

    def roll_back(self) -> None:
        """Undo the changes in memory."""


@dataclass(frozen=True)
class CommitWithoutRollBack:
    """A commit without roll-back: it changes the memory only after it has succeeded."""

    work: Callable[[], Awaitable[None]]

    async def commit(self) -> None:
        """Do the work, which makes its own changes durable."""
        await self.work()

    def roll_back(self) -> None:
        """Do nothing."""


class TransactionLock:
    """A lock that a commit keeps, even after a timeout, until the device has answered.

    Until then, the memory shows the data before the change. `on_late_commit` is called when such a
    commit ends, with its error or None. There is one exception: if the caller is cancelled, the
    lock waits for the commit for one more time limit at most; a commit that takes longer goes on
    without the lock.
    """

    def __init__(self) -> None:
        """Start unlocked."""
        self._lock = asyncio.Lock()
        self.on_late_commit: Callable[[BaseException | None], None] = lambda _: None

    @asynccontextmanager
    async def acquire(self, timeout: float = ANSWER_TIMEOUT) -> AsyncIterator[None]:
        """Hold the lock over a block that only reads, or whose writes may be abandoned.

        Raises:
            StorageTimeoutError: after `timeout` seconds.
        """
        async with with_time_limit(timeout), self._lock:
            yield

    @asynccontextmanager
    async def transaction(
        self, transaction: Transaction, timeout: float = ANSWER_TIMEOUT
    ) -> AsyncIterator[None]:
        """Hold the lock over a block, then over the commit of its changes.

        Raises:
            StorageTimeoutError: after `timeout` seconds; the commit may still succeed.
        """
        clock = asyncio.get_running_loop().time
        deadline = clock() + timeout
        async with with_time_limit(timeout):
            await self._lock.acquire()
        try:
            async with with_time_limit(deadline - clock()):
                yield
            await wait_without_cancelling(deadline - clock(), transaction.commit())
        except BaseException as error:  # cancellation must roll back too
            transaction.roll_back()
            if isinstance(error, StorageTimeoutError) and error.outcome is not None:
                asyncio.ensure_future(error.outcome).add_done_callback(self._late_commit_ended)
            else:
                self._lock.release()
            raise
        self._lock.release()

    def _late_commit_ended(self, commit: "asyncio.Future[Any]") -> None:
        self._lock.release()
        self.on_late_commit(commit.exception())


class Tables:
    """TinyDB tables over encrypted records, and the key ring that decrypts them."""

    def __init__(self, backend: StorageBackend, keys: Keys, names: Iterable[str]) -> None:
        """Start with the records called `names` in `backend`."""
        self._backend, self._keys, self._keyring = backend, keys, KeyRing(keys)
        self._storage = EncryptedStorage(backend, names, lambda name: self._keyring.cipher(name))
        self._db = TinyDB(storage=lambda: self._storage)
        self.decrypt_record, self.models = self._storage.decrypt_record, self._storage.models

    @property
    def names(self) -> frozenset[str]:
        """The names of all records."""
        return self._storage.names

    @property
    def quarantine(self) -> list[str]:
        """The names of the quarantined records."""
        return sorted(name for name in self.names if name.startswith(QUARANTINE))

    @property
    def unreadable(self) -> frozenset[str]:
        """The names of the records that the device could not read."""
        return frozenset(self._storage.unreadable)

    def table(self, name: str) -> Table:
        """Return the table of that name; it is empty unless it was loaded."""
        return self._db.table(name, cache_size=0)

    def first(self, name: str) -> dict[str, Any]:
        """Return the first document of a table; empty when there is none."""
        documents = self.table(name).all()
        return dict(documents[0]) if documents else {}

    @property
    def has_passcode(self) -> bool:
        """Whether a passcode encrypts the private records."""
        return self._keyring.has_passcode

    @property
    def locked(self) -> bool:
        """Whether private tables can't be read or written before the person enters the passcode."""
        return self._keyring.locked

    async def load(self, name: str) -> None:
        """Load the table `name` into memory, unless it is locked."""
        if not (self.locked and is_private(name)):
            await self._storage.load(name)

    def put(self, name: str, *documents: dict[str, Any]) -> None:
        """Replace all documents of a table.

        Raises:
            LockedError: when the table is private and the database is locked.
        """
        if self.locked and is_private(name):
            raise LockedError
        self._db.drop_table(name)
        if documents:
            self.table(name).insert_multiple(documents)


META_TABLE = "meta"


class MetaTable:
    """The count of wrong passcodes, and the last day on which the retention was applied.

    It is written only in a change.
    """

    def __init__(self, put: Callable[[str, dict[str, Any]], None]) -> None:
        """Write with `put`, which takes the name of a table and its document."""
        self._put = put
        self._meta = Meta()
        self.delay = AttemptDelay(0)

    def load(self, document: Mapping[str, Any]) -> None:
        """Take the stored values; wrong passcodes of earlier sessions delay the first attempt."""
        self._meta = Meta.model_validate(document)
        self.delay.start(self.wrong_passcodes)

    def copy_from(self, other: "MetaTable") -> None:
        """Take the values of `other`, and its running delay."""
        self._meta, self.delay = other._meta, other.delay

    @property
    def wrong_passcodes(self) -> int:
        """The number of wrong passcodes since the last correct one."""
        return self._meta.wrong_codes

    @property
    def retention_applied_on(self) -> dt.date | None:
        """The last day on which the retention was applied, by a clock that was trusted.

        With `Retention.UNTIL_ERASED`, none is applied.
        """
        return self._meta.last_used

    def write(self, **update: Any) -> None:
        """Write the table, with these fields changed."""
        self._meta = self._meta.model_copy(update=update)
        self._put(META_TABLE, self._meta.model_dump(mode="json", exclude_none=True))

    def note_retention_applied(self, day: dt.date) -> None:
        """Note that the retention was applied on `day`."""
        if day != self.retention_applied_on:
            self.write(last_used=day)


class EncryptedDatabase(Tables):
    """Tables in encrypted records; a change is committed as a whole or not at all.

    It is itself the `Transaction` of each change: `commit` and `roll_back`.
    """

    def __init__(self, backend: StorageBackend, keys: Keys, names: Iterable[str] = ()) -> None:
        """Start with the records called `names` in `backend`."""
        super().__init__(backend, keys, names)
        self.meta = MetaTable(self.put)
        self.transaction_lock = TransactionLock()  # also held to load tables outside of a change

    async def open(self) -> None:
        """Find out whether there is a passcode, and load the tables that are read at start."""
        await self._keyring.detect_passcode(self._backend, self.names)
        for name in TABLES_READ_AT_START:
            await self.load(name)
        self.meta.load(self.first(META_TABLE))

    @asynccontextmanager
    async def change(self, timeout: float = ANSWER_TIMEOUT) -> AsyncIterator[None]:
        """Commit all writes of the block in one step; only one change runs at a time.

        Raises:
            SaveError: when that fails. Nothing is written, except that a commit may still succeed
                after a `StorageTimeoutError`.
        """
        async with self.transaction_lock.transaction(self, timeout):
            yield
            if META_TABLE not in self.names:
                self.meta.write()

    async def commit(self) -> None:
        """Commit all writes; only `TransactionLock.transaction` calls it, within `change`."""
        try:
            await self._storage.commit()
        finally:
            if self.locked:
                # The person locked the journal during the commit, which has then put the private
                # tables back in memory: unload them.
                self.lock()

    def roll_back(self) -> None:
        """Undo all writes; only `TransactionLock.transaction` calls it, within `change`."""
        self._storage.roll_back()

    async def refresh(self) -> None:
        """Read the record names again, and detect whether the passcode changed.

        Call it after commits of another window. It unloads the entries, which are read again when
        they are shown; while the database is locked also the draft, which is read again after
        unlocking. The other tables stay as they were loaded.
        """
        self._storage.set_names(await self._backend.names())
        await self._keyring.detect_passcode(self._backend, self.names)
        self._storage.unload(
            self._storage.read().keys()
            - {*(TABLES_WITHOUT_PASSCODE if self.locked else TABLES_READ_AT_START)}
        )

    async def write_quarantine(self) -> None:
        """Quarantine the damaged records found so far; after a failure, the next change does."""
        with suppress(SaveError):
            async with self.change():
                pass

    async def unlock(self, passcode: str) -> None:
        """Unlock the private tables with the passcode.

        Raises:
            WrongPasscodeError: when the passcode is wrong.
            PasscodeDelayedError: when it comes too soon after wrong ones; it was not tried.
            WriterLockLostError: when another window holds the writer lock; it was not tried.
        """
        self.meta.delay.check()
        wrong_passcodes = self.meta.wrong_passcodes + 1
        # Counted before the attempt, so that closing the app during it does not undo the count.
        await self._store_wrong_passcodes(wrong_passcodes)
        try:
            await self._keyring.unlock(passcode)
        except DecryptionError:
            raise WrongPasscodeError(backoff_seconds(wrong_passcodes)) from None
        await self._store_wrong_passcodes(0)
        await self._repair_verifiers()
        await self.load("draft")

    async def _repair_verifiers(self) -> None:
        """Write the verifiers again, if one is missing or damaged."""
        with suppress(SaveError):  # another window may hold the writer lock
            if records := await self._keyring.renew_damaged_verifiers():
                async with self.transaction_lock.acquire():
                    await self._storage.commit_encrypted(records)

    def lock(self) -> None:
        """Forget the passcode, and drop the private tables from memory."""
        self._keyring.lock()
        if self.locked:
            self._storage.unload(name for name in self.names if is_private(name))

    async def rekey(self, passcode: str | None) -> None:
        """Encrypt all records with new keys: of the device, and of the passcode if any.

        Raises:
            LockedError: when the database is locked.
            SaveError: when the records could not be committed; the keys are as before.
        """
        if self.locked:
            raise LockedError
        commit = CommitWithoutRollBack(lambda: self._rekey(passcode))
        async with self.transaction_lock.transaction(commit, WHOLE_JOURNAL_TIMEOUT):
            pass

    async def _rekey(self, passcode: str | None) -> None:
        for name in self.names - {*VERIFIERS, *self.quarantine}:
            await self.load(name)  # so that damaged records are quarantined first
        data = {name: await self.decrypt_record(name) for name in self.names - {*VERIFIERS}}
        with storage_errors():
            keyring, encrypted = await self._keyring.reencrypted(passcode, data)
        await self._storage.commit_encrypted(encrypted)
        self._keyring = keyring

    async def adopt_passcode(self, other: "EncryptedDatabase") -> None:
        """Use the passcode of `other`, which is unlocked; call this before any write."""
        keyring = other._keyring.with_keys(self._keys)
        await self._storage.commit_encrypted(keyring.verifiers)
        await keyring.detect_passcode(self._backend, self.names)
        self._keyring = keyring

    async def in_memory(self) -> "EncryptedDatabase":
        """Return a copy of the loaded tables in memory, with the same passcode."""
        keys = NoDeviceKey(self._keys.derive)
        copy = EncryptedDatabase(MemoryBackend(), keys)
        copy._keyring = self._keyring.with_keys(keys)
        copy.meta.copy_from(self.meta)
        copy._storage.write(self._storage.read())
        await copy._storage.commit()
        await copy._storage.commit_encrypted(copy._keyring.verifiers)
        copy._keyring.read_from(copy._backend, copy.names)
        return copy

    async def _store_wrong_passcodes(self, wrong_passcodes: int) -> None:
        self.meta.delay.start(wrong_passcodes)
        try:
            async with self.change():
                self.meta.write(wrong_codes=wrong_passcodes)
        except SaveError as error:  # the count stays in memory until the app ends
            if isinstance(error, WriterLockLostError):  # another window may have counted since
                raise
