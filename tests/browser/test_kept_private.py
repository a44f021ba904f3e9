"""What is kept and for whom, in a real browser: shared, locked, exported and brought back."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.data.crypto.cipher import is_envelope
from sv_app.domain.content import Content
from sv_app.domain.export_format import LARGEST, RejectReason
from sv_app.domain.journal import LockAfter, Retention
from tests.browser.app_driver import Person
from tests.browser.checks import FIRST, delete_the_entry, save_a_check
from tests.browser.languages import ENGLISH, FRENCH, TURN, of_the_day
from tests.browser.store_harness import HERE

pytestmark = pytest.mark.browser

CODE = "soleil 48 rivage"
HIDDEN = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
PRINTER = """() => {
  window.print = () => {
    const { textContent, innerHTML } = document.getElementById("printed");
    window.printed = { textContent, innerHTML };
    dispatchEvent(new Event("afterprint"));
  };
}"""
HOSTILE = [
    (b'{"__proto__": {"entries": []}}', RejectReason.NOT_OURS),
    (b"[" * 100_000, RejectReason.DAMAGED),
    (b"\0" * (LARGEST + 1), RejectReason.TOO_LARGE),
]


@pytest.fixture
def content(language: str, contents: Mapping[str, Content]) -> Content:
    return contents[language]


def reopen(person: Person, path: str) -> None:
    """Start the app again at `path`: no screen is shown before that of `path`."""
    person.go(path)
    person.page.reload()
    person.ready()


def set_code(person: Person, content: Content) -> None:
    labels = content.privacy.passcode
    person.go(routes.NEW_PASSCODE)
    person.write(labels.first, CODE)
    person.write(labels.again, CODE)
    person.page.keyboard.press("Enter")
    person.sees(labels.done)


def pick(person: Person, content: Content, file: Path) -> None:
    with person.page.expect_file_chooser() as chooser:
        person.press(content.privacy.bring_back.choose)
    chooser.value.set_files(file)


@ENGLISH
def test_on_a_shared_device_nothing_outlives_the_page(person: Person, content: Content) -> None:
    person.press(content.privacy.device.shared)
    person.go(routes.SELF_CHECK)
    person.press(next(iter(content.self_check.degrees.values())))
    person.go(routes.ME)
    person.sees(content.labels.me.resume)
    assert person.page.evaluate(HERE) == []
    person.page.reload()
    person.ready()
    person.go(routes.HOME)
    person.sees(content.privacy.device.ask)
    person.go(routes.ME)
    person.heading(content.labels.me.title)
    expect(person.button(content.labels.me.resume)).to_have_count(0)


@TURN("lock")
@FRENCH
def test_a_code_closes_the_journal_and_only_it_opens_it(person: Person, content: Content) -> None:
    unlock = content.privacy.unlock
    save_a_check(person, content)
    person.sees(content.privacy.saving.retention[Retention.YEAR])
    set_code(person, content)
    reopen(person, routes.JOURNAL)
    person.heading(unlock.title)
    person.write(unlock.field, "another one")
    person.press(unlock.open)
    person.sees(unlock.wrong)
    person.write(unlock.field, CODE)
    person.press(unlock.open)
    person.heading(content.labels.journal.title)
    person.sees(content.labels.journal.lead)
    seen = " ".join([*person.requests, person.page.url, person.page.title()])
    # Its words: the digits may be those of the port.
    assert not [word for word in CODE.split() if word.isalpha() and word in seen]


@TURN("copy")
@ENGLISH
def test_a_copy_taken_away_is_brought_back_after_everything_was_erased(
    person: Person, content: Content, tmp_path: Path
) -> None:
    copy, labels = tmp_path / "copy.json", content.privacy.bring_back
    save_a_check(person, content)
    person.go(routes.EXPORT)
    with person.page.expect_download() as download:
        person.press(content.privacy.export.plain_go)
    download.value.save_as(copy)
    assert len(json.loads(copy.read_text("utf-8"))["entries"]) == 1
    person.go(routes.ERASE)
    person.press(content.privacy.erase.start)
    person.press(content.privacy.erase.erase)
    person.heading(content.labels.home.title)
    person.own_device(content)
    person.go(routes.IMPORT)
    pick(person, content, copy)
    person.sees(labels.count.format(n=1))
    person.press(labels.confirm)
    person.sees(labels.done)
    reopen(person, routes.JOURNAL)
    person.sees(content.labels.journal.lead)


@TURN("lock")
@FRENCH
def test_the_journal_closes_when_it_was_out_of_sight_for_as_long_as_chosen(
    person: Person, content: Content
) -> None:
    page, labels, journal = person.page, content.privacy.passcode, content.labels.journal
    save_a_check(person, content)
    set_code(person, content)
    person.go(routes.JOURNAL)
    person.sees(journal.lead)
    for hidden in (True, False):
        page.evaluate(HIDDEN, hidden)
    page.wait_for_timeout(1000)
    person.heading(journal.title)
    person.go(routes.PASSCODE)
    person.press(labels.lock[LockAfter.AT_ONCE])
    person.sees(content.privacy.retention.chosen)
    person.go(routes.JOURNAL)
    person.sees(journal.lead)
    page.evaluate(HIDDEN, True)
    person.heading(content.privacy.unlock.title)
    expect(person.app.get_by_text(journal.lead)).to_have_count(0)


@TURN("copy")
@FRENCH
def test_a_sealed_copy_is_opened_by_its_code_alone_and_a_hostile_file_changes_nothing(
    person: Person, content: Content, tmp_path: Path
) -> None:
    copy, labels = tmp_path / "copy.sealed", content.privacy.bring_back
    export = content.privacy.export
    save_a_check(person, content)
    person.go(routes.EXPORT)
    person.write(export.first, CODE)
    person.write(export.again, CODE)
    with person.page.expect_download() as download:
        person.press(export.sealed_go)
    download.value.save_as(copy)
    assert is_envelope(copy.read_bytes())
    assert FIRST.encode() not in copy.read_bytes()
    person.go(routes.JOURNAL)
    delete_the_entry(person, content)
    person.go(routes.IMPORT)
    pick(person, content, copy)
    person.sees(labels.refused[RejectReason.NEEDS_CODE])
    person.write(labels.field, "another one")
    person.press(labels.open)
    person.sees(labels.refused[RejectReason.WRONG_CODE])
    person.write(labels.field, CODE)
    person.press(labels.open)
    person.sees(labels.count.format(n=1))
    person.press(labels.confirm)
    person.sees(labels.done)
    for data, reason in of_the_day(HOSTILE):
        hostile = tmp_path / "hostile.json"
        hostile.write_bytes(data)
        pick(person, content, hostile)
        person.sees(labels.refused[reason])
        expect(person.button(labels.confirm)).to_have_count(0)
    person.go(routes.JOURNAL)
    start = content.labels.journal.entry.split("{")[0]
    expect(person.page.get_by_role("button").filter(has_text=start)).to_have_count(1)


@FRENCH
def test_the_page_for_a_doctor_goes_to_the_printer_and_nowhere_else(
    person: Person, content: Content
) -> None:
    save_a_check(person, content)
    person.go(routes.CLINICIAN_REPORT)
    person.page.evaluate(PRINTER)
    person.press(content.privacy.doctor.go)
    printed = person.page.wait_for_function("() => window.printed").json_value()
    assert content.self_check.questions[FIRST].ask in printed["textContent"]
    assert not [mark for mark in ("href", "src", "<img", "style=") if mark in printed["innerHTML"]]
    person.page.wait_for_selector("#printed", state="detached")
    assert not person.strays()
