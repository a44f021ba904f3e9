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
def own_kits(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Content]:
    return load_contents(institution=written(tmp_path_factory.mktemp("hospital")))


@pytest.fixture(scope="module")
def page(own_kits: Mapping[str, Content]) -> Page:
    return Page(render_page(own_kits, {}))


@pytest.fixture(params=["fr", "en"])
def kit(request: pytest.FixtureRequest, own_kits: Mapping[str, Content]) -> Content:
    return own_kits[request.param]


def hospital(kit: Content) -> Institution:
    assert kit.institution
    return kit.institution


def links(page: Page, kit: Content) -> list[Element]:
    """What reaches somebody, but for what is printed."""
    found = [e for e in page.all("a", kit.code) if not e.within("sheet")]
    return [e for e in found if e.attributes["href"].startswith(("tel:", "sms:", "mailto:"))]


def test_the_first_button_calls_the_hospitals_own_help(page: Page, kit: Content) -> None:
    first, second, *_ = links(page, kit)
    who = hospital(kit).contacts[0]
    assert first.attributes["href"] == who.uri
    assert first.text == f"{who.label} {who.shown}"
    assert second.attributes["href"] == kit.first_helpline.facts.uri


def test_among_all_numbers_the_hospitals_own_come_first_with_all_that_is_known(
    page: Page, kit: Content
) -> None:
    (title,) = [e for e in page.all("h2", kit.code) if e.text == kit.labels.helplines.title]
    after = page.elements[page.elements.index(title) :]
    cards = [e for e in after if "card" in e.classes and e.language == kit.code]
    contacts = hospital(kit).contacts
    for card, who in zip(cards, contacts, strict=False):
        assert "own" in card.classes
        inside = [e for e in page.elements if card in e.around]
        said = {e.text for e in inside}
        assert {text for text in (who.label, who.hours, who.place) if text} <= said
        reached = [e.attributes["href"] for e in inside if e.tag == "a"]
        assert reached == [uri for uri in (who.uri, who.mailto) if uri]
    assert [("own" in card.classes) for card in cards].count(True) == len(contacts)
    assert "own" not in cards[len(contacts)].classes


def test_the_printed_sheet_begins_with_the_hospitals_own_help(page: Page, kit: Content) -> None:
    (sheet,) = page.of_class("sheet", kit.code)
    places = [sheet.text.index(who.label) for who in hospital(kit).contacts]
    assert places == sorted(places)
    assert max(places) < sheet.text.index(kit.helplines[0].words.name)
    given = [t for who in hospital(kit).contacts for t in (who.shown, who.email, who.place) if t]
    assert [text for text in given if text not in sheet.text] == []


def test_who_looks_for_help_inside_finds_it_named(page: Page, kit: Content) -> None:
    own = page.of_class("own", kit.code)
    doors = [d for d in page.of_class("door", kit.code) if any(d in e.around for e in own)]
    assert len(doors) == 2


def test_the_page_of_a_hospital_is_as_sound_as_any(own_kits: Mapping[str, Content]) -> None:
    html = render_page(own_kits, {})
    html5lib.HTMLParser(strict=True).parse(html)
    begun = html.encode()[:FIRST_PACKETS].decode(errors="ignore")
    kit = own_kits["fr"]
    uris = [line.facts.uri for line in (*kit.emergency_lines, kit.first_helpline)]
    assert [uri for uri in uris if uri not in begun] == []


def test_a_hospital_of_another_region_has_the_lines_of_its_region_first(tmp_path: Path) -> None:
    there = written(tmp_path, 'name = "H"\nregion = "be"\n[insurer]\nphone = "02 555 55 55"\n')
    for kit in load_contents(institution=there).values():
        assert kit.region == "be"
        page = Page(render_page({kit.code: kit}, {}))
        cards = [e for e in page.of_class("card") if "own" not in e.classes]
        first = [e for e in page.all("a") if cards[0] in e.around]
        assert first[0].attributes["href"] == kit.in_region("be").emergency_lines[0].facts.uri


def test_a_number_to_confirm_says_so_on_the_page_and_on_the_sheet(tmp_path: Path) -> None:
    there = written(tmp_path, 'name = "H"\nregion = "ch"\n[insurer]\nphone = "021 555 55 55"\n')
    for code, kit in load_contents(institution=there).items():
        page = Page(render_page({code: kit}, {}))
        (unsure,) = [line for line in kit.helplines if line.facts.to_confirm]
        name = kit.labels.helplines.to_confirm.format(name=unsure.words.name)
        (sheet,) = page.of_class("sheet")
        assert name in sheet.text
        links = [e for e in page.all("a") if e.attributes["href"] == unsure.facts.uri]
        assert [e.text for e in links].count(name) == 2, "at the top, and in the script"
        assert kit.labels.helplines.to_confirm_about in [e.text for e in page.of_class("doubt")]


def test_lines_checked_over_a_year_before_the_build_are_marked(kits: Mapping[str, Content]) -> None:
    lines = [line for region in kits["fr"].regions for line in region.lines]
    checked = max(line.facts.checked_on for line in lines)
    assert Page(render_page(kits, {}, today=checked)).of_class("old") == []
    later = Page(render_page(kits, {}, today=checked + dt.timedelta(days=366)))
    for code, kit in kits.items():
        marks = later.of_class("old", code)
        assert {mark.text for mark in marks} == {kit.labels.helplines.old}
        assert len(marks) == len(lines)
