"""The states of the settings: device, region, export and import, passcode, erasing."""

import datetime as dt

from playwright.sync_api import FilePayload, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.export_format import ExportFile, RejectReason, dump
from sv_app.domain.journal import Entry
from sv_app.domain.self_check import SelfCheck
from tests.browser.app_driver import AppPage
from tests.browser.journal_actions import PASSCODE
from tests.screen_states.names import ReportState

WRONG_PASSCODE = "another one"
OTHER_REGION = "ch"
"""A region with a number that is not confirmed yet."""
ENTRY = Entry(id="0" * 32, at=dt.datetime.now(dt.UTC), check=SelfCheck())


COUNT_A_REQUEST = """() => navigator.serviceWorker.dispatchEvent(new MessageEvent("message", {
  data: {
    type: "requests", since: Date.now(), files: { "index.html": [1, 0] }, unlisted: 0, refused: [],
  },
}))"""


def count_a_request(app_page: AppPage) -> None:
    """Add a request to the ledger, so that it is never empty.

    Without it, its content depends on which tests ran before, and these change with the day.
    """
    app_page.page.evaluate(COUNT_A_REQUEST)


def shared_device(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Choose a shared device, where nothing is stored; then the person's own."""
    labels = content.privacy.device
    app_page.choose_shared_device(content)
    app_page.go(routes.DEVICE)
    app_page.wait_for_text(labels.to_own)
    report("device-shared")
    app_page.go(routes.PASSCODE)
    app_page.wait_for_text(content.privacy.passcode.not_here)
    report("passcode-not-here")
    app_page.go(routes.ME)
    app_page.wait_for_text(content.privacy.storage.shared)
    report("me-shared")
    app_page.go(routes.DEVICE)
    app_page.click_button(labels.to_own)
    app_page.wait_for_text(labels.to_shared)


def other_region(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Choose the helplines of another country, then those of the first country again."""
    abroad = content.in_region(OTHER_REGION)
    app_page.go(routes.HELPLINES)
    app_page.wait_for_heading(content.labels.helplines.title)
    choice = content.labels.helplines.region
    app_page.click_button(choice.format(region=content.current_region.name))
    expect(app_page.button(abroad.current_region.name)).to_be_attached()
    report("helplines-regions")
    app_page.click_button(abroad.current_region.name)
    app_page.wait_for_text(choice.format(region=abroad.current_region.name))
    report(f"helplines-{OTHER_REGION}")
    app_page.click_button(choice.format(region=abroad.current_region.name))
    app_page.click_button(content.current_region.name)
    app_page.wait_for_text(choice.format(region=content.current_region.name))
    app_page.click_button(content.labels.helplines.details)
    app_page.wait_for_text(content.labels.helplines.less)
    report("helplines-details")


def export_and_import(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Export the journal, then import a file."""
    export, import_labels = content.privacy.export, content.privacy.import_journal
    app_page.go(routes.DEVICE)
    app_page.click_button(content.privacy.device.to_shared)
    app_page.wait_for_text(content.privacy.device.erase_ask)
    report("device-asking")
    app_page.go(routes.EXPORT)
    app_page.wait_for_heading(export.title)
    with app_page.page.expect_download():
        app_page.click_button(export.export_plain)
    app_page.wait_for_text(export.done)
    report("export-done")
    app_page.go(routes.IMPORT)
    app_page.wait_for_heading(import_labels.title)
    _choose_file(app_page, content, b"{}")
    app_page.wait_for_text(import_labels.refused[RejectReason.NOT_OURS])
    report("import-refused")
    _choose_file(app_page, content, dump(ExportFile(entries=(ENTRY,))))
    app_page.wait_for_text(import_labels.content_title)
    report("import-preview")
    app_page.click_button(import_labels.confirm)
    app_page.wait_for_text(import_labels.done)
    report("import-done")


def _choose_file(app_page: AppPage, content: Content, data: bytes) -> None:
    with app_page.page.expect_file_chooser() as chooser:
        app_page.click_button(content.privacy.import_journal.choose)
    file = FilePayload(name="copy.json", mimeType="application/json", buffer=data)
    chooser.value.set_files(file)


def passcode(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Set a passcode, lock the journal, and unlock it."""
    labels, unlock = content.privacy.passcode, content.privacy.unlock
    app_page.go(routes.NEW_PASSCODE)
    app_page.wait_for_heading(labels.choose)
    app_page.click_button(labels.use_proposed)
    app_page.wait_for_text(labels.mask)
    report("new-passcode-proposed")
    app_page.click_button(labels.submit)
    app_page.wait_for_error(labels.repeat, labels.different)
    report("new-passcode-different")
    for field in (labels.field, labels.repeat):
        app_page.fill_field(field, PASSCODE)
    app_page.page.keyboard.press("Enter")
    app_page.wait_for_text(labels.done)
    report("new-passcode-done")
    app_page.click_button(labels.title)
    app_page.wait_for_text(labels.passcode_is_set)
    report("passcode-set")
    app_page.click_button(labels.remove)
    app_page.wait_for_text(labels.remove_ask)
    report("passcode-remove-asking")
    app_page.click_button(labels.lock_now)
    app_page.wait_for_heading(unlock.title)
    report("locked")
    app_page.click_button(unlock.forgotten)
    app_page.wait_for_text(unlock.forgotten_ask)
    report("locked-forgotten")
    app_page.fill_field(unlock.field, WRONG_PASSCODE)
    app_page.click_button(unlock.open)
    app_page.wait_for_error(unlock.field, unlock.wrong)
    report("locked-wrong")
    app_page.fill_field(unlock.field, PASSCODE)
    app_page.click_button(unlock.open)
    app_page.wait_for_heading(labels.title)


def erase_and_report_states(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Erase everything, and report the state that asks for confirmation."""
    labels = content.privacy.erase
    app_page.go(routes.ERASE)
    app_page.wait_for_heading(labels.title)
    app_page.click_button(labels.start)
    app_page.wait_for_text(labels.ask)
    report("erase-asking")
    app_page.click_button(labels.erase)
    app_page.wait_for_heading(content.labels.home.title)


def erase_everything(app_page: AppPage, content: Content) -> None:
    """Erase everything from the settings, without reporting states."""
    erase_and_report_states(app_page, content, lambda _: None)
