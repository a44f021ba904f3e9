"""The places a journal may be kept in, and one that refuses."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from sv_app.data.storages.browser import BrowserPlace
from sv_app.data.storages.durable import Place
from sv_app.data.storages.file import FilePlace
from sv_app.data.storages.memory import MemoryPlace

Reopen = Callable[[], Place]
"""Gives the place as the app finds it when it starts."""


class FakeRecords:
    """IndexedDB by name; each write takes the next of `delays` turns to be durable."""

    def __init__(self, delays: Iterable[int] = ()) -> None:
        self.texts: dict[str, str] = {}
        self._delays = iter(delays)

    async def read(self, name: str) -> str | None:
        await asyncio.sleep(0)
        return self.texts.get(name)

    async def write(self, name: str, text: str) -> None:
        for _ in range(next(self._delays, 1)):
            await asyncio.sleep(0)
        self.texts[name] = text


class RefusingPlace:
    """A place that refuses to save while `refusing`, as a full disk does."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.refusing = False
        self.saves = 0

    async def load(self) -> str | None:
        return await self.place.load()

    async def save(self, text: str) -> None:
        self.saves += 1
        if self.refusing:
            await asyncio.sleep(0)
            raise OSError("no space left on device")
        await self.place.save(text)


def a_file(folder: Path) -> Reopen:
    return lambda: FilePlace(folder / "app" / "journal.json")


def a_browser() -> Reopen:
    records = FakeRecords()
    return lambda: BrowserPlace(records)


def a_session() -> Reopen:
    place = MemoryPlace()
    return lambda: place
