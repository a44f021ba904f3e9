"""Sets a passcode, exports the journal and chooses a file to import, in the browser."""

from pathlib import Path

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import Person

PASSCODE = "soleil 48 rivage"


def set_passcode(person: Person, content: Content) -> None:
    labels = content.privacy.passcode
    person.go(routes.NEW_PASSCODE)
    person.write(labels.field, PASSCODE)
    person.write(labels.repeat, PASSCODE)
    person.page.keyboard.press("Enter")
    person.wait_for_text(labels.done)


def export_encrypted(person: Person, content: Content, file: Path) -> None:
    """Save the journal as a file that PASSCODE encrypts."""
    export = content.privacy.export
    person.go(routes.EXPORT)
    person.write(export.field, PASSCODE)
    person.write(export.repeat, PASSCODE)
    with person.page.expect_download() as download:
        person.press(export.export_encrypted)
    download.value.save_as(file)


def choose_file(person: Person, content: Content, file: Path) -> None:
    with person.page.expect_file_chooser() as chooser:
        person.press(content.privacy.import_journal.choose)
    chooser.value.set_files(file)
