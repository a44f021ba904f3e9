"""The states of the settings: device, region, export and import, passcode, erasing."""

import datetime as dt

from playwright.sync_api import FilePayload, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.export_format import ExportFile, RejectReason, dump
from sv_app.domain.journal import Entry
from sv_app.domain.self_check import SelfCheck
from tests.browser.app_driver import Person
from tests.screen_states.names import ReportState

PASSCODE = "soleil 48 rivage"
WRONG_PASSCODE = "another one"
OTHER_REGION = "ch"
"""A region with a number that is not confirmed yet."""
ENTRY = Entry(id="0" * 32, at=dt.datetime.now(dt.UTC), check=SelfCheck())


COUNT_A_REQUEST = """() => navigator.serviceWorker.dispatchEvent(new MessageEvent("message", {
  data: {
    type: "requests", since: Date.now(), files: { "index.html": [1, 0] }, unlisted: 0, refused: [],
  },
}))"""


def count_a_request(person: Person) -> None:
    """Add a request to the ledger, which is empty on some days: it depends on earlier tests."""
    person.page.evaluate(COUNT_A_REQUEST)


def shared_device(person: Person, content: Content, report: ReportState) -> None:
    """Choose a shared device, where nothing is stored; then the person's own."""
    labels = content.privacy.device
    person.choose_shared_device(content)
    person.go(routes.DEVICE)
    person.wait_for_text(labels.to_own)
    report("device-shared")
    person.go(routes.PASSCODE)
    person.wait_for_text(content.privacy.passcode.not_here)
    report("passcode-not-here")
    person.go(routes.ME)
    person.wait_for_text(content.privacy.storage.shared)
    report("me-shared")
    person.go(routes.DEVICE)
    person.press(labels.to_own)
    person.wait_for_text(labels.to_shared)


def other_region(person: Person, content: Content, report: ReportState) -> None:
    """Choose the helplines of another country, then those of the first country again."""
    abroad = content.in_region(OTHER_REGION)
    person.go(routes.HELPLINES)
    person.wait_for_heading(content.labels.helplines.title)
    choice = content.labels.helplines.region
    person.press(choice.format(region=content.current_region.name))
    expect(person.button(abroad.current_region.name)).to_be_attached()
    report("helplines-regions")
    person.press(abroad.current_region.name)
    person.wait_for_text(choice.format(region=abroad.current_region.name))
    report(f"helplines-{OTHER_REGION}")
    person.press(choice.format(region=abroad.current_region.name))
    person.press(content.current_region.name)
    person.wait_for_text(choice.format(region=content.current_region.name))
    person.press(content.labels.helplines.details)
    person.wait_for_text(content.labels.helplines.less)
    report("helplines-details")


def export_and_import(person: Person, content: Content, report: ReportState) -> None:
    """Export the journal, then import a file."""
    export, import_labels = content.privacy.export, content.privacy.import_journal
    person.go(routes.DEVICE)
    person.press(content.privacy.device.to_shared)
    person.wait_for_text(content.privacy.device.erase_ask)
    report("device-asking")
    person.go(routes.EXPORT)
    person.wait_for_heading(export.title)
    with person.page.expect_download():
        person.press(export.export_plain)
    person.wait_for_text(export.done)
    report("export-done")
    person.go(routes.IMPORT)
    person.wait_for_heading(import_labels.title)
    _choose_file(person, content, b"{}")
    person.wait_for_text(import_labels.refused[RejectReason.NOT_OURS])
    report("import-refused")
    _choose_file(person, content, dump(ExportFile(entries=(ENTRY,))))
    person.wait_for_text(import_labels.content_title)
    report("import-preview")
    person.press(import_labels.confirm)
    person.wait_for_text(import_labels.done)
    report("import-done")


def _choose_file(person: Person, content: Content, data: bytes) -> None:
    with person.page.expect_file_chooser() as chooser:
        person.press(content.privacy.import_journal.choose)
    file = FilePayload(name="copy.json", mimeType="application/json", buffer=data)
    chooser.value.set_files(file)


def passcode(person: Person, content: Content, report: ReportState) -> None:
    """Set a passcode, lock the journal, and unlock it."""
    labels, unlock = content.privacy.passcode, content.privacy.unlock
    person.go(routes.NEW_PASSCODE)
    person.wait_for_heading(labels.choose)
    person.press(labels.use_proposed)
    person.wait_for_text(labels.mask)
    report("new-passcode-proposed")
    person.press(labels.submit)
    person.wait_for_error(labels.repeat, labels.different)
    report("new-passcode-different")
    for field in (labels.field, labels.repeat):
        person.write(field, PASSCODE)
    person.page.keyboard.press("Enter")
    person.wait_for_text(labels.done)
    report("new-passcode-done")
    person.press(labels.title)
    person.wait_for_text(labels.passcode_is_set)
    report("passcode-set")
    person.press(labels.remove)
    person.wait_for_text(labels.remove_ask)
    report("passcode-remove-asking")
    person.press(labels.lock_now)
    person.wait_for_heading(unlock.title)
    report("locked")
    person.press(unlock.forgotten)
    person.wait_for_text(unlock.forgotten_ask)
    report("locked-forgotten")
    person.write(unlock.field, WRONG_PASSCODE)
    person.press(unlock.open)
    person.wait_for_error(unlock.field, unlock.wrong)
    report("locked-wrong")
    person.write(unlock.field, PASSCODE)
    person.press(unlock.open)
    person.wait_for_heading(labels.title)


def erase_reporting_states(person: Person, content: Content, report: ReportState) -> None:
    """Erase everything, and report the state that asks for confirmation."""
    labels = content.privacy.erase
    person.go(routes.ERASE)
    person.wait_for_heading(labels.title)
    person.press(labels.start)
    person.wait_for_text(labels.ask)
    report("erase-asking")
    person.press(labels.erase)
    person.wait_for_heading(content.labels.home.title)


def erase_everything(person: Person, content: Content) -> None:
    """Erase everything from the settings, without reporting states."""
    erase_reporting_states(person, content, lambda _: None)
