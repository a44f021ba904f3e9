"""Screens at the limits of a journal: they stay fast, and state the limit."""

import datetime as dt
import json
import time
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import database
from sv_app.data.journal import Journal
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.export_format import RejectReason
from sv_app.domain.journal import MAX_CONTACTS, MAX_PINS, LimitReachedError
from sv_app.domain.passcode import FREE_ATTEMPTS, AttemptDelay
from tests.data.export_files import contact, export_file
from tests.data.journal_builder import PASSCODE
from tests.fakes import Client, set_clock
from tests.titles import MOMENT
from tests.ui.actions import (
    choose_file,
    complete_self_check_and_press_save,
    expand_all,
    fill_fields,
    save_self_check,
    set_passcode,
)
from tests.ui.conftest import RunApp
from tests.ui.controls import errors_of

LIMIT = 1.0
"""Processor seconds for a screen; an idle machine needs a fifth of it."""


async def visit_and_choose_file(client: Client, content: Content, **fields: Any) -> None:
    """Choose an export file with `fields` on the import screen."""
    await client.visit(routes.IMPORT)
    await choose_file(client, content, export_file(**fields))


def make_contacts(count: int) -> list[dict[str, Any]]:
    return [contact(number) for number in range(count)]


@pytest.mark.parametrize("path", [routes.HELPLINES, routes.TEAM, routes.CONTACTS])
def test_screen_with_the_most_contacts_is_fast(
    run_app: RunApp, contents: Mapping[str, Content], language: str, path: str
) -> None:
    content = contents[language]
    labels = content.privacy.import_journal

    async def scenario(client: Client) -> None:
        await visit_and_choose_file(client, content, contacts=make_contacts(MAX_CONTACTS))
        await client.wait_for_text(labels.contacts.format(n=MAX_CONTACTS))
        await client.press(labels.confirm)
        await client.wait_for_text(labels.done)
        start = time.process_time()
        await client.visit(path)
        if path != routes.CONTACTS:  # its collapsed sections contain no phone number
            await expand_all(client)
        assert client.button_urls().count("tel:0155555555") == MAX_CONTACTS
        assert time.process_time() - start < LIMIT

    run_app(scenario)


