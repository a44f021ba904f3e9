"""Journal: what is kept on this device, one class over TinyDB."""

import asyncio
import datetime as dt
import uuid
from typing import Any

from tinydb import TinyDB, where
from tinydb.table import Table

from sv_app.data.storages.durable import DurableStorage, Place
from sv_app.domain.draft import Draft
from sv_app.domain.journal import Entry, Settings
from sv_app.domain.self_check import SelfCheck

VERSION = 1


class Journal:
    """Entries, the draft in progress and settings.

    Reading is immediate. Every change is awaited: once it returns, it is durable;
    when it raises NotKeptError, nothing has changed.
    """

    def __init__(self, storage: DurableStorage) -> None:
        """Keep everything in `storage`."""
        self._storage = storage
        self._db = TinyDB(storage=lambda: storage)
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, place: Place) -> "Journal":
        """The journal that `place` holds, or a new one.

        Raises:
            ValueError: when any of it can't be read; the place is left as it is.
        """
        journal = cls(DurableStorage(place, await place.load()))
        try:
            journal.entries(), journal.draft(), journal.settings()
        except (AttributeError, TypeError) as error:
            raise ValueError("these are not tables") from error
        return journal

    def entries(self) -> tuple[Entry, ...]:
        """Every entry, newest first."""
        # Reversed first: the last added of one instant is the newest.
        found = (Entry.model_validate(dict(doc)) for doc in reversed(self._entries.all()))
        return tuple(sorted(found, key=lambda entry: entry.at, reverse=True))

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of that id, or None when there is none."""
        doc = self._entries.get(where("id") == entry_id)
        return Entry.model_validate(dict(doc)) if isinstance(doc, dict) else None

    async def add(self, check: SelfCheck) -> Entry:
        """Keep `check` as an entry of now; it is a draft no longer."""
        entry = Entry(id=uuid.uuid4().hex, at=dt.datetime.now(dt.UTC), check=check)
        async with self._turn, self._storage.change():
            self._single("meta", {"version": VERSION})
            self._entries.insert(entry.model_dump(mode="json"))
            self._db.drop_table("draft")
        return entry

    async def delete(self, entry_id: str) -> None:
        """Erase one entry."""
        async with self._turn, self._storage.change():
            self._entries.remove(where("id") == entry_id)

    async def erase_everything(self) -> None:
        """Erase every entry, the draft and the settings."""
        async with self._turn, self._storage.change():
            self._db.drop_tables()

    def draft(self) -> Draft | None:
        """The self-check in progress, or None."""
        doc = self._first("draft")
        return Draft.model_validate(doc) if doc else None

    async def keep_draft(self, draft: Draft) -> None:
        """Keep a self-check in progress; there is only one."""
        async with self._turn, self._storage.change():
            self._single("draft", draft.model_dump(mode="json"))

    async def discard_draft(self) -> None:
        """Forget the self-check in progress."""
        async with self._turn, self._storage.change():
            self._db.drop_table("draft")

    def settings(self) -> Settings:
        """What the person chose."""
        return Settings.model_validate(self._first("settings") or {})

    async def keep_settings(self, settings: Settings) -> None:
        """Keep what the person chose."""
        async with self._turn, self._storage.change():
            self._single("settings", settings.model_dump(mode="json"))

    @property
    def _entries(self) -> Table:
        return self._db.table("entries", cache_size=0)

    def _first(self, table: str) -> dict[str, Any] | None:
        docs = self._db.table(table, cache_size=0).all()
        return dict(docs[0]) if docs else None

    def _single(self, table: str, value: dict[str, Any]) -> None:
        self._db.drop_table(table)
        self._db.table(table, cache_size=0).insert(value)
