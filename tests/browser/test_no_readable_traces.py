"""Written data is found after a restart, and is readable nowhere else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Frame, Playwright

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import Degree, YesNo
from tests.browser.app_driver import SCREEN, START_TIMEOUT, AppPage, watched
from tests.browser.conftest import FLAGS
from tests.browser.disk_scan import files_containing
from tests.browser.self_check_actions import answer_all, answer_first, erase_the_entry
from tests.browser.store_harness import LIST_STORAGE, OTHER_STORAGE

pytestmark = pytest.mark.browser

NOTE, CONTACT, PASSCODE = "mésange bleue du soir", "Loriot Jaune", "huppe 37 fasciée"
CANARIES = (NOTE, CONTACT, PASSCODE)


def write_everywhere(app_page: AppPage, content: Content) -> None:
    """Write a contact, an entry with a note, a draft and a passcode."""
    contacts, passcode_labels = content.labels.contacts, content.privacy.passcode
    app_page.choose_own_device(content)
    app_page.go(routes.CONTACTS)
    app_page.click_button(contacts.add)
    app_page.fill_field(contacts.name, CONTACT)
    app_page.fill_field(contacts.phone, "05 55 55 55 01")
    app_page.click_button(contacts.save)
    app_page.wait_for_text(CONTACT)
    app_page.go(routes.SELF_CHECK)
    answer_all(app_page, content)
    app_page.fill_field(content.privacy.saving.note, NOTE)
    app_page.click_button(content.labels.result.save)
    app_page.wait_for_text(content.labels.result.saved)
    answer_first(app_page, content)
    app_page.go(routes.NEW_PASSCODE)
    app_page.fill_field(passcode_labels.field, PASSCODE)
    app_page.fill_field(passcode_labels.repeat, PASSCODE)
    app_page.click_button(passcode_labels.submit)
    app_page.wait_for_text(passcode_labels.done)


def test_written_data_is_not_readable_on_disk_or_in_url_title_or_console(
    playwright: Playwright,
    chromium: str,
    origin: str,
    contents: Mapping[str, Content],
    tmp_path: Path,
) -> None:
    content = contents["fr"]
    console: list[str] = []
    addresses: list[str] = []

    def record_address(frame: Frame) -> None:
        addresses.extend((frame.url, frame.page.title()))

    @contextmanager
    def open_app() -> Iterator[AppPage]:
        with playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=chromium, args=FLAGS, **SCREEN, locale="fr"
        ) as context:
            page = context.new_page()
            page.on("console", lambda message: console.append(message.text))
            page.on("framenavigated", record_address)
            with watched(page, origin) as app_page:
                app_page.open()
                yield app_page
                addresses.extend([*app_page.requests, page.url, page.title()])

    with open_app() as app_page:
        page = app_page.page
        write_everywhere(app_page, content)
        assert page.evaluate(OTHER_STORAGE) == ["a key"]
        page.wait_for_selector("html[data-snapshot=kept]", state="attached", timeout=START_TIMEOUT)
    assert {word: files_containing(tmp_path, word) for word in CANARIES} == {
        word: [] for word in CANARIES
    }
    with open_app() as app_page:
        app_page.go(routes.JOURNAL)
        app_page.fill_field(content.privacy.unlock.field, PASSCODE)
        app_page.click_button(content.privacy.unlock.open)
        app_page.wait_for_text(content.labels.journal.lead)
        erase_the_entry(app_page, content)
        app_page.go(routes.ERASE)
        app_page.click_button(content.privacy.erase.start)
        app_page.click_button(content.privacy.erase.erase)
        app_page.wait_for_heading(content.labels.home.title)
        assert app_page.page.evaluate(LIST_STORAGE) == []
        assert app_page.page.evaluate(OTHER_STORAGE) == []
    assert {word: files_containing(tmp_path, word) for word in CANARIES} == {
        word: [] for word in CANARIES
    }
    assert not [*tmp_path.glob("Default/WebStorage/*/")]
    assert console
    assert addresses
    # In an address, spaces and letters with accents are encoded.
    readable = [unquote_plus(text) for text in addresses]
    assert not [word for word in CANARIES if word in " ".join([*console, *readable])]
    answers = [*Degree, *YesNo, *content.self_check.degrees.values()]
    assert not [answer for answer in answers if answer in " ".join(readable)]
