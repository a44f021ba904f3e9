"""Privacy in a real browser: shared device, passcode, lock, export, import, printing."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.data.crypto.cipher import is_envelope
from sv_app.domain.content import Content
from sv_app.domain.export_format import MAX_IMPORT_SIZE, RejectReason
from sv_app.domain.journal import LockAfter, Retention
from tests.browser.app_driver import SET_HIDDEN, AppPage
from tests.browser.daily_selection import (
    ENGLISH_IN_DEFAULT_PROFILE,
    FRENCH_IN_DEFAULT_PROFILE,
    WEEKLY,
    of_the_day,
)
from tests.browser.journal_actions import PASSCODE, choose_file, export_encrypted, set_passcode
from tests.browser.self_check_actions import (
    FIRST,
    SECOND,
    erase_the_entry,
    pass_safety,
    save_self_check,
)
from tests.browser.store_harness import LIST_STORAGE
from tests.titles import resume_label

pytestmark = pytest.mark.browser

CAPTURE_PRINT = """() => {
  window.print = () => {
    const { textContent, innerHTML } = document.getElementById("report");
    window.printed = { textContent, innerHTML };
    dispatchEvent(new Event("afterprint"));
  };
}"""
MALFORMED_FILES = [
    (b'{"__proto__": {"entries": []}}', RejectReason.NOT_OURS),
    (b"[" * 100_000, RejectReason.DAMAGED),
    (b"\0" * (MAX_IMPORT_SIZE + 1), RejectReason.TOO_LARGE),
]


@pytest.fixture
def content(language: str, contents: Mapping[str, Content]) -> Content:
    return contents[language]


def reopen(app_page: AppPage, path: str) -> None:
    """Reload the app at `path`, so that it starts with this screen."""
    app_page.go(path)
    app_page.page.reload()
    app_page.wait_until_ready()


@ENGLISH_IN_DEFAULT_PROFILE
def test_shared_device_stores_nothing_beyond_the_page(app_page: AppPage, content: Content) -> None:
    app_page.choose_shared_device(content)
    app_page.go(routes.SELF_CHECK)
    pass_safety(app_page, content)
    app_page.click_button(next(iter(content.self_check.degrees.values())))
    app_page.wait_for_heading(content.self_check.questions[SECOND].ask)
    app_page.go(routes.ME)
    app_page.wait_for_text(resume_label(content))
    assert app_page.page.evaluate(LIST_STORAGE) == []
    app_page.page.reload()
    app_page.wait_until_ready()
    app_page.go(routes.DEVICE)
    app_page.wait_for_text(content.privacy.device.ask)
    app_page.go(routes.ME)
    app_page.wait_for_heading(content.labels.me.title)
    expect(app_page.button(resume_label(content))).to_have_count(0)


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_only_the_passcode_unlocks_the_journal(app_page: AppPage, content: Content) -> None:
    unlock = content.privacy.unlock
    save_self_check(app_page, content)
    app_page.wait_for_text(content.privacy.saving.retention[Retention.YEAR])
    set_passcode(app_page, content)
    reopen(app_page, routes.JOURNAL)
    app_page.wait_for_heading(unlock.title)
    app_page.fill_field(unlock.field, "another one")
    app_page.click_button(unlock.open)
    app_page.wait_for_error(unlock.field, unlock.wrong)
    app_page.fill_field(unlock.field, PASSCODE)
    app_page.click_button(unlock.open)
    app_page.wait_for_heading(content.labels.journal.title)
    app_page.wait_for_text(content.labels.journal.lead)
    public_text = " ".join([*app_page.requests, app_page.page.url, app_page.page.title()])
    # Only the words: the port may contain the digits.
    assert not [word for word in PASSCODE.split() if word.isalpha() and word in public_text]


@WEEKLY
@ENGLISH_IN_DEFAULT_PROFILE
def test_export_can_be_imported_after_everything_was_erased(
    app_page: AppPage, content: Content, tmp_path: Path
) -> None:
    export_file, labels = tmp_path / "copy.json", content.privacy.import_journal
    save_self_check(app_page, content)
    app_page.go(routes.EXPORT)
    with app_page.page.expect_download() as download:
        app_page.click_button(content.privacy.export.export_plain)
    download.value.save_as(export_file)
    assert len(json.loads(export_file.read_text("utf-8"))["entries"]) == 1
    app_page.go(routes.ERASE)
    app_page.click_button(content.privacy.erase.start)
    app_page.click_button(content.privacy.erase.erase)
    app_page.wait_for_heading(content.labels.home.title)
    app_page.choose_own_device(content)
    app_page.go(routes.IMPORT)
    choose_file(app_page, content, export_file)
    app_page.wait_for_text(labels.count.format(n=1))
    app_page.click_button(labels.confirm)
    app_page.wait_for_text(labels.done)
    reopen(app_page, routes.JOURNAL)
    app_page.wait_for_text(content.labels.journal.lead)


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_hidden_journal_locks_after_the_chosen_time(app_page: AppPage, content: Content) -> None:
    page, labels, journal = app_page.page, content.privacy.passcode, content.labels.journal
    save_self_check(app_page, content)
    set_passcode(app_page, content)
    app_page.go(routes.JOURNAL)
    app_page.wait_for_text(journal.lead)
    for hidden in (True, False):
        page.evaluate(SET_HIDDEN, hidden)
    page.wait_for_timeout(1000)
    app_page.wait_for_heading(journal.title)
    app_page.go(routes.PASSCODE)
    app_page.click_button(labels.lock[LockAfter.AT_ONCE])
    app_page.wait_for_text(content.privacy.retention.chosen)
    app_page.go(routes.JOURNAL)
    app_page.wait_for_text(journal.lead)
    page.evaluate(SET_HIDDEN, True)
    app_page.wait_for_heading(content.privacy.unlock.title)
    expect(app_page.app.get_by_text(journal.lead)).to_have_count(0)


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_encrypted_export_needs_its_passcode_and_malformed_files_change_nothing(
    app_page: AppPage, content: Content, tmp_path: Path
) -> None:
    export_file, labels = tmp_path / "copy.sealed", content.privacy.import_journal
    save_self_check(app_page, content)
    export_encrypted(app_page, content, export_file)
    assert is_envelope(export_file.read_bytes())
    assert FIRST.encode() not in export_file.read_bytes()
    app_page.go(routes.JOURNAL)
    erase_the_entry(app_page, content)
    app_page.go(routes.IMPORT)
    choose_file(app_page, content, export_file)
    app_page.wait_for_text(labels.refused[RejectReason.NEEDS_PASSCODE])
    app_page.fill_field(labels.field, "another one")
    app_page.click_button(labels.open)
    app_page.wait_for_error(labels.field, labels.refused[RejectReason.WRONG_PASSCODE])
    app_page.fill_field(labels.field, PASSCODE)
    app_page.click_button(labels.open)
    app_page.wait_for_text(labels.count.format(n=1))
    app_page.click_button(labels.confirm)
    app_page.wait_for_text(labels.done)
    for data, reason in of_the_day(MALFORMED_FILES):
        malformed = tmp_path / "malformed.json"
        malformed.write_bytes(data)
        choose_file(app_page, content, malformed)
        app_page.wait_for_text(labels.refused[reason])
        expect(app_page.button(labels.confirm)).to_have_count(0)
    app_page.go(routes.JOURNAL)
    start = content.labels.journal.entry.split("{")[0]
    expect(app_page.page.get_by_role("button").filter(has_text=start)).to_have_count(1)


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_clinician_report_is_only_printed(app_page: AppPage, content: Content) -> None:
    save_self_check(app_page, content)
    app_page.go(routes.CLINICIAN_REPORT)
    app_page.page.evaluate(CAPTURE_PRINT)
    app_page.click_button(content.privacy.clinician_report.prepare)
    printed = app_page.page.wait_for_function("() => window.printed").json_value()
    assert content.self_check.questions[FIRST].ask in printed["textContent"]
    assert not [mark for mark in ("href", "src", "<img", "style=") if mark in printed["innerHTML"]]
    app_page.page.wait_for_selector("#report", state="detached")
    assert not app_page.foreign_requests()
