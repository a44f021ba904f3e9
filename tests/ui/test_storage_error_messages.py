"""What the screens say when the storage is refused, full, slow, damaged or read-only."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.storage.backend import StorageBackend
from sv_app.domain.content import Content
from sv_app.domain.journal import Retention
from tests.data.export_files import CONTACT_FILE
from tests.data.journal_builder import FIRST_CHECK, open_own_journal
from tests.fakes import Client, FaultyBackend, StorageFault
from tests.titles import MOMENT, resume_label
from tests.ui.actions import (
    choose_file,
    complete_self_check,
    fill_fields,
    keep_self_check_until_closed,
    save_self_check,
)
from tests.ui.conftest import RunApp, in_every_language


@pytest.mark.parametrize("fault", [StorageFault.REFUSED, StorageFault.FULL])
def test_refusing_storage_is_stated_and_the_self_check_stays_in_memory(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    fault: StorageFault,
) -> None:
    content = contents[language]
    backend.fault = fault

    async def scenario(client: Client) -> None:
        await client.visit(routes.ME)
        await client.wait_for_text(content.privacy.storage.refused)
        await keep_self_check_until_closed(client, content)
        await client.wait_for_text(content.privacy.saving.until_closed)
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(content.labels.journal.lead)

    run_app(scenario)
    assert not backend.records


@in_every_language
def test_page_over_http_says_that_saving_needs_https(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = contents[language]
    backend.fault = StorageFault.REFUSED
    monkeypatch.setattr(device, "is_secure", lambda: False)

    async def scenario(client: Client) -> None:
        await client.visit(routes.ME)
        await client.wait_for_text(content.privacy.storage.insecure)
        assert content.privacy.storage.refused not in client.texts()

    run_app(scenario)


@pytest.mark.parametrize("fault", [StorageFault.FULL, StorageFault.HALF_WRITTEN])
def test_failed_save_is_stated_and_can_be_tried_again(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    fault: StorageFault,
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await complete_self_check(client, content)
        backend.fault = fault
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.labels.result.not_saved)
        assert content.labels.result.saved not in client.texts()
        backend.fault = None
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.labels.result.saved)

    run_app(scenario)


def test_self_check_refused_by_a_full_device_can_be_saved_after_a_restart(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: FaultyBackend
) -> None:
    content = contents[language]

    async def save_on_full_device(client: Client) -> None:
        await complete_self_check(client, content)
        backend.fault = StorageFault.FULL
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.labels.result.not_saved)
        assert client.heading() == content.labels.result.title

    async def after_restart(client: Client) -> None:
        await client.visit(routes.ME)
        await client.press(resume_label(content))
        assert client.heading() == content.labels.result.title
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.labels.result.saved)

    run_app(save_on_full_device)
    backend.fault = None
    run_app(after_restart)


def test_save_is_confirmed_only_after_the_commit(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: FaultyBackend
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await complete_self_check(client, content)
        backend.fault = StorageFault.SLOW
        saving = asyncio.ensure_future(client.press(content.labels.result.save))
        await client.wait_for_text(content.privacy.saving.busy)
        assert content.labels.result.saved not in client.texts()
        backend.go_on.set()
        await saving
        await client.wait_for_text(content.labels.result.saved)

    run_app(scenario)


def test_journal_open_in_another_window_can_be_read_and_its_writer_lock_taken_over(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content, labels = contents[language], contents[language].privacy.storage

    async def save_first(client: Client) -> None:
        await save_self_check(client, content)

    async def acquire_writer(steal: bool = False) -> bool:
        return steal

    async def scenario(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(labels.read_only)
        await client.wait_for_text(content.labels.journal.lead)
        await complete_self_check(client, content)
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.privacy.saving.writer_lock_lost)
        backend.fault = StorageFault.REFUSED
        await client.press(labels.take_over)
        await client.wait_for_text(labels.take_over_failed)
        backend.fault = None
        await client.press(labels.take_over)
        await client.wait_until_gone(labels.read_only)
        assert labels.take_over_failed not in client.texts()
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.labels.result.saved)

    run_app(save_first)
    monkeypatch.setattr(backend, "acquire_writer", acquire_writer)
    run_app(scenario)


def test_damage_is_stated_and_can_be_exported(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: FaultyBackend
) -> None:
    labels = contents[language].privacy.storage

    async def save_first(client: Client) -> None:
        await save_self_check(client, contents[language])

    async def scenario(client: Client) -> None:
        client.connection.answers["save_file"] = "/somewhere"
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(labels.damaged)
        await client.press(labels.damaged_export)
        await client.wait_until(lambda: "save_file" in client.invoked())

    run_app(save_first)
    backend.records["entries-0"] = b"{damaged"
    run_app(scenario)


@dataclass(frozen=True)
class Change:
    """A change on a screen, and the sentence that is shown when it cannot be saved."""

    path: str
    buttons: Callable[[Content], list[str]]
    failure: Callable[[Content], str]
    field_texts: tuple[str, ...] = ()
    repeatable: bool = False
    """Whether the same button can be pressed again, on the same screen."""


CHANGES = {
    "a retention": Change(
        routes.RETENTION,
        lambda content: [content.privacy.retention.names[Retention.MONTH]],
        lambda content: content.labels.settings.not_kept,
    ),
    "a passcode": Change(
        routes.NEW_PASSCODE,
        lambda content: [content.privacy.passcode.submit],
        lambda content: content.privacy.passcode.failed,
        ("quatre", "quatre"),
    ),
    "a contact": Change(
        routes.CONTACTS,
        lambda content: [content.labels.contacts.save],
        lambda content: content.labels.contacts.not_kept,
        ("Unité", "0555555501"),
    ),
    "a pinned phrase": Change(
        routes.script(MOMENT),
        lambda content: [content.labels.favourites.pin],
        lambda content: content.labels.favourites.not_kept,
        repeatable=True,
    ),
    "a language": Change(
        routes.LANGUAGE,
        lambda content: [content.labels.settings.automatic],
        lambda content: content.labels.settings.not_kept,
        repeatable=True,
    ),
    "a region": Change(
        routes.HELPLINES,
        lambda content: [
            content.labels.helplines.region.format(region=content.current_region.name),
            content.current_region.name,
        ],
        lambda content: content.labels.settings.not_kept,
        repeatable=True,
    ),
    "an answer": Change(
        routes.SELF_CHECK,
        lambda content: [next(iter(content.self_check.dangers.values()))],
        lambda content: content.labels.self_check.not_kept,
        repeatable=True,
    ),
    "an erased contact": Change(
        routes.CONTACTS,
        lambda content: [content.labels.contacts.delete.format(name="Unité")] * 2,
        lambda content: content.labels.contacts.not_kept,
        ("Unité", "0555555501"),
        repeatable=True,
    ),
    "a discarded draft": Change(
        routes.ME,
        lambda content: [content.labels.me.discard] * 2,
        lambda content: content.labels.journal.failed,
    ),
    "an erased entry": Change(
        routes.JOURNAL,
        lambda content: [content.labels.journal.delete, content.labels.journal.delete],
        lambda content: content.labels.journal.failed,
    ),
    "an import": Change(
        routes.IMPORT,
        lambda content: [content.privacy.import_journal.confirm],
        lambda content: content.privacy.import_journal.failed,
    ),
}


@pytest.mark.parametrize("fault", [StorageFault.FULL, StorageFault.HALF_WRITTEN])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_failed_change_is_stated_and_on_a_full_device_changes_no_record(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    change: Change,
    fault: StorageFault,
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await prepare(client, content, change)
        before = dict(backend.records)
        backend.fault = fault
        for words in change.buttons(content):
            await client.press(words)
        await client.wait_for_text(change.failure(content))
        assert fault is StorageFault.HALF_WRITTEN or backend.records == before
        backend.fault = None
        if change.repeatable:
            await client.press(change.buttons(content)[-1])
            await client.wait_until_gone(change.failure(content))
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(content.labels.journal.lead)

    asyncio.run(save_entry(backend))
    run_app(scenario)


async def save_entry(backend: StorageBackend) -> None:
    """Save an entry in `backend`."""
    journal = await open_own_journal(backend)
    await journal.add(FIRST_CHECK)


async def prepare(client: Client, content: Content, change: Change) -> None:
    """Open the screen of the change, and do all but the press that saves it."""
    if change.path == routes.ME:
        await complete_self_check(client, content)
    await client.visit(change.path)
    if change.path == routes.CONTACTS:
        await client.press(content.labels.contacts.add)
    if change.path == routes.JOURNAL:
        await client.wait_for_text(content.labels.journal.lead)
        await client.press(content.labels.journal.entry.split("{")[0])
        await client.wait_for_text(content.labels.result.marked)
    if change.path == routes.IMPORT:
        await choose_file(client, content, CONTACT_FILE)
        await client.wait_for_text(content.privacy.import_journal.content_title)
    await fill_fields(client, *change.field_texts)
    if change is CHANGES["an erased contact"]:
        await client.press(content.labels.contacts.save)


@pytest.mark.parametrize("fault", [StorageFault.NOT_ERASED, StorageFault.REFUSED])
def test_failed_erasure_is_stated_until_the_next_attempt(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    fault: StorageFault,
) -> None:
    content, labels = contents[language], contents[language].privacy.device
    sentence = labels.unchecked_erase if fault is StorageFault.REFUSED else labels.failed_erase

    async def scenario(client: Client) -> None:
        await save_self_check(client, content)
        backend.fault = fault
        await client.visit(routes.DEVICE)
        await client.press(labels.to_shared)
        await client.press(labels.erase)
        await client.wait_for_text(sentence)
        await client.press(labels.to_shared)
        await client.wait_until_gone(sentence)
        backend.fault = None
        await client.press(labels.erase)
        await client.wait_for_text(labels.shared_now)

    run_app(scenario)


def test_new_self_check_does_not_show_the_error_of_the_last_one(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: FaultyBackend
) -> None:
    labels = contents[language].labels

    async def scenario(client: Client) -> None:
        await client.visit(routes.SELF_CHECK)
        backend.fault = StorageFault.FULL
        await client.press(labels.self_check.none)
        await client.wait_for_text(labels.self_check.not_kept)
        backend.fault = None
        await client.visit(routes.ME)
        await client.press(labels.me.discard)
        await client.press(labels.me.discard)
        await client.wait_for_text(labels.self_check.kept)
        assert labels.self_check.not_kept not in client.texts()

    run_app(scenario)


@pytest.mark.parametrize(
    "fault", [None, StorageFault.FULL, StorageFault.NOT_ERASED, StorageFault.REFUSED]
)
def test_full_device_is_erased_and_a_refusing_one_says_so(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    fault: StorageFault | None,
) -> None:
    content, labels = contents[language], contents[language].privacy.erase

    async def scenario(client: Client) -> None:
        await save_self_check(client, content)
        backend.fault = fault
        await client.visit(routes.ERASE)
        await client.press(labels.start)
        await client.press(labels.erase)
        if fault is StorageFault.REFUSED:
            await client.wait_for_text(labels.unchecked)
        elif fault is StorageFault.NOT_ERASED:
            await client.wait_for_text(labels.failed)
        else:
            await client.wait_until(lambda: client.page.route == routes.HOME)

    run_app(scenario)
    assert bool(backend.records) is (fault in (StorageFault.REFUSED, StorageFault.NOT_ERASED))
