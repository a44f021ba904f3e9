"""The tally in the journal: stored, moved, exported, imported, migrated and erased."""

import json
import shutil
from pathlib import Path

import pytest

from sv_app.data.storage.file import FileBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.export_format import ExportFile, ImportRejectedError, RejectReason, load
from sv_app.domain.journal import LimitReachedError, StorageState
from sv_app.domain.tally import MAX_CELLS, EncounterKind, TallyCell, new_tally, with_count_changed
from tests.data.export_files import export_file
from tests.data.journal_builder import (
    PASSCODE,
    filled_journal,
    journal_data,
    open_journal,
    open_own_journal,
)
from tests.data.test_migrations import FIXTURES
from tests.loop import run_in_event_loop

TALLY = with_count_changed(
    with_count_changed(new_tally("2026-10"), "2026-11", EncounterKind.FIRST),
    "2026-11",
    EncounterKind.FIRST,
)
CELL = {"month": "2026-11", "kind": "first", "count": 2}


@run_in_event_loop
async def test_tally_is_stored_until_it_is_turned_off() -> None:
    backend = MemoryBackend()
    journal = await filled_journal(backend)
    assert journal.tally() == ()
    await journal.save_tally(TALLY)
    assert (await open_own_journal(backend)).tally() == TALLY
    await journal.save_tally(())
    assert not [name for name in await backend.names() if name.startswith("tally")]
    assert (await open_own_journal(backend)).tally() == ()


@run_in_event_loop
async def test_tally_is_readable_while_the_journal_is_locked_and_after_a_new_passcode() -> None:
    journal = await filled_journal(MemoryBackend())
    await journal.save_tally(TALLY)
    await journal.set_passcode(PASSCODE)
    journal.lock()
    assert journal.storage_state is StorageState.LOCKED
    assert journal.tally() == TALLY


@run_in_event_loop
async def test_tally_moves_to_the_device_and_is_erased_with_everything() -> None:
    backend = MemoryBackend()
    journal = await open_journal(backend)
    await journal.save_tally(TALLY)
    assert not backend.records
    await journal.set_own_device(True)
    assert (await open_own_journal(backend)).tally() == TALLY
    await journal.erase_everything()
    assert not backend.records
    assert journal.tally() == ()


@run_in_event_loop
async def test_exported_tally_is_imported_once() -> None:
    journal = await filled_journal(MemoryBackend())
    await journal.save_tally(TALLY)
    data = await journal.export(None)
    other = await open_own_journal(MemoryBackend())
    plan = await other.preview_import(data)
    assert plan.tally_months == 2
    await other.apply_import(plan)
    assert other.tally() == TALLY
    again = await other.preview_import(data)
    assert (again.tally, again.tally_months) == ((), 0)


@run_in_event_loop
async def test_import_keeps_the_higher_number_of_each_month() -> None:
    journal = await open_own_journal(MemoryBackend())
    await journal.save_tally((TallyCell(month="2026-11", kind=EncounterKind.REMOTE, count=7),))
    await journal.apply_import(await journal.preview_import(export_file(version=3, tally=[CELL])))
    assert [(cell.kind, cell.count) for cell in journal.tally()] == [
        (EncounterKind.FIRST, 2),
        (EncounterKind.REMOTE, 7),
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([CELL, CELL], RejectReason.DUPLICATE),
        ([{**CELL, "month": "2026-13"}], RejectReason.DAMAGED),
        ([{**CELL, "month": "2026-11-03"}], RejectReason.DAMAGED),
        ([{**CELL, "kind": "other"}], RejectReason.DAMAGED),
        ([{**CELL, "count": -1}], RejectReason.DAMAGED),
        ([{**CELL, "count": "2"}], RejectReason.DAMAGED),
        ([{**CELL, "name": "Anne"}], RejectReason.DAMAGED),
    ],
)
def test_tally_that_is_not_valid_is_rejected(cells: list[object], reason: RejectReason) -> None:
    with pytest.raises(ImportRejectedError) as error:
        load(export_file(version=3, tally=cells))
    assert error.value.reason is reason


def test_file_of_version_2_has_no_tally_and_is_read() -> None:
    assert load(export_file(version=2)) == ExportFile(version=2)


@run_in_event_loop
async def test_export_holds_months_and_kinds_and_nothing_finer() -> None:
    journal = await filled_journal(MemoryBackend())
    await journal.save_tally(TALLY)
    exported = json.loads(await journal.export(None))
    assert exported["version"] == 3
    assert exported["tally"][-1] == CELL


@run_in_event_loop
async def test_too_many_cells_are_refused_and_nothing_changes() -> None:
    journal = await open_own_journal(MemoryBackend())
    await journal.save_tally(TALLY)
    months = (f"{year}-01" for year in range(1970, 2199))
    cells = [TallyCell(month=m, kind=k, count=0) for m in months for k in EncounterKind]
    with pytest.raises(LimitReachedError):
        await journal.save_tally(tuple(cells * 3)[: MAX_CELLS + 1])
    assert journal.tally() == TALLY


@pytest.mark.parametrize("name", ["v2", "v2-passcode"])
@run_in_event_loop
async def test_journal_of_version_2_without_the_table_gets_a_tally(
    tmp_path: Path, name: str
) -> None:
    backend = FileBackend(shutil.copytree(FIXTURES / name, tmp_path / name))
    journal = await open_journal(backend)
    assert journal.tally() == ()
    await journal.save_tally(TALLY)
    backend.close()
    reopened = await open_journal(FileBackend(tmp_path / name))
    assert reopened.tally() == TALLY
    assert reopened.quarantined_count == 0


@run_in_event_loop
async def test_damaged_cell_is_quarantined_and_the_others_are_read() -> None:
    backend = MemoryBackend()
    journal = await filled_journal(backend)
    await journal.save_tally(TALLY)
    before = await journal_data(journal)
    [name] = [name for name in backend.records if name.startswith("tally")]
    backend.records[name] = backend.records[name].replace(b'"2026-11"', b'"2026-99"')
    reopened = await open_own_journal(backend)
    assert reopened.tally() == new_tally("2026-10")
    assert reopened.quarantined_count == 1
    assert await journal_data(reopened) == before
