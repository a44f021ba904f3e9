"""Every kind of field: the way to it, and the effect of the text that Python receives."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.passcode import passcode_strength
from tests.browser.app_driver import AppPage
from tests.browser.journal_actions import PASSCODE, choose_file, export_encrypted, set_passcode
from tests.browser.self_check_actions import answer_first_and_finish, save_self_check

ENCRYPTED_EXPORT = "copy.sealed"
NOTE = "une note privée"
NAME = "Camille Nom"


@dataclass(frozen=True)
class FieldCase:
    """A field, the way to it, and the effect of the text that Python receives."""

    path: str
    label: Callable[[Content], str]
    text: str = ""
    expect_received: Callable[[AppPage, Content], None] = lambda app_page, content: None
    """Checks that Python received the text."""
    prepare: Callable[[AppPage, Content, Path], None] = lambda app_page, content, folder: None
    """Makes the field available; called once."""
    show: Callable[[AppPage, Content, Path], None] = lambda app_page, content, folder: None
    """Shows the field, when the screen of `path` does not show it at once."""


def expect_search_results(app_page: AppPage, content: Content) -> None:
    app_page.wait_for_text(content.labels.search.found.split("}")[1])


def answer_on_own_device(app_page: AppPage, content: Content, folder: Path) -> None:
    app_page.choose_own_device(content)
    answer_first_and_finish(app_page, content)


def expect_saved_note(app_page: AppPage, content: Content) -> None:
    app_page.click_button(content.labels.result.save)
    app_page.wait_for_text(content.labels.result.saved)
    app_page.go(routes.JOURNAL)
    app_page.click_button(content.labels.journal.entry.split("{")[0])
    app_page.wait_for_text(NOTE)


def choose_own_device(app_page: AppPage, content: Content, folder: Path) -> None:
    app_page.choose_own_device(content)


def add_contact(app_page: AppPage, content: Content, folder: Path) -> None:
    app_page.click_button(content.labels.contacts.add)


def expect_saved_contact(app_page: AppPage, content: Content) -> None:
    labels = content.labels.contacts
    app_page.fill_field(labels.phone, "0601020304")
    app_page.click_button(labels.save)
    app_page.wait_for_text(labels.change.format(name=NAME))


def expect_strength(app_page: AppPage, content: Content) -> None:
    labels = content.privacy.passcode
    app_page.wait_for_text(labels.strength[passcode_strength(PASSCODE, labels.words)])


def lock_journal(app_page: AppPage, content: Content, folder: Path) -> None:
    app_page.choose_own_device(content)
    set_passcode(app_page, content)
    app_page.go(routes.PASSCODE)
    app_page.click_button(content.privacy.passcode.lock_now)
    app_page.wait_for_heading(content.privacy.unlock.title)


def expect_unlocked(app_page: AppPage, content: Content) -> None:
    app_page.page.keyboard.press("Enter")
    app_page.wait_for_heading(content.labels.journal.title)


def export_journal(app_page: AppPage, content: Content, folder: Path) -> None:
    save_self_check(app_page, content)
    export_encrypted(app_page, content, folder / ENCRYPTED_EXPORT)
    app_page.go(routes.HOME)  # the export screen has a field of the same name
    app_page.wait_for_heading(content.labels.home.title)


def choose_export(app_page: AppPage, content: Content, folder: Path) -> None:
    choose_file(app_page, content, folder / ENCRYPTED_EXPORT)


def expect_preview(app_page: AppPage, content: Content) -> None:
    app_page.page.keyboard.press("Enter")
    app_page.wait_for_text(content.privacy.import_journal.known.format(n=1))


FIELDS = {
    "search": FieldCase(
        routes.SEARCH, lambda content: content.labels.search.field, "faute", expect_search_results
    ),
    "note": FieldCase(
        routes.RESULT,
        lambda content: content.privacy.saving.note,
        NOTE,
        expect_saved_note,
        prepare=answer_on_own_device,
    ),
    "contact": FieldCase(
        routes.CONTACTS,
        lambda content: content.labels.contacts.name,
        NAME,
        expect_saved_contact,
        prepare=choose_own_device,
        show=add_contact,
    ),
    "new passcode": FieldCase(
        routes.NEW_PASSCODE,
        lambda content: content.privacy.passcode.field,
        PASSCODE,
        expect_strength,
        prepare=choose_own_device,
    ),
    "unlock": FieldCase(
        routes.JOURNAL,
        lambda content: content.privacy.unlock.field,
        PASSCODE,
        expect_unlocked,
        prepare=lock_journal,
    ),
    "import": FieldCase(
        routes.IMPORT,
        lambda content: content.privacy.import_journal.field,
        PASSCODE,
        expect_preview,
        prepare=export_journal,
        show=choose_export,
    ),
}

SHOWN_WITHIN = 3_000
"""Milliseconds to wait for a field to appear by itself, before `show` is called."""


def show_field(field: Locator, show: Callable[[], None]) -> None:
    """Wait for the field; call `show` if it does not appear."""
    try:
        expect(field).to_be_attached(timeout=SHOWN_WITHIN)
    except AssertionError:
        show()
        expect(field).to_be_attached()
