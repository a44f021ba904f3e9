"""What each action that saves confirms and stores, whether the storage works or not.

"Saved" is shown only for data that is in the storage, and data in the storage is always announced.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import Retention
from tests.data.journal_builder import PASSCODE
from tests.fakes import Client, FaultyBackend, StorageFault
from tests.titles import MOMENT
from tests.ui.actions import (
    complete_self_check,
    decide_device,
    enter_passcode,
    fill_fields,
    save_or_keep_self_check,
    save_self_check,
    set_passcode,
)
from tests.ui.conftest import RunApp

SAVED_WORD = re.compile(r"\b(enregistrée?s?|saved)\b", re.IGNORECASE)


@dataclass(frozen=True)
class SavingAction:
    """An action that saves: how to do it, the record that it writes, and its sentences."""

    press: Callable[[Client, Content], Awaitable[None]]
    record: str
    saved: Callable[[Content], str]
    until_closed: Callable[[Content], str]
    when_another_window_writes: Callable[[Content], str]


async def save_contact(client: Client, content: Content) -> None:
    await client.visit(routes.CONTACTS)
    await client.press(content.labels.contacts.add)
    await fill_fields(client, "Unit", "0555555501")
    await client.press(content.labels.contacts.save)


async def pin(client: Client, content: Content) -> None:
    await client.visit(routes.script(MOMENT))
    await client.press(content.labels.favourites.pin)


async def choose_passcode(client: Client, content: Content) -> None:
    await client.visit(routes.NEW_PASSCODE)
    if client.controls(ft.TextField) and content.privacy.passcode.submit in client.texts():
        await fill_fields(client, PASSCODE, PASSCODE)
        await client.press(content.privacy.passcode.submit)


ACTIONS = {
    "self-check": SavingAction(
        save_or_keep_self_check,
        "entries-0",
        lambda content: content.labels.result.saved,
        lambda content: content.privacy.saving.until_closed,
        lambda content: content.privacy.saving.writer_lock_lost,
    ),
    "contact": SavingAction(
        save_contact,
        "contacts",
        lambda content: content.labels.contacts.saved,
        lambda content: content.labels.contacts.until_closed,
        lambda content: content.labels.contacts.not_kept,
    ),
    "pin": SavingAction(
        pin,
        "pins",
        lambda content: content.labels.favourites.pinned,
        lambda content: content.labels.favourites.pinned_until_closed,
        lambda content: content.labels.favourites.not_kept,
    ),
    "passcode": SavingAction(
        choose_passcode,
        "passcode",
        lambda content: content.privacy.passcode.done,
        lambda content: content.privacy.passcode.not_here,
        lambda content: content.privacy.storage.read_only,
    ),
}


async def wait_for_exact_text(client: Client, sentence: str) -> None:
    await client.wait_until(lambda: sentence in client.texts())


def confirmations(client: Client, content: Content) -> list[str]:
    """Return every text on the screen that confirms a save."""
    sentences = {action.saved(content) for action in ACTIONS.values()}
    return [text for text in client.texts() if text in sentences]


each_action = pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())


@each_action
def test_undecided_device_asks_before_saving_and_stores_what_it_confirms(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    action: SavingAction,
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await action.press(client, content)
        assert content.privacy.device.ask in client.texts()
        assert not confirmations(client, content)
        assert not backend.records
        await client.press(content.privacy.device.own)
        await wait_for_exact_text(client, action.saved(content))
        assert action.record in backend.records

    run_app(scenario, own_device=False)


@each_action
@pytest.mark.parametrize("refused", [False, True], ids=["shared", "refused"])
def test_undecided_device_that_stores_nothing_says_so_after_the_answer(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    action: SavingAction,
    refused: bool,
) -> None:
    content, labels = contents[language], contents[language].privacy
    is_self_check = action is ACTIONS["self-check"]
    backend.fault = StorageFault.FULL if refused else None

    async def scenario(client: Client) -> None:
        await action.press(client, content)
        await client.press(labels.device.own if refused else labels.device.shared)
        notice = labels.storage.refused if refused else labels.storage.shared
        await wait_for_exact_text(client, notice if is_self_check else action.until_closed(content))
        assert not [text for text in client.texts() if SAVED_WORD.search(text)]
        assert not backend.records
        if is_self_check:
            await client.press(labels.saving.keep_until_closed)
            await wait_for_exact_text(client, action.until_closed(content))
            assert not backend.records

    run_app(scenario, own_device=False)


@each_action
def test_own_device_stores_what_it_confirms(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    action: SavingAction,
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await action.press(client, content)
        await wait_for_exact_text(client, action.saved(content))
        assert action.record in backend.records

    run_app(scenario)


def test_first_save_says_who_can_open_the_journal_and_offers_a_passcode(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    privacy = content.privacy

    async def scenario(client: Client) -> None:
        await save_self_check(client, content)
        assert privacy.passcode.no_passcode in client.texts()
        await client.press(privacy.settings_menu.passcode_about)
        assert client.heading() == privacy.passcode.title

    run_app(scenario)


@each_action
@pytest.mark.parametrize("state", ["shared", "refused", "on_server"])
def test_device_that_stores_nothing_never_says_saved(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    action: SavingAction,
    state: str,
) -> None:
    content = contents[language]
    backend.fault = StorageFault.REFUSED if state == "refused" else None

    async def scenario(client: Client) -> None:
        if state == "shared":
            await decide_device(client, content, own=False)
        await action.press(client, content)
        await wait_for_exact_text(client, action.until_closed(content))
        assert not [text for text in client.texts() if SAVED_WORD.search(text)]
        assert not backend.records

    run_app(scenario, on_server=state == "on_server", own_device=state == "refused")


@each_action
def test_journal_open_in_another_window_says_that_nothing_was_saved(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    action: SavingAction,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = contents[language]

    async def use_own_device(client: Client) -> None:
        assert content.privacy.device.ask not in client.texts()

    async def acquire_writer(steal: bool = False) -> bool:
        return steal

    async def scenario(client: Client) -> None:
        before = dict(backend.records)
        await action.press(client, content)
        await wait_for_exact_text(client, action.when_another_window_writes(content))
        assert not confirmations(client, content)
        assert content.privacy.passcode.not_here not in client.texts()
        assert backend.records == before

    run_app(use_own_device)
    monkeypatch.setattr(backend, "acquire_writer", acquire_writer)
    run_app(scenario)


@each_action
def test_locked_journal_asks_for_the_passcode_before_saving_private_data(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    action: SavingAction,
) -> None:
    content, labels = contents[language], contents[language].privacy

    async def lock(client: Client) -> None:
        await set_passcode(client, content)

    async def scenario(client: Client) -> None:
        before = dict(backend.records)
        await action.press(client, content)
        if action is ACTIONS["passcode"]:
            assert client.heading() == labels.unlock.title
            return
        if action is ACTIONS["self-check"]:
            assert labels.storage.locked in client.texts()
            assert not confirmations(client, content)
            assert backend.records == before
            await enter_passcode(client, content)
        await wait_for_exact_text(client, action.saved(content))
        assert action.record in backend.records

    run_app(lock)
    run_app(scenario)


def test_deciding_the_device_keeps_contacts_saved_by_another_window(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
) -> None:
    """Another window has answered "own" and has saved since this window was opened."""
    content = contents[language]
    records_of_other_window: dict[str, bytes] = {}

    async def save_elsewhere(client: Client) -> None:
        await decide_device(client, content, own=True)
        await save_contact(client, content)
        await wait_for_exact_text(client, content.labels.contacts.saved)
        records_of_other_window.update(backend.records)
        backend.records = {}

    async def scenario(client: Client) -> None:
        await save_contact(client, content)
        backend.records = dict(records_of_other_window)
        await client.press(content.privacy.device.own)
        await wait_for_exact_text(client, content.labels.contacts.saved)
        assert client.texts().count("Unit") == 2

    run_app(save_elsewhere, own_device=False)
    run_app(scenario, own_device=False)


def test_setting_on_a_shared_device_lasts_until_the_app_is_closed(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: FaultyBackend
) -> None:
    content, retention = contents[language], contents[language].privacy.retention

    async def scenario(client: Client) -> None:
        await decide_device(client, content, own=False)
        await client.visit(routes.RETENTION)
        await client.press(retention.names[Retention.MONTH])
        await client.wait_for_text(content.labels.settings.until_closed)
        assert retention.chosen not in client.texts()

    run_app(scenario, own_device=False)


def test_pressing_save_again_while_it_is_saving_adds_no_second_entry(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: FaultyBackend
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await complete_self_check(client, content)
        backend.fault = StorageFault.SLOW
        presses = []
        for _ in range(3):
            presses.append(asyncio.ensure_future(client.press(content.labels.result.save)))
            await client.wait_for_text(content.privacy.saving.busy)
        backend.go_on.set()
        await asyncio.gather(*presses)
        await client.wait_for_text(content.labels.result.saved)
        assert backend.records["entries-0"].count(b'"check"') == 1

    run_app(scenario)


def test_import_asks_whose_device_it_is_before_it_confirms(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: FaultyBackend
) -> None:
    from tests.ui.test_storage_error_messages import CHANGES, prepare

    content, labels = contents[language], contents[language].privacy

    async def scenario(client: Client) -> None:
        await prepare(client, content, CHANGES["an import"])
        await client.press(labels.import_journal.confirm)
        assert labels.device.ask in client.texts()
        assert not backend.records
        await client.press(labels.device.own)
        await client.wait_for_text(labels.import_journal.done)
        assert "contacts" in backend.records

    run_app(scenario, own_device=False)
