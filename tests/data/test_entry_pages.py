"""Opening reads, and saving writes, as much after ten years as after two months."""

import datetime as dt
from collections.abc import Mapping

import pytest

from sv_app.data.entries import ENTRIES_PER_PAGE
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.export_format import ImportPlan
from sv_app.domain.journal import Entry, Retention, Settings
from tests.data.journal_builder import FIRST_CHECK, open_journal, open_own_journal
from tests.loop import run_in_event_loop


class CountingBackend(MemoryBackend):
    """A memory backend that notes each read and each commit."""

    def __init__(self, records: Mapping[str, bytes] | None = None) -> None:
        super().__init__(records)
        self.read_names: list[str] = []
        self.written: list[dict[str, bytes | None]] = []

    async def read(self, name: str) -> bytes | None:
        self.read_names.append(name)
        return await super().read(name)

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        self.written.append(dict(changes))
        await super().commit(changes)


async def filled_backend(days: int, retention: Retention) -> CountingBackend:
    """Return a backend that holds an entry for each of the last `days` days."""
    backend = CountingBackend()
    journal = await open_own_journal(backend)
    await journal.save_settings(Settings(own_device=True, retention=retention))
    now = dt.datetime.now(dt.UTC)
    dates = (now - dt.timedelta(days=number) for number in range(days, 0, -1))
    entries = [Entry(id=f"{n:032x}", at=at, check=FIRST_CHECK) for n, at in enumerate(dates)]
    await journal.apply_import(ImportPlan(entries=tuple(entries)))
    backend.read_names.clear()
    backend.written.clear()
    return backend


@pytest.mark.parametrize("retention", [Retention.UNTIL_ERASED, Retention.YEAR])
@run_in_event_loop
async def test_opening_and_saving_cost_the_same_in_a_long_journal(retention: Retention) -> None:
    reads, sizes = [], []
    # Ten years of entries, or almost a year: older entries would expire.
    most_pages = 114 if retention is Retention.UNTIL_ERASED else 11
    for full_pages in (2, most_pages):
        backend = await filled_backend(full_pages * ENTRIES_PER_PAGE + 2, retention)
        journal = await open_journal(backend)
        batch = await journal.batch()
        assert ENTRIES_PER_PAGE <= len(batch.entries) < 2 * ENTRIES_PER_PAGE
        reads.append(len(backend.read_names))
        await journal.add(FIRST_CHECK)
        [written] = backend.written
        sizes.append(sum(len(data or b"") for data in written.values()))
    assert reads[0] == reads[1] < 10
    assert sizes[0] == sizes[1] < sum(len(data) for data in backend.records.values()) / 4
