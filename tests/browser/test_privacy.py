"""Privacy in a real browser: shared device, passcode, lock, export, import, printing."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.data.crypto.cipher import is_envelope
from sv_app.domain.content import Content
from sv_app.domain.export_format import MAX_EXPORT_SIZE, RejectReason
from sv_app.domain.journal import LockAfter, Retention
from tests.browser.app_driver import SET_HIDDEN, Person
from tests.browser.daily_selection import ENGLISH, FRENCH, WEEKLY, of_the_day
from tests.browser.journal_actions import PASSCODE, choose_file, export_encrypted, set_passcode
from tests.browser.self_check_actions import (
    FIRST,
    SECOND,
    erase_the_entry,
    pass_safety,
    save_a_check,
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
HOSTILE_FILES = [
    (b'{"__proto__": {"entries": []}}', RejectReason.NOT_OURS),
    (b"[" * 100_000, RejectReason.DAMAGED),
    (b"\0" * (MAX_EXPORT_SIZE + 1), RejectReason.TOO_LARGE),
]


@pytest.fixture
def content(language: str, contents: Mapping[str, Content]) -> Content:
    return contents[language]


def reopen(person: Person, path: str) -> None:
    """Reload the app at `path`, so that it starts with this screen."""
    person.go(path)
    person.page.reload()
    person.wait_until_ready()


@ENGLISH
def test_shared_device_stores_nothing_beyond_the_page(person: Person, content: Content) -> None:
    person.choose_shared_device(content)
    person.go(routes.SELF_CHECK)
    pass_safety(person, content)
    person.press(next(iter(content.self_check.degrees.values())))
    person.wait_for_heading(content.self_check.questions[SECOND].ask)
    person.go(routes.ME)
    person.wait_for_text(resume_label(content))
    assert person.page.evaluate(LIST_STORAGE) == []
    person.page.reload()
    person.wait_until_ready()
    person.go(routes.DEVICE)
    person.wait_for_text(content.privacy.device.ask)
    person.go(routes.ME)
    person.wait_for_heading(content.labels.me.title)
    expect(person.button(resume_label(content))).to_have_count(0)


@WEEKLY
@FRENCH
def test_only_the_passcode_unlocks_the_journal(person: Person, content: Content) -> None:
    unlock = content.privacy.unlock
    save_a_check(person, content)
    person.wait_for_text(content.privacy.saving.retention[Retention.YEAR])
    set_passcode(person, content)
    reopen(person, routes.JOURNAL)
    person.wait_for_heading(unlock.title)
    person.write(unlock.field, "another one")
    person.press(unlock.open)
    person.wait_for_error(unlock.field, unlock.wrong)
    person.write(unlock.field, PASSCODE)
    person.press(unlock.open)
    person.wait_for_heading(content.labels.journal.title)
    person.wait_for_text(content.labels.journal.lead)
    public_text = " ".join([*person.requests, person.page.url, person.page.title()])
    # Only the words: the port may contain the digits.
    assert not [word for word in PASSCODE.split() if word.isalpha() and word in public_text]


@WEEKLY
@ENGLISH
def test_export_can_be_imported_after_everything_was_erased(
    person: Person, content: Content, tmp_path: Path
) -> None:
    export_file, labels = tmp_path / "copy.json", content.privacy.import_journal
    save_a_check(person, content)
    person.go(routes.EXPORT)
    with person.page.expect_download() as download:
        person.press(content.privacy.export.export_plain)
    download.value.save_as(export_file)
    assert len(json.loads(export_file.read_text("utf-8"))["entries"]) == 1
    person.go(routes.ERASE)
    person.press(content.privacy.erase.start)
    person.press(content.privacy.erase.erase)
    person.wait_for_heading(content.labels.home.title)
    person.choose_own_device(content)
    person.go(routes.IMPORT)
    choose_file(person, content, export_file)
    person.wait_for_text(labels.count.format(n=1))
    person.press(labels.confirm)
    person.wait_for_text(labels.done)
    reopen(person, routes.JOURNAL)
    person.wait_for_text(content.labels.journal.lead)


@WEEKLY
@FRENCH
def test_hidden_journal_locks_after_the_chosen_time(person: Person, content: Content) -> None:
    page, labels, journal = person.page, content.privacy.passcode, content.labels.journal
    save_a_check(person, content)
    set_passcode(person, content)
    person.go(routes.JOURNAL)
    person.wait_for_text(journal.lead)
    for hidden in (True, False):
        page.evaluate(SET_HIDDEN, hidden)
    page.wait_for_timeout(1000)
    person.wait_for_heading(journal.title)
    person.go(routes.PASSCODE)
    person.press(labels.lock[LockAfter.AT_ONCE])
    person.wait_for_text(content.privacy.retention.chosen)
    person.go(routes.JOURNAL)
    person.wait_for_text(journal.lead)
    page.evaluate(SET_HIDDEN, True)
    person.wait_for_heading(content.privacy.unlock.title)
    expect(person.app.get_by_text(journal.lead)).to_have_count(0)


@WEEKLY
@FRENCH
def test_encrypted_export_needs_its_passcode_and_hostile_files_change_nothing(
    person: Person, content: Content, tmp_path: Path
) -> None:
    export_file, labels = tmp_path / "copy.sealed", content.privacy.import_journal
    save_a_check(person, content)
    export_encrypted(person, content, export_file)
    assert is_envelope(export_file.read_bytes())
    assert FIRST.encode() not in export_file.read_bytes()
    person.go(routes.JOURNAL)
    erase_the_entry(person, content)
    person.go(routes.IMPORT)
    choose_file(person, content, export_file)
    person.wait_for_text(labels.refused[RejectReason.NEEDS_PASSCODE])
    person.write(labels.field, "another one")
    person.press(labels.open)
    person.wait_for_error(labels.field, labels.refused[RejectReason.WRONG_PASSCODE])
    person.write(labels.field, PASSCODE)
    person.press(labels.open)
    person.wait_for_text(labels.count.format(n=1))
    person.press(labels.confirm)
    person.wait_for_text(labels.done)
    for data, reason in of_the_day(HOSTILE_FILES):
        hostile = tmp_path / "hostile.json"
        hostile.write_bytes(data)
        choose_file(person, content, hostile)
        person.wait_for_text(labels.refused[reason])
        expect(person.button(labels.confirm)).to_have_count(0)
    person.go(routes.JOURNAL)
    start = content.labels.journal.entry.split("{")[0]
    expect(person.page.get_by_role("button").filter(has_text=start)).to_have_count(1)


@WEEKLY
@FRENCH
def test_clinician_report_is_only_printed(person: Person, content: Content) -> None:
    save_a_check(person, content)
    person.go(routes.CLINICIAN_REPORT)
    person.page.evaluate(CAPTURE_PRINT)
    person.press(content.privacy.clinician_report.prepare)
    printed = person.page.wait_for_function("() => window.printed").json_value()
    assert content.self_check.questions[FIRST].ask in printed["textContent"]
    assert not [mark for mark in ("href", "src", "<img", "style=") if mark in printed["innerHTML"]]
    person.page.wait_for_selector("#report", state="detached")
    assert not person.foreign_requests()