def test_file_with_too_many_contacts_is_refused_with_a_sentence(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await visit_and_choose_file(client, content, contacts=make_contacts(3000))
        await client.wait_for_text(content.privacy.import_journal.refused[RejectReason.TOO_MANY])

    run_app(scenario)


def test_import_preview_counts_contacts_pins_and_omitted_contacts(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.privacy.import_journal
    contacts = [*make_contacts(2), contact(2, "*21*0600000000#")]
    pins = ["a/b", "a/c", "a/d"]

    async def scenario(client: Client) -> None:
        await visit_and_choose_file(client, content, contacts=contacts, pins=pins)
        for sentence, count in ((labels.contacts, 2), (labels.pins, 3), (labels.not_dialled, 1)):
            await client.wait_for_text(sentence.format(n=count))
        await client.press(labels.confirm)
        await client.wait_for_text(labels.done)
        await visit_and_choose_file(client, content, contacts=contacts, pins=pins)
        await client.wait_for_text(labels.nothing)
        assert labels.pins.format(n=3) not in client.texts()

    run_app(scenario)


def test_no_contact_can_be_added_over_the_limit(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.contacts
    limit_sentence = labels.full.format(n=MAX_CONTACTS)

    async def scenario(client: Client) -> None:
        await visit_and_choose_file(client, content, contacts=make_contacts(MAX_CONTACTS))
        await client.wait_for_text(content.privacy.import_journal.confirm)
        await client.press(content.privacy.import_journal.confirm)
        await client.visit(routes.CONTACTS)
        assert limit_sentence in client.texts()
        erase = labels.delete.format(name="Unit 1")
        await client.press(erase)
        await client.press(erase)
        assert limit_sentence not in client.texts()
        await client.press(labels.add)
        assert client.controls(ft.TextField)

    run_app(scenario)


@pytest.mark.parametrize("number", ["*21*0600000000#", "3114", "0155555555#"])
def test_typed_service_code_is_refused(
    run_app: RunApp, contents: Mapping[str, Content], language: str, number: str
) -> None:
    labels = contents[language].labels.contacts

    async def scenario(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        await client.press(labels.add)
        await fill_fields(client, "Unit", number)
        await client.press(labels.save)
        assert labels.phone_wrong in errors_of(client)

    run_app(scenario)


def test_stored_service_code_is_shown_and_not_dialled(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    labels = contents[language].labels.contacts

    async def store(client: Client) -> None:
        table = {"1": contact(phone="*21*0600000000#")}
        backend.records["contacts"] = json.dumps(table).encode()

    async def after_restart(client: Client) -> None:
        for path in (routes.HELPLINES, routes.TEAM, routes.CONTACTS):
            await client.visit(path)
            await expand_all(client)
            assert any("*21*0600000000#" in text for text in client.texts())
            assert any(labels.not_dialled in text for text in client.texts())
            assert not any("21" in url and "06" in url for url in client.button_urls())

    run_app(store)
    run_app(after_restart)


def test_limits_reached_while_saving_are_stated(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]

    async def reach_limit(*_: object, **__: object) -> None:
        raise LimitReachedError

    monkeypatch.setattr(Journal, "add", reach_limit)
    monkeypatch.setattr(Journal, "save_pins", reach_limit)
    monkeypatch.setattr(Journal, "save_contacts", reach_limit)

    async def scenario(client: Client) -> None:
        await complete_self_check_and_press_save(client, content)
        await client.wait_for_text(content.privacy.saving.full)
        await client.visit(routes.script(MOMENT))
        await client.press(content.labels.favourites.pin)
        assert content.labels.favourites.full.format(n=MAX_PINS) in client.texts()
        await client.visit(routes.CONTACTS)
        await client.press(content.labels.contacts.add)
        await fill_fields(client, "Unit", "01 55 55 55 55")
        await client.press(content.labels.contacts.save)
        assert content.labels.contacts.full.format(n=MAX_CONTACTS) in client.texts()
        assert client.controls(ft.TextField), "the fields were removed"

    run_app(scenario)


def test_content_has_no_more_phrases_than_can_be_pinned(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        assert sum(len(script.say) for script in content.scripts) <= MAX_PINS


def test_delayed_passcode_is_not_called_wrong(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, labels = contents[language], contents[language].privacy.unlock
    now = SimpleNamespace(at=0.0)
    monkeypatch.setattr(database, "AttemptDelay", lambda count: AttemptDelay(count, lambda: now.at))

    async def lock(client: Client) -> None:
        await save_self_check(client, content)
        await set_passcode(client, content)

    async def give_wrong_passcodes(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        for _ in range(FREE_ATTEMPTS + 1):
            await client.write("autre chose")
            await client.press(labels.open)
            await client.wait_until(lambda: labels.busy not in client.texts())
        assert labels.wait.format(seconds=5) in errors_of(client)

    async def after_restart(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        await client.write(PASSCODE)
        await client.press(labels.open)
        delayed = labels.delayed.format(seconds=5)
        await client.wait_until(lambda: errors_of(client) == [delayed])
        assert client.controls(ft.TextField)[0].value == PASSCODE

    run_app(lock)
    run_app(give_wrong_passcodes)
    run_app(after_restart)


def test_expired_entries_are_erased_once_confirmed(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, labels = contents[language], contents[language].privacy.retention
    today = content.labels.date.format_date(dt.datetime.now().astimezone().date())
    question = labels.expired.format(n=1, date=today)

    async def write(client: Client) -> None:
        await save_self_check(client, content)

    async def ask(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(content.labels.journal.lead)
        assert question in client.texts()
        await client.press(content.privacy.saving.change_retention)
        assert client.heading() == labels.title
        assert question in client.texts()
        await client.press(labels.expired_erase)
        await client.wait_until_gone(question)
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(content.labels.journal.empty)

    run_app(write)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=400)
    set_clock(monkeypatch, lambda: later)
    run_app(ask)
