"""Internal contacts come before every external line, on the static page and on paper."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app.data.content import load_contents
from sv_app.domain.content import Content
from sv_app.domain.institution import Institution
from sv_app.pwa.static_page import render_page
from tests.institutions import write_institution
from tests.languages import LANGUAGES
from tests.pwa.parsed_html import Element, HtmlDocument
from tests.tcp import TCP_INITIAL_WINDOW


@pytest.fixture(scope="module")
def hospital_contents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Content]:
    return load_contents(institution=write_institution(tmp_path_factory.mktemp("hospital")))


@pytest.fixture(scope="module")
def page(hospital_contents: Mapping[str, Content]) -> HtmlDocument:
    return HtmlDocument(render_page(hospital_contents, {}))


@pytest.fixture(params=LANGUAGES)
def content(request: pytest.FixtureRequest, hospital_contents: Mapping[str, Content]) -> Content:
    return hospital_contents[request.param]


def hospital(content: Content) -> Institution:
    assert content.institution
    return content.institution


def links(page: HtmlDocument, content: Content) -> list[Element]:
    """Return the links that call or write, without those of the printed sheet."""
    on_screen = [e for e in page.all("a", content.code) if not e.in_class("sheet")]
    return [e for e in on_screen if e.attributes["href"].startswith(("tel:", "sms:", "mailto:"))]


def test_first_button_calls_the_first_internal_contact(
    page: HtmlDocument, content: Content
) -> None:
    first, second, *_ = links(page, content)
    contact = hospital(content).contacts[0]
    assert first.attributes["href"] == contact.uri
    assert first.text == f"{contact.label} {contact.display_number}"
    assert second.attributes["href"] == content.call_slots()[0].helpline.facts.uri


def test_internal_contacts_are_the_first_cards_with_all_their_facts(
    page: HtmlDocument, content: Content
) -> None:
    (title,) = [e for e in page.all("h2", content.code) if e.text == content.labels.helplines.title]
    following = page.elements[page.elements.index(title) :]
    cards = [e for e in following if "card" in e.classes and e.language == content.code]
    contacts = hospital(content).contacts
    for card, contact in zip(cards, contacts, strict=False):
        assert "hospital" in card.classes
        elements = [e for e in page.elements if card in e.ancestors]
        texts = {e.text for e in elements}
        assert {text for text in (contact.label, contact.hours, contact.place) if text} <= texts
        hrefs = [e.attributes["href"] for e in elements if e.tag == "a"]
        assert hrefs == [uri for uri in (contact.uri, contact.mailto) if uri]
    assert [("hospital" in card.classes) for card in cards].count(True) == len(contacts)
    assert "hospital" not in cards[len(contacts)].classes


def test_printed_sheet_begins_with_internal_contacts(page: HtmlDocument, content: Content) -> None:
    (sheet,) = page.of_class("sheet", content.code)
    positions = [sheet.text.index(contact.label) for contact in hospital(content).contacts]
    assert positions == sorted(positions)
    assert max(positions) < sheet.text.index(content.helplines[0].facts.display_number)
    printed_facts = [
        fact
        for contact in hospital(content).contacts
        for fact in (contact.display_number, contact.email, contact.place)
        if fact
    ]
    assert [text for text in printed_facts if text not in sheet.text] == []


def test_two_sections_have_the_internal_contacts(page: HtmlDocument, content: Content) -> None:
    contact_cards = page.of_class("hospital", content.code)
    sections = [
        section
        for section in page.of_class("disclosure", content.code)
        if any(section in card.ancestors for card in contact_cards)
    ]
    assert len(sections) == 2


def test_hospital_page_has_emergency_lines_in_its_first_packets(
    hospital_contents: Mapping[str, Content],
) -> None:
    html = render_page(hospital_contents, {})
    beginning = html.encode()[:TCP_INITIAL_WINDOW].decode(errors="ignore")
    content = hospital_contents["fr"]
    uris = [line.facts.uri for line in (*content.emergency_lines, content.call_slots()[0].helpline)]
    assert [uri for uri in uris if uri not in beginning] == []


def test_hospital_of_another_region_has_the_lines_of_its_region_first(tmp_path: Path) -> None:
    institution_file = write_institution(
        tmp_path, 'name = "H"\nregion = "be"\n[insurer]\nphone = "02 555 55 55"\n'
    )
    for content in load_contents(institution=institution_file).values():
        assert content.region == "be"
        page = HtmlDocument(render_page({content.code: content}, {}))
        cards = [e for e in page.of_class("card") if "hospital" not in e.classes]
        first = [e for e in page.all("a") if cards[0] in e.ancestors]
        assert first[0].attributes["href"] == content.in_region("be").emergency_lines[0].facts.uri


def test_number_to_confirm_is_marked_on_the_page_and_on_the_sheet(tmp_path: Path) -> None:
    institution_file = write_institution(
        tmp_path, 'name = "H"\nregion = "other"\n[insurer]\nphone = "021 555 55 55"\n'
    )
    for code, content in load_contents(institution=institution_file).items():
        page = HtmlDocument(render_page({code: content}, {}))
        (unsure,) = [line for line in content.helplines if line.facts.to_confirm]
        name = content.labels.helplines.to_confirm.format(name=unsure.words.name)
        (sheet,) = page.of_class("sheet")
        assert name.removeprefix(f"{unsure.facts.display_number}, ").lower() in sheet.text.lower()
        links = [e for e in page.all("a") if e.attributes["href"] == unsure.facts.uri]
        assert [e.text for e in links].count(name) == 2, "at the top, and in the script"
        assert content.labels.helplines.to_confirm_about in [e.text for e in page.of_class("doubt")]


def test_lines_checked_over_a_year_before_the_build_are_marked(
    contents: Mapping[str, Content],
) -> None:
    lines = [line for region in contents["fr"].regions for line in region.lines]
    checked = max(line.facts.checked_on for line in lines)
    assert HtmlDocument(render_page(contents, {}, today=checked)).of_class("old") == []
    later = HtmlDocument(render_page(contents, {}, today=checked + dt.timedelta(days=366)))
    for code, content in contents.items():
        marks = later.of_class("old", code)
        assert {mark.text for mark in marks} == {content.labels.helplines.old}
        assert len(marks) == len(lines)
