"""Sets a passcode, exports the journal and chooses a file to import, in the browser."""

from pathlib import Path

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage

PASSCODE = "soleil 48 rivage"


def set_passcode(app_page: AppPage, content: Content) -> None:
    labels = content.privacy.passcode
    app_page.go(routes.NEW_PASSCODE)
    app_page.fill_field(labels.field, PASSCODE)
    app_page.fill_field(labels.repeat, PASSCODE)
    app_page.page.keyboard.press("Enter")
    app_page.wait_for_text(labels.done)


def export_encrypted(app_page: AppPage, content: Content, file: Path) -> None:
    """Save the journal as a file that PASSCODE encrypts."""
    export = content.privacy.export
    app_page.go(routes.EXPORT)
    app_page.fill_field(export.field, PASSCODE)
    app_page.fill_field(export.repeat, PASSCODE)
    with app_page.page.expect_download() as download:
        app_page.click_button(export.export_encrypted)
    download.value.save_as(file)


def choose_file(app_page: AppPage, content: Content, file: Path) -> None:
    with app_page.page.expect_file_chooser() as chooser:
        app_page.click_button(content.privacy.import_journal.choose)
    chooser.value.set_files(file)
