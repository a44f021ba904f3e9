"""The start of the app: with faulty content, a damaged journal, or Python on a server."""

from collections.abc import Mapping

import pytest

from sv_app import routes
from sv_app.data import content, device
from sv_app.data.content_files import ContentError, Fault
from sv_app.data.packed_contents import load_contents_or_exit
from sv_app.data.schema import QUARANTINE
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from tests.fakes import Client
from tests.titles import paths
from tests.ui.conftest import RunApp

SCREENS_OF_STORED_DATA = {
    *(routes.HOME, routes.ME, routes.JOURNAL, routes.FAVOURITES, routes.CONTACTS),
    *(routes.SETTINGS, routes.RETENTION, routes.IMPORT, routes.PROTECTION, routes.TALLY),
}


def test_app_does_not_start_with_faulty_content(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [
        Fault("fr/team.toml", "role", "missing"),
        Fault("en/signs.toml", "", "missing"),
    ]

    def load_faulty_contents() -> Mapping[str, Content]:
        raise ContentError(faults)

    monkeypatch.setattr(content, "load_contents", load_faulty_contents)
    with pytest.raises(SystemExit) as end:
        load_contents_or_exit()
    assert all(str(fault) in str(end.value) for fault in faults)


def test_damaged_record_is_quarantined_and_stated_on_the_screens_of_stored_data(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]
    backend.records = {"settings": b"{damaged"}

    async def scenario(client: Client) -> None:
        stated = set()
        for path in paths():
            await client.visit(path)
            if content.privacy.storage.damaged in client.texts():
                stated.add(path)
        assert stated == SCREENS_OF_STORED_DATA
        await client.visit(routes.ME)
        await client.press(content.labels.me.start)
        await client.press(content.labels.self_check.skip)

    run_app(scenario)
    assert backend.records[f"{QUARANTINE}settings-0"] == b"{damaged"


def test_app_starts_and_logs_the_error_when_the_phone_does_not_protect_the_journal(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise OSError("kCFURLFileProtectionKey was refused.")

    monkeypatch.setattr(device, "protect_journal", refuse)

    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)

    run_app(scenario)
    assert [record.getMessage().startswith("OSError at:") for record in caplog.records] == [True]


def test_app_on_a_server_says_on_every_screen_that_nothing_is_stored(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    arguments: list[bool] = []
    journal_backend = device.journal_backend

    def record_and_call(on_server: bool) -> object:
        arguments.append(on_server)
        return journal_backend(on_server)

    monkeypatch.setattr(device, "journal_backend", record_and_call)

    async def scenario(client: Client) -> None:
        for path in paths():
            await client.visit(path)
            assert content.labels.app.server in client.texts(), path

    run_app(scenario, on_server=True)
    assert arguments == [True]


def test_app_on_a_server_uses_a_memory_backend() -> None:
    assert isinstance(device.journal_backend(on_server=True), MemoryBackend)
    assert not isinstance(device.journal_backend(on_server=False), MemoryBackend)
