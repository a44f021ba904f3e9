"""A hospital's own help comes before every line outside: on the page, and on paper."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import html5lib
import pytest

from sv_app.data.content import load_contents
from sv_app.domain.content import Content
from sv_app.domain.institution import Institution
from sv_app.pwa.static_page import render_page
from tests.institutions import written
from tests.pwa.reader import Element, Page
from tests.pwa.test_page import FIRST_PACKETS


@pytest.fixture(scope="module")
def own_contents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Content]:
    return load_contents(institution=written(tmp_path_factory.mktemp("hospital")))


@pytest.fixture(scope="module")
def page(own_contents: Mapping[str, Content]) -> Page:
    return Page(render_page(own_contents, {}))


@pytest.fixture(params=["fr", "en"])
def content(request: pytest.FixtureRequest, own_contents: Mapping[str, Content]) -> Content:
    return own_contents[request.param]


def hospital(content: Content) -> Institution:
    assert content.institution
    return content.institution


def links(page: Page, content: Content) -> list[Element]:
    """What reaches somebody, but for what is printed."""
    found = [e for e in page.all("a", content.code) if not e.within("sheet")]
    return [e for e in found if e.attributes["href"].startswith(("tel:", "sms:", "mailto:"))]


def test_the_first_button_calls_the_hospitals_own_help(page: Page, content: Content) -> None:
    first, second, *_ = links(page, content)
    who = hospital(content).contacts[0]
    assert first.attributes["href"] == who.uri
    assert first.text == f"{who.label} {who.shown}"
    assert second.attributes["href"] == content.first_helpline.facts.uri


def test_among_all_numbers_the_hospitals_own_come_first_with_all_that_is_known(
    page: Page, content: Content
) -> None:
    (title,) = [e for e in page.all("h2", content.code) if e.text == content.labels.helplines.title]
    after = page.elements[page.elements.index(title) :]
    cards = [e for e in after if "card" in e.classes and e.language == content.code]
    contacts = hospital(content).contacts
    for card, who in zip(cards, contacts, strict=False):
        assert "own" in card.classes
        inside = [e for e in page.elements if card in e.around]
        said = {e.text for e in inside}
        assert {text for text in (who.label, who.hours, who.place) if text} <= said
        reached = [e.attributes["href"] for e in inside if e.tag == "a"]
        assert reached == [uri for uri in (who.uri, who.mailto) if uri]
    assert [("own" in card.classes) for card in cards].count(True) == len(contacts)
    assert "own" not in cards[len(contacts)].classes


def test_the_printed_sheet_begins_with_the_hospitals_own_help(page: Page, content: Content) -> None:
    (sheet,) = page.of_class("sheet", content.code)
    places = [sheet.text.index(who.label) for who in hospital(content).contacts]
    assert places == sorted(places)
    assert max(places) < sheet.text.index(content.helplines[0].words.name)
    given = [
        t for who in hospital(content).contacts for t in (who.shown, who.email, who.place) if t
    ]
    assert [text for text in given if text not in sheet.text] == []


def test_who_looks_for_help_inside_finds_it_named(page: Page, content: Content) -> None:
    own = page.of_class("own", content.code)
    doors = [d for d in page.of_class("door", content.code) if any(d in e.around for e in own)]
    assert len(doors) == 2


def test_the_page_of_a_hospital_is_as_sound_as_any(own_contents: Mapping[str, Content]) -> None:
    html = render_page(own_contents, {})
    html5lib.HTMLParser(strict=True).parse(html)
    begun = html.encode()[:FIRST_PACKETS].decode(errors="ignore")
    content = own_contents["fr"]
    uris = [line.facts.uri for line in (*content.emergency_lines, content.first_helpline)]
    assert [uri for uri in uris if uri not in begun] == []


def test_a_hospital_of_another_region_has_the_lines_of_its_region_first(tmp_path: Path) -> None:
    there = written(tmp_path, 'name = "H"\nregion = "be"\n[insurer]\nphone = "02 555 55 55"\n')
    for content in load_contents(institution=there).values():
        assert content.region == "be"
        page = Page(render_page({content.code: content}, {}))
        cards = [e for e in page.of_class("card") if "own" not in e.classes]
        first = [e for e in page.all("a") if cards[0] in e.around]
        assert first[0].attributes["href"] == content.in_region("be").emergency_lines[0].facts.uri


def test_a_number_to_confirm_says_so_on_the_page_and_on_the_sheet(tmp_path: Path) -> None:
    there = written(tmp_path, 'name = "H"\nregion = "ch"\n[insurer]\nphone = "021 555 55 55"\n')
    for code, content in load_contents(institution=there).items():
        page = Page(render_page({code: content}, {}))
        (unsure,) = [line for line in content.helplines if line.facts.to_confirm]
        name = content.labels.helplines.to_confirm.format(name=unsure.words.name)
        (sheet,) = page.of_class("sheet")
        assert name in sheet.text
        links = [e for e in page.all("a") if e.attributes["href"] == unsure.facts.uri]
        assert [e.text for e in links].count(name) == 2, "at the top, and in the script"
        assert content.labels.helplines.to_confirm_about in [e.text for e in page.of_class("doubt")]


def test_lines_checked_over_a_year_before_the_build_are_marked(
    contents: Mapping[str, Content],
) -> None:
    lines = [line for region in contents["fr"].regions for line in region.lines]
    checked = max(line.facts.checked_on for line in lines)
    assert Page(render_page(contents, {}, today=checked)).of_class("old") == []
    later = Page(render_page(contents, {}, today=checked + dt.timedelta(days=366)))
    for code, content in contents.items():
        marks = later.of_class("old", code)
        assert {mark.text for mark in marks} == {content.labels.helplines.old}
        assert len(marks) == len(lines)
