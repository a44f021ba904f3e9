import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from sv_app.data import device
from sv_app.data.storage.backend import StorageBackend
from sv_app.domain.self_check import Degree, Draft
from tests.data.fake_backends import FakeRecords
from tests.loop import in_a_loop


@pytest.fixture(autouse=True)
def app_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Never the folder of whoever runs the tests."""
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def records() -> FakeRecords:
    return FakeRecords()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, records: FakeRecords) -> list[tuple[str, str | None]]:
    said: list[tuple[str, str | None]] = []

    async def yes() -> bool:
        return True

    page = SimpleNamespace(
        records=records,
        keys=SimpleNamespace(),
        isOffline=yes,
        languages=lambda: ["fr-FR", "en"],
        say=lambda name, value: said.append((name, value)),
    )
    monkeypatch.setitem(sys.modules, "sv_device", page)
    monkeypatch.setattr(device, "IN_BROWSER", True)
    return said


async def keep(backend: StorageBackend) -> None:
    assert await backend.claim()
    await backend.commit({"record": b"kept"})


@in_a_loop
async def test_on_a_phone_the_journal_is_a_file_of_the_app(
    app_folder: Path,
) -> None:
    await keep(device.journal_backend(served=False))
    assert any(b"kept" in file.read_bytes() for file in app_folder.rglob("*") if file.is_file())
    assert await device.journal_backend(served=False).read("record") == b"kept"


@in_a_loop
async def test_on_a_server_nothing_is_written_nor_shared(
    app_folder: Path,
) -> None:
    backend = device.journal_backend(served=True)
    await keep(backend)
    assert not list(app_folder.iterdir())
    assert await device.journal_backend(served=True).read("record") is None


@pytest.mark.usefixtures("said")
@in_a_loop
async def test_in_a_browser_the_journal_is_where_the_page_keeps_it(
    records: FakeRecords, app_folder: Path
) -> None:
    await keep(device.journal_backend(served=False))
    assert records.database.records == {"record": b"kept"}
    assert not list(app_folder.iterdir())
    assert await device.journal_backend(served=False).read("record") == b"kept"


def test_in_a_browser_the_page_tells_the_languages_and_is_told(
    said: list[tuple[str, str | None]],
) -> None:
    assert device.languages() == ["fr-FR", "en"]
    device.say("language", "fr")
    device.say("ready")
    assert said == [("language", "fr"), ("ready", None)]


@in_a_loop
async def test_page_holds_a_draft_and_gives_it_back(
    said: list[tuple[str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft().answered(Degree.A_LOT)
    text = draft.model_dump_json()
    held: list[object] = [text, None, False, "", "{", '{"position": 99}', '{"check": 1}']

    async def ask(name: str) -> object:
        assert name == "take-draft"
        return held.pop(0)

    monkeypatch.setattr(sys.modules["sv_device"], "ask", ask, raising=False)
    device.hold_draft(draft)
    device.hold_draft(None)
    assert said == [("hold-draft", text), ("hold-draft", None)]
    assert [await device.take_draft() for _ in tuple(held)] == [draft, *[None] * 6]


@in_a_loop
async def test_no_page_holds_a_draft_outside_a_browser() -> None:
    device.hold_draft(Draft())
    assert await device.take_draft() is None


@in_a_loop
async def test_what_is_installed_works_offline_and_what_is_served_does_not() -> None:
    assert await device.works_offline(served=False)
    assert not await device.works_offline(served=True)


@pytest.mark.usefixtures("said")
@in_a_loop
async def test_in_a_browser_the_page_knows_whether_all_of_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def no() -> bool:
        return False

    assert await device.works_offline(served=False)
    monkeypatch.setattr(sys.modules["sv_device"], "isOffline", no)
    assert not await device.works_offline(served=False)


def test_elsewhere_there_is_no_page_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sv_device", raising=False)
    device.say("ready")
    assert all(isinstance(code, str) for code in device.languages())
