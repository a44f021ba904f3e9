"""What ten years of daily checks cost: saving and opening, beside ten entries.

python -m tests.bench.journal
"""

import asyncio
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from sv_app.data.crypto import cipher
from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage.file import FileBackend
from sv_app.domain.export_format import Import
from sv_app.domain.journal import Entry, Retention, Settings
from tests.data.journal_builder import FIRST, opened

FEW, MANY = 10, 3_650
SAVE_RATIO, SAVE_EXTRA, OPEN_RATIO = 1.5, 0.010, 1.3


async def made(folder: Path, count: int) -> None:
    """A journal of one entry a day, the last one yesterday."""
    place = FileBackend(folder)
    journal = await opened(place)
    await journal.save_settings(Settings(own_device=True, retention=Retention.KEPT))
    now = dt.datetime.now(dt.UTC)
    days = (now - dt.timedelta(days=number) for number in range(count, 0, -1))
    entries = [Entry(id=f"{n:032x}", at=at, check=FIRST) for n, at in enumerate(days)]
    await journal.import_(Import(entries=tuple(entries)))
    place.close()


async def taken(act: Callable[[], Awaitable[object]]) -> float:
    """Seconds that `act` takes."""
    start = time.perf_counter()
    await act()
    return time.perf_counter() - start


async def measured(folder: Path) -> tuple[float, float]:
    """Seconds to open the journal and read its first page, then to save an entry and erase it."""
    place = FileBackend(folder)
    journals: list[Journal] = []

    async def opening() -> None:
        journals.append(await Journal.open(place, NativeKeys()))
        await journals[0].page()

    opened_in = await taken(opening)
    saved_in = await taken(lambda: journals[0].add(FIRST))
    await journals[0].delete((await journals[0].page()).entries[0].id)
    place.close()
    return opened_in, saved_in


async def compared(rounds: int) -> dict[str, tuple[float, float]]:
    """The medians of opening and saving, each with few entries and with many."""
    with tempfile.TemporaryDirectory() as folder:
        sizes = {count: Path(folder) / str(count) for count in (FEW, MANY)}
        for count, place in sizes.items():
            await made(place, count)
        found = {count: [] for count in sizes}  # type: dict[int, list[tuple[float, float]]]
        for _ in range(rounds):  # in turns: what else the machine does falls on both
            for count, place in sizes.items():
                found[count].append(await measured(place))
    few, many = (
        [statistics.median(column) for column in zip(*found[count], strict=True)]
        for count in (FEW, MANY)
    )
    return {"open": (few[0], many[0]), "save": (few[1], many[1])}


def main() -> None:
    """Print the medians, and whether they are what was promised."""
    cipher.ROUNDS = 1
    found = asyncio.run(compared(60))
    for name, (few, many) in found.items():
        print(
            f"{name}: {few * 1000:.2f} ms with {FEW} entries, "
            f"{many * 1000:.2f} ms with {MANY} ({many / few:.2f} ×)"
        )
    assert found["save"][1] <= SAVE_RATIO * found["save"][0] + SAVE_EXTRA
    assert found["open"][1] <= OPEN_RATIO * found["open"][0]


if __name__ == "__main__":
    main()
