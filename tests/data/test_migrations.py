"""The files of every version of the storage can still be read; no fixture is ever removed."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from sv_app.data.schema import QUARANTINE, V1_RECORD, VERSION
from sv_app.data.storage.file import FileBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Settings, StorageState
from sv_app.domain.self_check import (
    ContextQuestion,
    Degree,
    Draft,
    Duration,
    SelfCheck,
    Sign,
    Step,
    StepUpCriterion,
    YesNo,
)
from tests.data.crash_injection import CrashError
from tests.data.journal_builder import (
    BUDDY,
    CONTACT,
    DRAFT,
    FIRST_CHECK,
    PASSCODE,
    PIN,
    all_entries,
    journal_data,
    open_journal,
    open_own_journal,
)
from tests.fakes import set_clock
from tests.loop import run_in_event_loop

FIXTURES = Path(__file__).with_name("fixtures")
FIRST_VERSION = (FIXTURES / "v1" / "journal.json").read_bytes()


@pytest.fixture(autouse=True)
def fixture_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the clock to the date of the fixtures, whose entries would otherwise have expired."""
    set_clock(monkeypatch, lambda: dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))


def copied_fixture(name: str, folder: Path) -> FileBackend:
    return FileBackend(shutil.copytree(FIXTURES / name, folder / name))


def test_every_version_has_a_fixture() -> None:
    names = {path.name for path in FIXTURES.iterdir() if path.is_dir()}
    assert {f"v{number}" for number in range(1, VERSION + 1)} <= names


@run_in_event_loop
async def test_version_1_is_migrated_and_its_file_is_removed(tmp_path: Path) -> None:
    backend = copied_fixture("v1", tmp_path)
    journal = await open_journal(backend)
    assert journal.storage_state is StorageState.ON_DEVICE
    assert journal.quarantined_count == 0
    assert [entry.check for entry in await all_entries(journal)] == [
        SelfCheck(answers={Sign.ANXIETY: Degree.SOMEWHAT}),
        SelfCheck(
            answers={
                Sign.GUILT: Degree.A_LOT,
                ContextQuestion.SINCE: Duration.DAYS,
                StepUpCriterion.DANGER_TO_SOMEONE: YesNo.NO,
            }
        ),
    ]
    assert journal.draft() == Draft(check=SelfCheck(answers={Sign.WITHDRAWAL: Degree.NOT_AT_ALL}))
    assert journal.settings() == Settings(language="fr", own_device=True)
    original = await journal_data(journal)
    assert not (tmp_path / "v1" / "journal.json").exists()
    backend.close()
    assert await journal_data(await open_own_journal(FileBackend(tmp_path / "v1"))) == original


@pytest.mark.parametrize("renames", [0, 1])
@run_in_event_loop
async def test_killed_erasure_of_version_1_leaves_all_of_the_record_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    """A crash between the renames once left its text in a file that the app did not know."""
    backend = copied_fixture("v1", tmp_path)
    await backend.acquire_writer()
    real_replace, done = Path.replace, 0

    def replace(path: Path, target: Path) -> Path:
        nonlocal done
        if done == renames:
            raise CrashError
        done += 1
        return real_replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        with pytest.raises(CrashError):
            await backend.erase()
    names = await FileBackend(tmp_path / "v1").names()
    contents = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert (V1_RECORD in names) is (FIRST_VERSION in contents) is (renames == 0)


@pytest.mark.parametrize("name", ["v2", "v2-passcode"])
@run_in_event_loop
async def test_version_2_is_read(tmp_path: Path, name: str) -> None:
    journal = await open_journal(copied_fixture(name, tmp_path))
    if name.endswith("passcode"):
        assert journal.storage_state is StorageState.LOCKED
        await journal.unlock(PASSCODE)
    entries, *rest = await journal_data(journal)
    assert [entry.check for entry in await all_entries(journal)] == [FIRST_CHECK]
    assert len(entries) == 1  # type: ignore[arg-type]
    # It was stored before the questions about danger were asked, which now come first.
    draft = DRAFT.with_step(Step.SAFETY)
    assert rest == [draft, Settings(language="fr", own_device=True), (CONTACT,), (PIN,)]
    assert journal.quarantined_count == 0


@run_in_event_loop
async def test_version_2_with_roles_is_read_and_stored_again(tmp_path: Path) -> None:
    journal = await open_journal(copied_fixture("v2-roles", tmp_path))
    assert journal.contacts() == (CONTACT, BUDDY)
    assert journal.quarantined_count == 0
    await journal.save_contacts((BUDDY, CONTACT))
    assert journal.contacts() == (BUDDY, CONTACT)


@run_in_event_loop
async def test_contact_without_a_role_is_stored_as_builds_without_roles_read_it() -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    await journal.save_contacts((CONTACT,))
    stored = json.loads(backend.records["contacts"])
    assert stored == {"1": {"id": CONTACT.id, "name": CONTACT.name, "phone": CONTACT.phone}}


@pytest.mark.parametrize("length", range(0, len(FIRST_VERSION), 40))
@run_in_event_loop
async def test_truncated_version_1_is_quarantined(length: int) -> None:
    backend = MemoryBackend({"journal": FIRST_VERSION[:length]})
    journal = await open_own_journal(backend)
    assert journal.quarantined_count == 1
    assert backend.records[f"{QUARANTINE}journal-0"] == FIRST_VERSION[:length]
    assert "journal" not in backend.records
    await journal.add(FIRST_CHECK)
    assert len(await all_entries(await open_own_journal(backend))) == 1


@run_in_event_loop
async def test_readable_entries_of_a_damaged_version_1_are_migrated() -> None:
    damaged = FIRST_VERSION.replace(b'"a-lot"', b'"a-lots"')
    backend = MemoryBackend({"journal": damaged})
    journal = await open_own_journal(backend)
    assert [e.check for e in await all_entries(journal)] == [
        SelfCheck(answers={Sign.ANXIETY: Degree.SOMEWHAT})
    ]
    assert backend.records[f"{QUARANTINE}journal-0"] == damaged


@pytest.mark.parametrize(
    ("sound", "damage"), [(b'"fr"', b"7"), (b'"position"', b'"place"')], ids=["settings", "draft"]
)
@run_in_event_loop
async def test_damage_of_another_table_of_version_1_loses_no_entry(
    sound: bytes, damage: bytes
) -> None:
    assert sound in FIRST_VERSION
    damaged = FIRST_VERSION.replace(sound, damage)
    backend = MemoryBackend({"journal": damaged})
    entries = await all_entries(await open_own_journal(backend))
    assert entries == await all_entries(
        await open_own_journal(MemoryBackend({"journal": FIRST_VERSION}))
    )
    assert backend.records[f"{QUARANTINE}journal-0"] == damaged


@run_in_event_loop
async def test_crash_before_the_old_version_is_deleted_does_no_harm() -> None:
    backend = MemoryBackend({"journal": FIRST_VERSION})
    journal = await open_own_journal(backend)
    await journal.add(FIRST_CHECK)
    original = await journal_data(journal)
    backend.records["journal"] = FIRST_VERSION
    reopened = await open_own_journal(backend)
    assert await journal_data(reopened) == original
    assert "journal" not in backend.records
