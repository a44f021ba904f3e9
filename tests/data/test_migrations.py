"""What every version ever released has kept can still be read; its files stay here for ever."""

import asyncio
import datetime as dt
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from sv_app.data import journal as journal_module
from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.schema import VERSION
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
    StepUp,
    YesNo,
)
from tests.data.journal_builder import CONTACT, DRAFT, FIRST, PIN, entries, holdings, opened
from tests.loop import in_a_loop

FIXTURES = Path(__file__).with_name("fixtures")
CODE = "cinq mots pris au hasard"
FIRST_VERSION = (FIXTURES / "v1" / "journal.json").read_bytes()


class Then(dt.datetime):
    """When the fixtures were made: else what they hold would be too old to keep."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "dt.datetime":  # type: ignore[override]
        return dt.datetime(2026, 11, 24, 12, tzinfo=tz)


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "dt", SimpleNamespace(datetime=Then, UTC=dt.UTC))


def copied(name: str, folder: Path) -> FileBackend:
    return FileBackend(shutil.copytree(FIXTURES / name, folder / name))


def test_there_is_a_fixture_of_every_version() -> None:
    found = {path.name for path in FIXTURES.iterdir() if path.is_dir()}
    assert {f"v{number}" for number in range(1, VERSION + 1)} <= found


@in_a_loop
async def test_version_1_is_read_kept_anew_and_its_file_is_gone(tmp_path: Path) -> None:
    backend = copied("v1", tmp_path)
    journal = await Journal.open(backend, NativeKeys())
    assert journal.storage_state is StorageState.KEPT
    assert journal.damaged == 0
    assert [entry.check for entry in await entries(journal)] == [
        SelfCheck(answers={Sign.ANXIETY: Degree.SOMEWHAT}),
        SelfCheck(
            answers={
                Sign.GUILT: Degree.A_LOT,
                ContextQuestion.SINCE: Duration.DAYS,
                StepUp.DANGER: YesNo.NO,
            }
        ),
    ]
    draft = Draft(check=SelfCheck(answers={Sign.WITHDRAWAL: Degree.NOT_AT_ALL}), position=1)
    assert journal.draft() == draft
    assert journal.settings() == Settings(language="fr", own_device=True)
    whole = await holdings(journal)
    assert not (tmp_path / "v1" / "journal.json").exists()
    backend.close()
    assert await holdings(await opened(FileBackend(tmp_path / "v1"))) == whole


@pytest.mark.parametrize("name", ["v2", "v2-passcode"])
@in_a_loop
async def test_version_2_is_read(tmp_path: Path, name: str) -> None:
    journal = await Journal.open(copied(name, tmp_path), NativeKeys())
    if name.endswith("passcode"):
        assert journal.storage_state is StorageState.LOCKED
        await journal.unlock(CODE)
    found, *rest = await holdings(journal)
    assert [entry.check for entry in await entries(journal)] == [FIRST]
    assert len(found) == 1  # type: ignore[arg-type]
    assert rest == [DRAFT, Settings(language="fr", own_device=True), (CONTACT,), (PIN,)]
    assert journal.damaged == 0


@pytest.mark.parametrize("length", range(0, len(FIRST_VERSION), 40))
def test_a_truncated_version_1_is_set_aside(length: int) -> None:
    async def story() -> None:
        backend = MemoryBackend({"journal": FIRST_VERSION[:length]})
        journal = await opened(backend)
        assert journal.damaged == 1
        assert backend.records["aside-journal-0"] == FIRST_VERSION[:length]
        assert "journal" not in backend.records
        await journal.add(FIRST)
        assert len(await entries(await opened(backend))) == 1

    asyncio.run(story())


@in_a_loop
async def test_of_a_version_1_that_is_partly_damaged_the_rest_is_read() -> None:
    damaged = FIRST_VERSION.replace(b'"a-lot"', b'"a-lots"')
    backend = MemoryBackend({"journal": damaged})
    journal = await opened(backend)
    assert [e.check for e in await entries(journal)] == [
        SelfCheck(answers={Sign.ANXIETY: Degree.SOMEWHAT})
    ]
    assert backend.records["aside-journal-0"] == damaged


@in_a_loop
async def test_a_crash_between_keeping_the_new_and_deleting_the_old_does_no_harm() -> None:
    backend = MemoryBackend({"journal": FIRST_VERSION})
    journal = await opened(backend)
    await journal.add(FIRST)
    whole = await holdings(journal)
    backend.records["journal"] = FIRST_VERSION
    again = await opened(backend)
    assert await holdings(again) == whole
    assert "journal" not in backend.records
