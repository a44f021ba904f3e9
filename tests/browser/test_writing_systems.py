"""Characters that the shipped fonts lack can be read, and cause no request for a font."""

import random
import re
import sys
import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import SHORT_TEXT_LENGTH
from sv_app.editorial.rules import drawable_code_points
from sv_app.pwa.serve import Handler
from sv_app.ui.components.fields import MAX_LENGTH
from tests.browser import input_pacing
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY, of_the_day
from tests.browser.field_cases import FIELDS, FieldCase, show_field
from tests.profile import LONG, PROFILE, SEED

pytestmark = [pytest.mark.browser, WEEKLY]

LATIN = "Łucja Şahin"
NAMES = ("Нина", "Ελένη", "محمد", "美咲", "👩‍⚕️ Zoé")
"""Names in writing systems that the shipped fonts lack."""
UNASSIGNED = ("Cc", "Cn", "Cs")
"""Categories that no text has: control characters, unassigned code points, surrogates."""
ASSIGNED = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) not in UNASSIGNED and ord(character) < 0xF0000
]
"""Every assigned character; of the private use areas, the first."""
SAMPLE = 8
"""How many texts are typed in each field in the default profile."""
IS_VISIBLE = """(node) => {
  const words = node.querySelector("span") ?? node;
  const root = document.querySelector("#app flt-semantics");
  const transparent = getComputedStyle(words).color.startsWith("rgba");
  const complete = words.scrollWidth <= words.clientWidth + 1;
  return !transparent && getComputedStyle(root).filter === "none" && complete;
}"""
"""Whether a text of the semantics tree is visible over the drawing, and not cut."""


def unknown_requests(app_page: AppPage, site: Path) -> list[str]:
    """Return the requests for what is no file of the site, such as a font of another server."""
    return [
        url
        for url in app_page.requests
        if not (
            url.startswith(app_page.origin) and is_file(site, url.removeprefix(app_page.origin))
        )
    ]


def is_file(site: Path, target: str) -> bool:
    """Whether a request, by its path and query, is for a file of the site and nothing else."""
    name = target.partition("#")[0].removeprefix("/")
    return (site / (name or "index.html")).is_file()


def expect_visible(target: Locator) -> None:
    expect(target).to_have_attribute("data-system-font", re.compile("line"))
    assert target.evaluate(IS_VISIBLE)


@FRENCH_IN_DEFAULT_PROFILE
def test_contact_name_in_another_writing_system_is_readable_without_requests(
    app_page: AppPage, contents: Mapping[str, Content], language: str, site: Path
) -> None:
    content = contents[language]
    labels = content.labels.contacts
    app_page.choose_own_device(content)
    app_page.go(routes.CONTACTS)
    app_page.wait_for_heading(labels.title)
    app_page.requests.clear()
    for index, name in enumerate((LATIN, *of_the_day(NAMES), *of_the_day(NAMES, offset=1))):
        app_page.click_button(labels.add)
        field = app_page.page.get_by_label(labels.name, exact=True)
        app_page.type_in(field, name)
        if name != LATIN:
            expect_visible(field)
        app_page.fill_field(labels.phone, f"060102030{index}")
        app_page.click_button(labels.save)
        text = (
            app_page.app.locator("flt-semantics:not(:has(flt-semantics))").get_by_text(name).first
        )
        expect(text).to_be_attached()
        if name != LATIN:
            expect_visible(app_page.app.locator("[data-system-font]").filter(has_text=name).first)
    assert set(map(ord, LATIN)) <= drawable_code_points()
    assert unknown_requests(app_page, site) == []


# --- Every character of Unicode, in every kind of field ------------------------------

KINDS: dict[str, FieldCase] = {
    **FIELDS,
    "home": FieldCase(routes.HOME, lambda content: content.labels.search.field),
    "document": FieldCase(routes.LETTER, lambda content: content.team_tools.letter.fields[0].name),
    "export": FieldCase(
        routes.EXPORT,
        lambda content: content.privacy.export.field,
        prepare=lambda app_page, content, folder: app_page.choose_own_device(content),
    ),
}
KINDS_OF_THE_DAY = [*of_the_day(list(KINDS)), *of_the_day(list(KINDS), offset=len(KINDS) // 2)]


@pytest.fixture
def served_paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The target of each request that the server of the site receives from now on."""
    paths: list[str] = []
    monkeypatch.setattr(Handler, "log_request", lambda handler, *_: paths.append(handler.path))
    return paths


@pytest.mark.parametrize("language", ["fr"])  # the characters are the same in every language
@pytest.mark.parametrize("kind", dict.fromkeys(KINDS_OF_THE_DAY))
def test_no_character_of_unicode_causes_a_request(
    app_page: AppPage,
    contents: Mapping[str, Content],
    language: str,
    kind: str,
    site: Path,
    tmp_path: Path,
    served_paths: list[str],
) -> None:
    content, case = contents[language], KINDS[kind]
    case.prepare(app_page, content, tmp_path)
    app_page.go(case.path)
    field = app_page.page.get_by_label(re.compile(f"^{re.escape(case.label(content))}"))
    show_field(field, partial(case.show, app_page, content, tmp_path))
    input_pacing.type_in(field, "A")  # a document begins with a capital
    show_password = app_page.button(content.privacy.passcode.show)
    if show_password.count():  # a masked field draws none of its characters
        app_page.click(show_password)
        input_pacing.type_in(field, "A")  # a document begins with a capital
    app_page.requests.clear()
    served_paths.clear()
    length = SHORT_TEXT_LENGTH if kind == "contact" else MAX_LENGTH
    for characters in chunks(length):
        app_page.page.keyboard.press("Control+A")
        app_page.page.keyboard.insert_text(characters)
        app_page.page.evaluate(TWO_FRAMES)
    pasted = chunks(length)[-1]
    paste(app_page, pasted)
    app_page.page.wait_for_timeout(1000)  # the engine looks for fonts a moment after the drawing
    assert field.input_value() != ""
    assert unknown_requests(app_page, site) == []
    assert [path for path in served_paths if not is_file(site, path)] == []


TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""The engine lays out the text of a field in the frame after it has changed."""
PERMISSIONS = ["clipboard-read", "clipboard-write"]


def chunks(length: int) -> list[str]:
    """Return the characters to type, in texts that a field of this `length` does not cut."""
    texts = ["".join(ASSIGNED[at : at + length]) for at in range(0, len(ASSIGNED), length)]
    return texts if PROFILE is LONG else random.Random(SEED).sample(texts, SAMPLE)


def paste(app_page: AppPage, characters: str) -> None:
    """Replace the value of the focused field with `characters` from the clipboard."""
    page = app_page.page
    page.context.grant_permissions(PERMISSIONS)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", characters)
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+V")
    page.context.clear_permissions()
