"""Compares a journal of ten years of daily entries with a journal of ten entries: opening, saving.

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
from sv_app.domain.export_format import ImportPlan
from sv_app.domain.journal import Entry, Retention, Settings
from tests.data.journal_builder import FIRST_CHECK, open_own_journal

FEW, MANY = 10, 3_650
MAX_RATIO = 1.3


async def make_journal(folder: Path, count: int) -> None:
    """Make a journal of `count` entries, one for each day until yesterday."""
    backend = FileBackend(folder)
    journal = await open_own_journal(backend)
    await journal.save_settings(Settings(own_device=True, retention=Retention.UNTIL_ERASED))
    now = dt.datetime.now(dt.UTC)
    days = (now - dt.timedelta(days=number) for number in range(count, 0, -1))
    entries = [Entry(id=f"{n:032x}", at=at, check=FIRST_CHECK) for n, at in enumerate(days)]
    await journal.apply_import(ImportPlan(entries=tuple(entries)))
    backend.close()


async def time_of(act: Callable[[], Awaitable[object]]) -> float:
    """Return the seconds that `act` takes."""
    start = time.perf_counter()
    await act()
    return time.perf_counter() - start


async def measure(folder: Path) -> tuple[float, float]:
    """Return the seconds to open the journal and read its first page, and those to save an entry.

    The new entry is deleted afterwards.
    """
    backend = FileBackend(folder)
    journals: list[Journal] = []

    async def open_journal() -> None:
        journals.append(await Journal.open(backend, NativeKeys()))
        await journals[0].batch()

    open_time = await time_of(open_journal)
    save_time = await time_of(lambda: journals[0].add(FIRST_CHECK))
    await journals[0].erase_entry((await journals[0].batch()).entries[0].id)
    backend.close()
    return open_time, save_time


async def compare(rounds: int) -> dict[str, tuple[float, float]]:
    """Return the medians of opening and saving, in seconds, each with few entries and with many."""
    with tempfile.TemporaryDirectory() as folder:
        sizes = {count: Path(folder) / str(count) for count in (FEW, MANY)}
        for count, path in sizes.items():
            await make_journal(path, count)
        samples = {count: [] for count in sizes}  # type: dict[int, list[tuple[float, float]]]
        for _ in range(rounds):  # alternate, so that other load on the machine affects both
            for count, path in sizes.items():
                samples[count].append(await measure(path))
    few, many = (
        [statistics.median(column) for column in zip(*samples[count], strict=True)]
        for count in (FEW, MANY)
    )
    return {"open": (few[0], many[0]), "save": (few[1], many[1])}


def main() -> None:
    """Print the medians; fail when they are above the limits."""
    cipher.ROUNDS = 1
    medians = asyncio.run(compare(60))
    for name, (few, many) in medians.items():
        print(
            f"{name}: {few * 1000:.2f} ms with {FEW} entries, "
            f"{many * 1000:.2f} ms with {MANY} ({many / few:.2f} ×)"
        )
    for name, (few, many) in medians.items():
        assert many <= MAX_RATIO * few, name


if __name__ == "__main__":
    main()
