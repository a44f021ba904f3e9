"""Privacy through the screens: whose device it is, retention, the passcode and quick exit."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.journal import Retention
from tests.data.journal_builder import PASSCODE
from tests.fakes import Client
from tests.titles import resume_label
from tests.ui.actions import (
    begin_self_check,
    complete_self_check,
    complete_self_check_and_press_save,
    decide_device,
    keep_self_check_until_closed,
    save_self_check,
    set_passcode,
)
from tests.ui.conftest import RunApp
from tests.ui.controls import errors_of, focused_label, has_control_named


def test_undecided_device_stores_nothing_until_its_question_is_answered(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await complete_self_check(client, content)
        assert content.privacy.device.ask not in client.texts()
        assert content.privacy.storage.undecided in client.texts()
        await client.press(content.labels.result.save)
        assert content.privacy.device.ask in client.texts()
        assert content.labels.result.saved not in client.texts()
        assert not backend.records
        await client.press(content.privacy.device.own)
        await client.wait_for_text(content.labels.result.saved)

    run_app(scenario, own_device=False)
    assert "entries-0" in backend.records


def test_shared_device_stores_nothing_until_it_becomes_own(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content, labels = contents[language], contents[language].privacy.device

    async def scenario(client: Client) -> None:
        await decide_device(client, content, own=False)
        await keep_self_check_until_closed(client, content)
        await client.wait_for_text(content.privacy.saving.until_closed)
        assert not backend.records
        await client.visit(routes.DEVICE)
        await client.press(labels.to_own)
        await client.wait_for_text(labels.own_now)
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(content.labels.journal.lead)

    run_app(scenario, own_device=False)
    assert "entries-0" in backend.records


def test_draft_on_a_shared_device_is_gone_after_a_restart(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content, labels = contents[language], contents[language].privacy.device

    async def write(client: Client) -> None:
        await decide_device(client, content, own=False)
        await begin_self_check(client, content)
        await client.press(next(iter(content.self_check.degrees.values())))
        await client.visit(routes.ME)
        assert has_control_named(client, resume_label(content))
        assert not backend.records

    async def restart(client: Client) -> None:
        await client.visit(routes.DEVICE)
        assert labels.ask in client.texts()
        await client.visit(routes.ME)
        assert not has_control_named(client, resume_label(content))

    run_app(write, own_device=False)
    run_app(restart, own_device=False)


def test_device_that_becomes_shared_is_erased_after_confirmation(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content, labels = contents[language], contents[language].privacy.device

    async def scenario(client: Client) -> None:
        await save_self_check(client, content)
        await client.visit(routes.DEVICE)
        await client.press(labels.to_shared)
        assert labels.erase_ask in client.texts()
        assert backend.records, "the journal was erased without confirmation"
        await client.press(labels.erase)
        await client.wait_for_text(labels.shared_now)

    run_app(scenario)
    assert not backend.records


def test_note_is_saved_and_its_field_turns_off_keyboard_learning(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await complete_self_check(client, content)
        [field] = client.controls(ft.TextField)
        assert field.helper == content.privacy.saving.note_about
        keyboard_features = (field.autocorrect, field.enable_suggestions)
        assert not any((*keyboard_features, field.enable_ime_personalized_learning))
        await client.write("une nuit\u202e de pluie")
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.labels.result.saved)
        await client.press(content.labels.result.journal)
        await client.wait_for_text(content.labels.journal.lead)
        await client.press(content.labels.journal.entry.split("{")[0])
        await client.wait_for_text("une nuit  de pluie")

    run_app(scenario)


def test_retention_is_stated_at_the_first_save_only(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, labels = contents[language], contents[language].privacy
    persist_calls: list[bool] = []

    async def persist() -> bool:
        persist_calls.append(True)
        return False

    monkeypatch.setattr(device, "persist", persist)

    async def scenario(client: Client) -> None:
        await client.visit(routes.RETENTION)
        await client.press(labels.retention.names[Retention.MONTH])
        await client.wait_for_text(labels.retention.chosen)
        await complete_self_check_and_press_save(client, content)
        await client.wait_for_text(labels.saving.retention[Retention.MONTH])
        assert labels.saving.not_persistent in client.texts()
        await save_self_check(client, content)
        assert labels.saving.not_persistent not in client.texts()

    run_app(scenario)
    assert persist_calls == [True]


@pytest.mark.parametrize("path", [routes.JOURNAL, routes.EXPORT, routes.CLINICIAN_REPORT])
def test_locked_journal_asks_for_the_passcode_and_shows_the_call_bar(
    run_app: RunApp, contents: Mapping[str, Content], language: str, path: str
) -> None:
    content, labels = contents[language], contents[language].privacy.unlock

    async def lock(client: Client) -> None:
        await save_self_check(client, content)
        await set_passcode(client, content)

    async def after_restart(client: Client) -> None:
        await client.visit(path)
        assert client.heading() == labels.title
        assert content.call_slots()[0].helpline.facts.uri in client.button_urls()
        await client.press(labels.forgotten)
        await client.write("autre chose")
        await client.press(labels.open)
        await client.wait_until(lambda: labels.wrong in errors_of(client))
        assert labels.forgotten_ask not in client.texts()
        await client.write(f"  {PASSCODE} ")
        await client.press(labels.open)
        await client.wait_until(lambda: client.heading() != labels.title)
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(content.labels.journal.lead)

    run_app(lock)
    run_app(after_restart)


def test_forgotten_passcode_offers_to_erase_everything(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content, labels = contents[language], contents[language].privacy.unlock

    async def scenario(client: Client) -> None:
        await set_passcode(client, content)
        await client.visit(routes.PASSCODE)
        await client.press(content.privacy.passcode.lock_now)
        await client.wait_for_text(labels.title)
        await client.press(labels.forgotten)
        assert labels.forgotten_ask in client.texts()
        await client.press(labels.erase)
        await client.wait_until(lambda: client.page.route == routes.HOME)

    run_app(scenario)
    assert not backend.records


@pytest.mark.parametrize(
    ("first", "second", "fault"), [("abc", "abc", "too_short"), ("abcd", "abce", "different")]
)
def test_unusable_passcode_is_refused_with_a_sentence(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    first: str,
    second: str,
    fault: str,
) -> None:
    labels = contents[language].privacy.passcode

    async def scenario(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        await client.write(first, 0)
        await client.write(second, 1)
        await client.press(labels.submit)
        assert errors_of(client) == [getattr(labels, fault)]
        wrong_field = labels.field if fault == "too_short" else labels.repeat
        assert focused_label(client) == wrong_field

    run_app(scenario)


def test_quick_exit_shows_the_decoy_screen(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.press(contents[language].labels.app.quick_exit)
        assert client.texts()
        assert all("°" in text for text in client.texts())
        assert not client.page.title

    run_app(scenario)
