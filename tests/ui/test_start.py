"""Starting: on whole words only, and on a journal that can't be read."""

from collections.abc import Mapping

import pytest

from sv_app import routes
from sv_app.data import content, device
from sv_app.data.content_files import ContentError, Fault
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from tests.fakes import Client
from tests.ui.conftest import RunApp


def test_the_app_never_starts_on_words_that_have_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [Fault("fr/team.toml", "role", "missing"), Fault("en/signs.toml", "", "missing")]

    def faulty() -> Mapping[str, Content]:
        raise ContentError(faults)

    monkeypatch.setattr(content, "load_contents", faulty)
    with pytest.raises(SystemExit) as end:
        content.load_contents_or_exit()
    assert all(str(fault) in str(end.value) for fault in faults)


def test_what_is_damaged_is_set_aside_and_every_screen_says_so(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]
    backend.records = {"settings": b"{damaged"}

    async def story(client: Client) -> None:
        for path in (routes.HOME, routes.ME):
            await client.visit(path)
            assert content.privacy.keeping.damaged in client.texts()
        await client.press(content.labels.me.start)
        await client.press(content.labels.self_check.skip)

    run_app(story)
    assert backend.records["aside-settings-0"] == b"{damaged"


def test_when_python_runs_on_a_server_nothing_is_kept_and_every_screen_says_so(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    asked: list[bool] = []
    given = device.journal_backend

    def asking(served: bool) -> object:
        asked.append(served)
        return given(served)

    monkeypatch.setattr(device, "journal_backend", asking)

    async def story(client: Client) -> None:
        assert content.labels.app.server in client.texts()
        await client.visit(routes.TEAM)
        assert content.labels.app.server in client.texts()

    run_app(story, web=True)
    assert asked == [True]


def test_a_served_app_keeps_its_journal_in_memory() -> None:
    assert isinstance(device.journal_backend(served=True), MemoryBackend)
    assert not isinstance(device.journal_backend(served=False), MemoryBackend)
