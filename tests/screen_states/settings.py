"""The states of the settings: whose device, copies, the code, the lock, and erasing."""

import datetime as dt

from playwright.sync_api import FilePayload, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.export_format import ExportFile, RejectReason, dump
from sv_app.domain.journal import Entry
from sv_app.domain.self_check import SelfCheck
from tests.browser.app_driver import Person
from tests.screen_states.names import Seen

CODE = "soleil 48 rivage"
WRONG = "another one"
ABROAD = "ch"
"""Where one of the numbers is to confirm."""
ENTRY = Entry(id="0" * 32, at=dt.datetime.now(dt.UTC), check=SelfCheck())


def shared(person: Person, content: Content, seen: Seen) -> None:
    """A device that others use, where nothing is kept; then the person's own."""
    labels = content.privacy.device
    person.go(routes.HOME)
    person.press(labels.shared)
    expect(person.app.get_by_text(labels.ask)).to_have_count(0)
    person.go(routes.DEVICE)
    person.sees(labels.to_own)
    seen("device-shared")
    person.go(routes.PASSCODE)
    person.sees(content.privacy.passcode.not_here)
    seen("passcode-not-here")
    person.go(routes.ME)
    person.sees(content.privacy.keeping.shared)
    seen("me-shared")
    person.go(routes.DEVICE)
    person.press(labels.to_own)
    person.sees(labels.to_shared)


def elsewhere(person: Person, content: Content, seen: Seen) -> None:
    """The lines of another country, then those of this one again."""
    there = content.in_region(ABROAD)
    person.go(routes.HELPLINES)
    person.heading(content.labels.helplines.title)
    person.press(there.here.name)
    person.sees(there.helplines[0].words.name)
    seen(f"helplines-{ABROAD}")
    person.press(content.here.name)
    person.sees(content.helplines[0].words.name)


def files(person: Person, content: Content, seen: Seen) -> None:
    """A copy taken away, and one brought back."""
    export, back = content.privacy.export, content.privacy.bring_back
    person.go(routes.DEVICE)
    person.press(content.privacy.device.to_shared)
    person.sees(content.privacy.device.erase_ask)
    seen("device-asking")
    person.go(routes.EXPORT)
    person.heading(export.title)
    with person.page.expect_download():
        person.press(export.plain_go)
    person.sees(export.done)
    seen("export-done")
    person.go(routes.IMPORT)
    person.heading(back.title)
    _choose(person, content, b"{}")
    person.sees(back.refused[RejectReason.NOT_OURS])
    seen("bring-back-refused")
    _choose(person, content, dump(ExportFile(entries=(ENTRY,))))
    person.sees(back.found)
    seen("bring-back-preview")
    person.press(back.confirm)
    person.sees(back.done)
    seen("bring-back-done")


def _choose(person: Person, content: Content, data: bytes) -> None:
    with person.page.expect_file_chooser() as chooser:
        person.press(content.privacy.bring_back.choose)
    copy = FilePayload(name="copy.json", mimeType="application/json", buffer=data)
    chooser.value.set_files(copy)


def code(person: Person, content: Content, seen: Seen) -> None:
    """A code chosen, and the journal locked by it until it is given."""
    labels, unlock = content.privacy.passcode, content.privacy.unlock
    person.go(routes.NEW_PASSCODE)
    person.heading(labels.choose)
    person.press(labels.use)
    person.sees(labels.mask)
    seen("new-passcode-proposed")
    person.press(labels.set)
    person.sees(labels.different)
    seen("new-passcode-different")
    for field in (labels.first, labels.again):
        person.write(field, CODE)
    person.page.keyboard.press("Enter")
    person.sees(labels.done)
    seen("new-passcode-done")
    person.press(labels.title)
    person.sees(labels.on)
    seen("passcode-set")
    person.press(labels.remove)
    person.sees(labels.remove_ask)
    seen("passcode-remove-asking")
    person.press(labels.lock_now)
    person.heading(unlock.title)
    seen("locked")
    person.press(unlock.forgotten)
    person.sees(unlock.forgotten_ask)
    seen("locked-forgotten")
    person.write(unlock.field, WRONG)
    person.press(unlock.open)
    person.sees(unlock.wrong)
    seen("locked-wrong")
    person.write(unlock.field, CODE)
    person.press(unlock.open)
    person.heading(labels.title)


def erase(person: Person, content: Content, seen: Seen) -> None:
    """Everything goes, after a question."""
    labels = content.privacy.erase
    person.go(routes.ERASE)
    person.heading(labels.title)
    person.press(labels.start)
    person.sees(labels.ask)
    seen("erase-asking")
    person.press(labels.erase)
    person.heading(content.labels.home.title)


def erase_everything(person: Person, content: Content) -> None:
    """Erase everything, as from the settings."""
    erase(person, content, lambda _: None)
