"""Import and export through the screens: an export imported again, and every refused file.

Also the clinician report, and the retention period that the first save states.
"""

import html
import json
from collections.abc import Mapping

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.crypto import cipher
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.export_format import RejectReason
from sv_app.domain.journal import MAX_ENTRIES_PER_DAY, Retention
from sv_app.domain.self_check import QUESTIONS, Sign
from tests.data.export_files import entry, export_file
from tests.data.journal_builder import PASSCODE
from tests.data.test_export_import import REJECTED_FILES
from tests.fakes import Client
from tests.ui.actions import (
    choose_file,
    complete_self_check,
    decide_device,
    fill_fields,
    save_self_check,
    saved_files,
)
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import errors_of, has_control_named

TOO_MANY = [entry(number) for number in range(MAX_ENTRIES_PER_DAY + 1)]


@in_every_language
def test_each_refused_file_shows_its_reason_and_changes_nothing(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]
    labels = content.privacy.import_journal
    refused = REJECTED_FILES | {
        "too many entries": (export_file(entries=TOO_MANY), RejectReason.TOO_MANY)
    }
    assert {reason for _, reason in refused.values()} | {RejectReason.WRONG_PASSCODE} == set(
        RejectReason
    )

    async def scenario(client: Client) -> None:
        await client.visit(routes.IMPORT)
        before = dict(backend.records)
        for name, (data, reason) in refused.items():
            await choose_file(client, content, data)
            await client.wait_for_text(labels.refused[reason])
            others = set(labels.refused.values()) - {labels.refused[reason]}
            assert not others & set(client.texts()), name
            assert not has_control_named(client, labels.confirm), name
            if reason is RejectReason.NEEDS_PASSCODE:
                await client.write(PASSCODE)
                await client.press(labels.open)
                await client.wait_until(lambda: bool(errors_of(client)))
                assert errors_of(client) == [labels.refused[RejectReason.WRONG_PASSCODE]], name
                assert not has_control_named(client, labels.confirm), name
                await client.press(labels.cancel)
            assert backend.records == before, name

    run_app(scenario)


@pytest.mark.parametrize("passcode", [None, PASSCODE])
def test_exported_file_is_imported_after_everything_was_erased(
    run_app: RunApp, contents: Mapping[str, Content], language: str, passcode: str | None
) -> None:
    content = contents[language]
    export, labels = content.privacy.export, content.privacy.import_journal

    async def export_journal(client: Client) -> bytes:
        client.connection.answers["save_file"] = "/somewhere"
        await client.visit(routes.EXPORT)
        if passcode:
            await fill_fields(client, passcode, passcode)
        await client.press(export.export_encrypted if passcode else export.export_plain)
        await client.wait_for_text(export.done)
        return bytes(saved_files(client)[-1]["src_bytes"])

    async def erase(client: Client) -> None:
        await client.visit(routes.ERASE)
        await client.press(content.privacy.erase.start)
        await client.press(content.privacy.erase.erase)
        await client.wait_until(lambda: client.page.route == routes.HOME)
        await decide_device(client, content, own=True)
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(content.labels.journal.empty)

    async def scenario(client: Client) -> None:
        await save_self_check(client, content)
        exported_file = await export_journal(client)
        assert cipher.is_envelope(exported_file) is bool(passcode)
        assert (Sign.WITHDRAWAL.encode() in exported_file) is (passcode is None)
        assert passcode or len(json.loads(exported_file)["entries"]) == 1
        await erase(client)
        await client.visit(routes.IMPORT)
        await choose_file(client, content, exported_file)
        if passcode:
            await client.wait_for_text(labels.refused[RejectReason.NEEDS_PASSCODE])
            await client.write("another one")
            await client.press(labels.open)
            await client.wait_until(lambda: bool(errors_of(client)))
            assert errors_of(client) == [labels.refused[RejectReason.WRONG_PASSCODE]]
            await client.write(passcode)
            await client.press(labels.open)
        await client.wait_for_text(labels.count.format(n=1))
        await client.press(labels.confirm)
        await client.wait_for_text(labels.done)
        assert not has_control_named(client, labels.confirm)

    async def after_restart(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(content.labels.journal.lead)
        assert has_control_named(client, content.labels.journal.entry.split("{")[0])

    run_app(scenario)
    run_app(after_restart)


@pytest.mark.parametrize("can_print", [True, False])
def test_clinician_report_is_printed_or_saved_and_has_only_text(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    can_print: bool,
) -> None:
    content = contents[language]
    printed: list[str] = []

    async def print_page(page: str, personal: bool = True) -> bool:
        assert personal, "a page of the app may hold more than text"
        printed.append(page)
        return can_print

    monkeypatch.setattr(device, "print_page", print_page)

    async def scenario(client: Client) -> None:
        await save_self_check(client, content)
        await client.visit(routes.CLINICIAN_REPORT)
        await client.press(content.privacy.clinician_report.prepare)
        [page] = printed
        assert html.escape(content.self_check.ask(QUESTIONS[0])) in page
        assert not [mark for mark in ("href", "src", "<img", "style=") if mark in page]
        assert ("save_file" in client.invoked()) is not can_print
        assert can_print or page.encode() in saved_files(client)[-1]["src_bytes"]

    run_app(scenario)


@pytest.mark.parametrize("retention", Retention)
def test_first_save_states_the_retention_period(
    run_app: RunApp, contents: Mapping[str, Content], language: str, retention: Retention
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        if retention is not Retention.YEAR:  # the default
            await client.visit(routes.RETENTION)
            await client.press(content.privacy.retention.names[retention])
            await client.wait_for_text(content.privacy.retention.chosen)
        await complete_self_check(client, content)
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.privacy.saving.retention[retention])

    run_app(scenario)
