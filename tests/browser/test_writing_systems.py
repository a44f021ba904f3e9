"""Characters that the shipped fonts lack can be read, and cause no request for a font."""

import random
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.editorial.rules import drawable_code_points
from tests.browser.app_driver import Person
from tests.browser.daily_selection import FRENCH, of_the_day
from tests.profile import LONG, PROFILE, SEED

pytestmark = pytest.mark.browser

LATIN = "Łucja Şahin"
NAMES = ("Нина", "Ελένη", "محمد", "美咲", "👩‍⚕️ Zoé")
"""Names in writing systems that the shipped fonts lack."""
CHUNK = 400
"""The number of characters that are typed at once."""
ALL_CODE_POINTS = [code for code in range(0x20, 0x110000) if not 0xD800 <= code < 0xE000]
CHUNKS = [ALL_CODE_POINTS[at : at + CHUNK] for at in range(0, len(ALL_CODE_POINTS), CHUNK)]
TYPED = CHUNKS if PROFILE is LONG else random.Random(SEED).sample(CHUNKS, 6)
IS_VISIBLE = """(node) => {
  const words = node.querySelector("span") ?? node;
  const root = document.querySelector("#app flt-semantics");
  const transparent = getComputedStyle(words).color.startsWith("rgba");
  const complete = words.scrollWidth <= words.clientWidth + 1;
  return !transparent && getComputedStyle(root).filter === "none" && complete;
}"""
"""Whether a text of the semantics tree is visible over the drawing, and not cut."""


def unknown_requests(person: Person, site: Path) -> list[str]:
    """Return the requests for what is no file of the site, such as a font of another server."""
    return [url for url in person.requests if not (site / urlsplit(url).path[1:]).is_file()]


def expect_visible(target: Locator) -> None:
    expect(target).to_have_attribute("data-system-font", re.compile("line"))
    assert target.evaluate(IS_VISIBLE)


@FRENCH
def test_contact_name_in_another_writing_system_is_readable_without_requests(
    person: Person, contents: Mapping[str, Content], language: str, site: Path
) -> None:
    content = contents[language]
    labels = content.labels.contacts
    person.choose_own_device(content)
    person.go(routes.CONTACTS)
    person.wait_for_heading(labels.title)
    person.requests.clear()
    for rank, name in enumerate((LATIN, *of_the_day(NAMES), *of_the_day(NAMES, rank=1))):
        person.press(labels.add)
        field = person.page.get_by_label(labels.name, exact=True)
        person.type(field, name)
        if name != LATIN:
            expect_visible(field)
        person.write(labels.phone, f"060102030{rank}")
        person.press(labels.save)
        text = person.app.locator("flt-semantics:not(:has(flt-semantics))").get_by_text(name).first
        expect(text).to_be_attached()
        if name != LATIN:
            expect_visible(person.app.locator("[data-system-font]").filter(has_text=name).first)
    assert set(map(ord, LATIN)) <= drawable_code_points()
    assert unknown_requests(person, site) == []


def insert(person: Person, chunks: list[list[int]]) -> None:
    """Type each chunk of characters in the focused field."""
    for chunk in chunks:
        person.page.keyboard.press("Control+A")
        person.page.keyboard.insert_text("".join(map(chr, chunk)))
        person.page.wait_for_timeout(300)


@FRENCH
def test_no_typed_character_causes_a_request(
    person: Person, contents: Mapping[str, Content], language: str, site: Path
) -> None:
    content = contents[language]
    contacts = content.labels.contacts
    person.choose_own_device(content)
    person.go(routes.SEARCH)
    person.wait_for_heading(content.labels.search.title)
    search = person.page.get_by_role("textbox").first
    person.type(search, "a")
    person.requests.clear()
    insert(person, TYPED[: len(TYPED) // 2])
    person.go(routes.CONTACTS)
    person.wait_for_heading(contacts.title)
    person.press(contacts.add)
    person.write(contacts.place, "a")
    insert(person, TYPED[len(TYPED) // 2 :])
    person.press(contacts.cancel)
    person.page.wait_for_timeout(1000)
    assert unknown_requests(person, site) == []
