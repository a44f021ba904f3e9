"""The repository of entries, in small pages: the time to save an entry stays the same."""

import datetime as dt
from collections.abc import Iterable

from tinydb import where

from sv_app.data.database import EncryptedDatabase
from sv_app.domain.journal import MAX_ENTRIES, MAX_ENTRIES_PER_DAY, Entry, EntryBatch, SaveError

ENTRIES_PER_PAGE = 32
PREFIX = "entries-"


def page_name(number: int) -> str:
    """Return the table name of a page.

    The highest number holds the entries added last; after an import, the newest ones.
    """
    return f"{PREFIX}{number}"


class EntryRepository:
    """Entries in a database, in the order in which they were added.

    An import sorts them by time.
    """

    def __init__(self, database: EncryptedDatabase) -> None:
        """Store the entries in `database`."""
        self._database = database

    @property
    def page_numbers(self) -> list[int]:
        """The numbers of all pages, newest first; empty while the database is locked."""
        names = () if self._database.locked else self._database.names
        pages = (name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX))
        return sorted((int(page) for page in pages if page.isdecimal()), reverse=True)

    async def entries(self, number: int) -> tuple[Entry, ...]:
        """Return the entries of one page, newest first."""
        await self._database.load(page_name(number))
        models = self._database.models(page_name(number))
        if models is None:
            documents = self._database.table(page_name(number)).all()
            models = [Entry.model_validate(dict(document)) for document in documents]
        # Reversed first: of entries with equal times, the last added is the newest.
        entries = (entry for entry in reversed(models) if isinstance(entry, Entry))
        return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))

    async def batch(self, number: int | None) -> EntryBatch:
        """Return the entries of the page of that number, or the newest entries.

        Without a number, the newest pages are joined until they hold `ENTRIES_PER_PAGE` entries.
        """
        entries: tuple[Entry, ...] = ()
        for page in self.page_numbers:
            if number is not None and page > number:
                continue
            if entries and (number is not None or len(entries) >= ENTRIES_PER_PAGE):
                return EntryBatch(entries=entries, older=page)
            entries += await self.entries(page)
        return EntryBatch(entries=entries)

    async def all(self) -> list[Entry]:
        """Return all entries, page by page, newest first."""
        return [entry for number in self.page_numbers for entry in await self.entries(number)]

    async def find(self, entry_id: str) -> tuple[int, Entry] | None:
        """Return the number of the page and the entry of that id; None when there is none."""
        for number in self.page_numbers:
            for entry in await self.entries(number):
                if entry.id == entry_id:
                    return number, entry
        return None

    async def add(self, entry: Entry) -> None:
        """Add an entry to the newest page, or to a new one if that is full.

        Call it inside change(). An entry of the same id in the newest page is replaced: it comes
        from a retried save.
        """
        newest = next(iter(self.page_numbers), 0)
        await self._database.load(page_name(newest))
        self._database.table(page_name(newest)).remove(where("id") == entry.id)
        full = len(self._database.table(page_name(newest))) >= ENTRIES_PER_PAGE
        full = full or page_name(newest) in self._database.unreadable
        self._insert(newest + full, [entry])

    async def has_room(self, new: Entry) -> bool:
        """Return whether `new` is within the limits; a stored entry of the same id is not counted.

        A save that timed out may have stored it, before it was retried.
        """
        if len(self.page_numbers) >= MAX_ENTRIES // ENTRIES_PER_PAGE:
            others = [entry for entry in await self.all() if entry.id != new.id]
            if len(others) >= MAX_ENTRIES:
                return False
        # Stop at the first page that also has entries of another day: older pages have no entry of
        # that day.
        count = 0
        for number in self.page_numbers:
            entries = [entry for entry in await self.entries(number) if entry.id != new.id]
            same_day = sum(entry.at.date() == new.at.date() for entry in entries)
            count += same_day
            if same_day < len(entries) or count >= MAX_ENTRIES_PER_DAY:
                break
        return count < MAX_ENTRIES_PER_DAY

    async def erase(self, entry_id: str) -> None:
        """Erase an entry, if there is one of that id. Call it inside change().

        Raises:
            SaveError: when the entry may be in a page that the device can't read.
        """
        location = await self.find(entry_id)
        if location is None and self._database.unreadable:
            raise SaveError("the entry may be in a record that can't be read")
        if location:
            self._database.table(page_name(location[0])).remove(where("id") == entry_id)

    async def replace(self, entries: Iterable[Entry]) -> None:
        """Replace all entries with `entries`, sorted by time. Call it inside change()."""
        in_order = sorted(entries, key=lambda entry: entry.at)
        last = max(self.page_numbers, default=0)
        for number in range(max(last + 1, -(-len(in_order) // ENTRIES_PER_PAGE))):
            page = in_order[number * ENTRIES_PER_PAGE : (number + 1) * ENTRIES_PER_PAGE]
            await self._database.load(page_name(number))
            self._database.put(page_name(number))
            self._insert(number, page)

    async def older_than(self, cutoff: dt.datetime) -> dict[int, list[str]]:
        """Return the ids of the entries older than `cutoff`, by the number of their page.

        Pages are in order of time, unless a clock was wrong: the search starts at the oldest page,
        and ends at the first page without such an entry.
        """
        ids_by_page: dict[int, list[str]] = {}
        for number in reversed(self.page_numbers):
            old_ids = [entry.id for entry in await self.entries(number) if entry.at < cutoff]
            if not old_ids:
                break
            ids_by_page[number] = old_ids
        return ids_by_page

    def erase_from_page(self, number: int, ids: list[str]) -> None:
        """Erase entries of a page, which is loaded. Call it inside change()."""
        self._database.table(page_name(number)).remove(where("id").one_of(ids))

    def _insert(self, number: int, entries: list[Entry]) -> None:
        documents = [entry.model_dump(mode="json", exclude_none=True) for entry in entries]
        self._database.table(page_name(number)).insert_multiple(documents)
