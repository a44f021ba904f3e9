"""What the app gets from its device: storage, languages, messages to the page, offline state."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from sv_app.data import device
from sv_app.data.storage.backend import StorageBackend
from sv_app.domain.self_check import Degree, Draft, SelfCheck, Sign, Step, StepUpCriterion, YesNo
from tests.data.fake_backends import FakeRecords
from tests.loop import run_in_event_loop


@pytest.fixture(autouse=True)
def app_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary data folder, instead of that of the user who runs the tests."""
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def records() -> FakeRecords:
    return FakeRecords()


@pytest.fixture
def messages() -> list[tuple[str, str | None]]:
    """The messages that the fake `sv_device` of the fixture `in_browser` has sent to the page."""
    return []


@pytest.fixture
def in_browser(
    monkeypatch: pytest.MonkeyPatch,
    records: FakeRecords,
    messages: list[tuple[str, str | None]],
) -> None:
    """Run the app as in a browser, with a fake `sv_device` that has `records`."""

    async def yes() -> bool:
        return True

    sv_device = SimpleNamespace(
        records=records,
        keys=SimpleNamespace(),
        address=lambda: "https://soutien.example/",
        isAvailableOffline=yes,
        languages=lambda: ["fr-FR", "en"],
        preferences=lambda: SimpleNamespace(shares=True),
        post_message=lambda name, value: messages.append((name, value)),
    )
    monkeypatch.setitem(sys.modules, "sv_device", sv_device)
    monkeypatch.setattr(device, "IN_BROWSER", True)


async def store_record(backend: StorageBackend) -> None:
    assert await backend.acquire_writer()
    await backend.commit({"record": b"kept"})


@run_in_event_loop
async def test_native_journal_is_in_a_file_of_the_app(
    app_folder: Path,
) -> None:
    await store_record(device.journal_backend(on_server=False))
    assert any(b"kept" in file.read_bytes() for file in app_folder.rglob("*") if file.is_file())
    assert await device.journal_backend(on_server=False).read("record") == b"kept"


@run_in_event_loop
async def test_journal_on_a_server_is_neither_written_nor_shared(
    app_folder: Path,
) -> None:
    backend = device.journal_backend(on_server=True)
    await store_record(backend)
    assert not list(app_folder.iterdir())
    assert await device.journal_backend(on_server=True).read("record") is None


@pytest.mark.usefixtures("in_browser")
@run_in_event_loop
async def test_browser_journal_is_in_the_records_of_the_worker(
    records: FakeRecords, app_folder: Path
) -> None:
    await store_record(device.journal_backend(on_server=False))
    assert records.database.records == {"record": b"kept"}
    assert not list(app_folder.iterdir())
    assert await device.journal_backend(on_server=False).read("record") == b"kept"


@pytest.mark.usefixtures("in_browser")
def test_worker_gives_languages_and_sends_messages_to_the_page(
    messages: list[tuple[str, str | None]],
) -> None:
    assert device.languages() == ["fr-FR", "en"]
    device.post_message("language", "fr")
    device.post_message("ready")
    assert messages == [("language", "fr"), ("ready", None)]


def test_only_a_browser_tells_whether_it_has_a_share_sheet(
    request: pytest.FixtureRequest,
) -> None:
    assert device.has_share_sheet() is None
    request.getfixturevalue("in_browser")
    assert device.has_share_sheet() is True


@pytest.mark.usefixtures("in_browser")
@run_in_event_loop
async def test_page_holds_a_draft_and_returns_it_if_valid(
    messages: list[tuple[str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft().with_answer(Step.WITHDRAWAL, Degree.A_LOT)
    text = draft.model_dump_json()
    answers: list[object] = [text, None, False, "", "{", '{"position": 99}', '{"check": 1}']
    # A draft that a page of a version until 2026-11 held.
    older = '{"check": {"answers": {"guilt": "a-lot", "danger": "no"}}, "position": 2}'
    answers.append(older)

    async def ask(name: str) -> object:
        assert name == "get-draft"
        return answers.pop(0)

    monkeypatch.setattr(sys.modules["sv_device"], "ask", ask, raising=False)
    device.keep_draft_for_reload(draft)
    device.keep_draft_for_reload(None)
    assert messages == [("set-draft", text), ("set-draft", None)]
    assert [await device.get_draft_after_reload() for _ in tuple(answers)] == [
        draft,
        *[None] * 6,
        Draft(
            check=SelfCheck(
                answers={Sign.GUILT: Degree.A_LOT, StepUpCriterion.DANGER_TO_SOMEONE: YesNo.NO}
            ),
            step=Step.ANXIETY,
        ),
    ]


@run_in_event_loop
async def test_no_page_holds_a_draft_outside_a_browser() -> None:
    device.keep_draft_for_reload(Draft())
    assert await device.get_draft_after_reload() is None


@run_in_event_loop
async def test_native_app_works_offline_and_an_app_on_a_server_does_not() -> None:
    assert await device.works_offline(on_server=False)
    assert not await device.works_offline(on_server=True)


@pytest.mark.usefixtures("in_browser")
@run_in_event_loop
async def test_worker_tells_whether_the_app_works_offline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def no() -> bool:
        return False

    assert await device.works_offline(on_server=False)
    monkeypatch.setattr(sys.modules["sv_device"], "isAvailableOffline", no)
    assert not await device.works_offline(on_server=False)


@pytest.mark.usefixtures("in_browser")
@run_in_event_loop
async def test_request_ledger_is_that_of_the_page_if_valid(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    valid = (
        '{"since": "2026-11-23T13:05:00.000Z", "complete": true, "unlisted": 0, "refused": [],'
        ' "files": [{"name": "app.zip", "device": 1, "host": 2}]}'
    )
    answers = [valid, '{"files": {"app.zip": 3}}']

    async def ask(name: str) -> object:
        assert name == "get-requests"
        return answers.pop(0)

    monkeypatch.setattr(sys.modules["sv_device"], "ask", ask, raising=False)
    ledger = await device.request_ledger()
    assert ledger
    assert (ledger.from_device, ledger.from_host) == (1, 2)
    assert await device.request_ledger() is None


@run_in_event_loop
async def test_nothing_counts_requests_outside_a_browser() -> None:
    assert await device.request_ledger() is None


@pytest.mark.usefixtures("in_browser")
def test_address_is_that_of_the_page() -> None:
    assert device.address() == "https://soutien.example/"


def test_app_has_no_address_without_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sv_device", raising=False)
    assert device.address() == ""


def test_messages_are_ignored_without_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sv_device", raising=False)
    device.post_message("ready")
    assert device.languages() == []
