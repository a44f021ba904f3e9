"""The repository of entries, in pages of a few: saving costs the same after ten years."""

import datetime as dt
from collections.abc import Iterable

from tinydb import where

from sv_app.data.database import EncryptedDatabase
from sv_app.domain.journal import MAX_ENTRIES, MAX_ENTRIES_PER_DAY, Entry, EntryPage, SaveError

PAGE_SIZE = 32
PREFIX = "entries-"


def page_name(number: int) -> str:
    """The table of a page; the highest number holds the entries added last."""
    return f"{PREFIX}{number}"


class EntryRepository:
    """Entries in order of adding, over a database."""

    def __init__(self, database: EncryptedDatabase) -> None:
        """Keep them in `database`."""
        self._database = database

    @property
    def numbers(self) -> list[int]:
        """The numbers of all pages, newest first; none while they are locked."""
        names = () if self._database.locked else self._database.names
        pages = (name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX))
        return sorted((int(page) for page in pages if page.isdecimal()), reverse=True)

    async def entries(self, number: int) -> tuple[Entry, ...]:
        """One page, newest first."""
        await self._database.load(page_name(number))
        found = self._database.models(page_name(number))
        if found is None:
            documents = self._database.table(page_name(number)).all()
            found = [Entry.model_validate(dict(document)) for document in documents]
        # Reversed first: the last added of one instant is the newest.
        entries = (entry for entry in reversed(found) if isinstance(entry, Entry))
        return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))

    async def page(self, number: int | None) -> EntryPage:
        """The page of that number; the newest, with the one before if it is short."""
        found: tuple[Entry, ...] = ()
        for page in self.numbers:
            if number is not None and page > number:
                continue
            if found and (number is not None or len(found) >= PAGE_SIZE):
                return EntryPage(entries=found, older=page)
            found += await self.entries(page)
        return EntryPage(entries=found)

    async def every(self) -> list[Entry]:
        """All entries, by page, newest first."""
        return [entry for number in self.numbers for entry in await self.entries(number)]

    async def find(self, entry_id: str) -> tuple[int, Entry] | None:
        """The entry of that id, and the number of its page."""
        for number in self.numbers:
            for entry in await self.entries(number):
                if entry.id == entry_id:
                    return number, entry
        return None

    async def add(self, entry: Entry) -> None:
        """Add an entry to the newest page, or to a new one; inside a change.

        It takes the place of one of the same id there: a save that was tried again.
        """
        newest = next(iter(self.numbers), 0)
        await self._database.load(page_name(newest))
        self._database.table(page_name(newest)).remove(where("id") == entry.id)
        full = len(self._database.table(page_name(newest))) >= PAGE_SIZE
        full = full or page_name(newest) in self._database.unreadable
        self._insert(newest + full, [entry])

    async def has_room(self, new: Entry) -> bool:
        """Whether `new` is within the limits; one of the same id, kept late, counts once."""
        if len(self.numbers) >= MAX_ENTRIES // PAGE_SIZE:
            others = [entry for entry in await self.every() if entry.id != new.id]
            if len(others) >= MAX_ENTRIES:
                return False
        # The newest page tells, unless all of it is of that day.
        count = 0
        for number in self.numbers:
            entries = [entry for entry in await self.entries(number) if entry.id != new.id]
            of_the_day = sum(entry.at.date() == new.at.date() for entry in entries)
            count += of_the_day
            if of_the_day < len(entries) or count >= MAX_ENTRIES_PER_DAY:
                break
        return count < MAX_ENTRIES_PER_DAY

    async def delete(self, entry_id: str) -> None:
        """Erase an entry, if it is there; inside a change.

        Raises:
            SaveError: when it may be in a page that the device can't read.
        """
        found = await self.find(entry_id)
        if found is None and self._database.unreadable:
            raise SaveError("the entry may be in a record that can't be read")
        if found:
            self._database.table(page_name(found[0])).remove(where("id") == entry_id)

    async def replace(self, entries: Iterable[Entry]) -> None:
        """Make these all there is, in order of time; inside a change."""
        in_order = sorted(entries, key=lambda entry: entry.at)
        last = max(self.numbers, default=0)
        for number in range(max(last + 1, -(-len(in_order) // PAGE_SIZE))):
            page = in_order[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]
            await self._database.load(page_name(number))
            self._database.put(page_name(number))
            self._insert(number, page)

    async def older_than(self, before: dt.datetime) -> dict[int, list[str]]:
        """The ids of the entries older than `before`, by the number of their page.

        Pages are in order of time, but for a clock that was wrong: from the oldest on,
        the first one without such an entry ends the search.
        """
        found: dict[int, list[str]] = {}
        for number in reversed(self.numbers):
            old = [entry.id for entry in await self.entries(number) if entry.at < before]
            if not old:
                break
            found[number] = old
        return found

    def remove(self, number: int, ids: list[str]) -> None:
        """Erase entries of a page that was read; inside a change."""
        self._database.table(page_name(number)).remove(where("id").one_of(ids))

    def _insert(self, number: int, entries: list[Entry]) -> None:
        documents = [entry.model_dump(mode="json", exclude_none=True) for entry in entries]
        self._database.table(page_name(number)).insert_multiple(documents)
