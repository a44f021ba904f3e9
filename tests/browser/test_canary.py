"""What is written is found after a restart, and nowhere a stranger could look."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Playwright

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import Degree, YesNo
from tests.browser.app_driver import SCREEN, START, Person, watched
from tests.browser.checks import answer_all, delete_the_entry
from tests.browser.conftest import FLAGS
from tests.browser.disk_scan import holding
from tests.browser.store_harness import HERE

pytestmark = pytest.mark.browser

NOTE, CONTACT, CODE = "mésange bleue du soir", "Loriot Jaune", "huppe 37 fasciée"
WORDS = (NOTE, CONTACT, CODE)
ELSEWHERE = """async () => [
  ...Object.keys(localStorage),
  ...Object.keys(sessionStorage).filter((name) => name !== "_flet_session_id"),
  ...(await Array.fromAsync((await navigator.storage.getDirectory()).keys()))
    .map((name) => name.replace(/^side-by-side-[0-9a-f-]+$/, "a key")),
]"""
"""Local and session storage are not used; the private file system holds the key of a copy."""


def write_everywhere(person: Person, content: Content) -> None:
    """A contact, a note saved with its check, a check in progress, a code."""
    contacts, codes = content.labels.contacts, content.privacy.passcode
    person.own_device(content)
    person.go(routes.CONTACTS)
    person.press(contacts.add)
    person.write(contacts.name, CONTACT)
    person.write(contacts.phone, "05 55 55 55 01")
    person.press(contacts.save)
    person.sees(CONTACT)
    person.go(routes.SELF_CHECK)
    answer_all(person, content)
    person.write(content.privacy.saving.note, NOTE)
    person.press(content.labels.result.save)
    person.sees(content.labels.result.saved)
    person.go(routes.SELF_CHECK)
    person.press(next(iter(content.self_check.degrees.values())))
    person.go(routes.NEW_PASSCODE)
    person.write(codes.first, CODE)
    person.write(codes.again, CODE)
    person.press(codes.set)
    person.sees(codes.done)


def test_what_was_written_is_found_on_no_disk_and_in_no_address_title_nor_console(
    playwright: Playwright,
    chromium: str,
    origin: str,
    contents: Mapping[str, Content],
    tmp_path: Path,
) -> None:
    content = contents["fr"]
    heard: list[str] = []
    addresses: list[str] = []

    def note(frame: Frame) -> None:
        addresses.extend((frame.url, frame.page.title()))

    @contextmanager
    def opened() -> Iterator[Person]:
        with playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=chromium, args=FLAGS, **SCREEN, locale="fr"
        ) as context:
            page = context.new_page()
            page.on("console", lambda said: heard.append(said.text))
            page.on("framenavigated", note)
            with watched(page, origin) as person:
                person.open()
                yield person
                addresses.extend([*person.requests, page.url, page.title()])

    with opened() as person:
        page = person.page
        write_everywhere(person, content)
        assert page.evaluate(ELSEWHERE) == ["a key"]
        page.wait_for_selector("html[data-snapshot=kept]", state="attached", timeout=START)
    assert {word: holding(tmp_path, word) for word in WORDS} == {word: [] for word in WORDS}
    with opened() as person:
        person.go(routes.JOURNAL)
        person.write(content.privacy.unlock.field, CODE)
        person.press(content.privacy.unlock.open)
        person.sees(content.labels.journal.lead)
        delete_the_entry(person, content)
        person.go(routes.ERASE)
        person.press(content.privacy.erase.start)
        person.press(content.privacy.erase.erase)
        person.heading(content.labels.home.title)
        assert person.page.evaluate(HERE) == []
        assert person.page.evaluate(ELSEWHERE) == []
    assert {word: holding(tmp_path, word) for word in WORDS} == {word: [] for word in WORDS}
    assert not [*tmp_path.glob("Default/WebStorage/*/")]
    assert heard
    assert addresses
    assert not [word for word in WORDS if word in " ".join([*heard, *addresses])]
    answers = [*Degree, *YesNo, *content.self_check.degrees.values()]
    assert not [answer for answer in answers if answer in " ".join(addresses)]
