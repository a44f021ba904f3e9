"""Printed pages: well-formed, with all the words of their screen, each number once on the card."""

from collections.abc import Callable, Mapping
from html import escape as standard_escape
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sv_app.data.content import load_contents
from sv_app.domain.content import Content
from sv_app.domain.html_document import escape
from sv_app.domain.placeholders import map_texts
from sv_app.domain.printed_pages import (
    CARD_HELPLINES,
    exercises_page,
    helplines_page,
    pocket_card,
    qr_code_svg,
    script_page,
    team_page,
    tonight_page,
    understand_page,
    what_next_page,
)
from tests.institutions import write_institution
from tests.languages import LANGUAGES

ADDRESS = "https://soutien.hopital.example/"


@pytest.fixture(params=LANGUAGES)
def content(request: pytest.FixtureRequest, contents: Mapping[str, Content]) -> Content:
    return contents[request.param]


def tree(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<main>{html}</main>")


def words(html: str) -> str:
    return unescape("\n".join(tree(html).itertext()))


def test_card_of_every_region_has_each_number_once(content: Content) -> None:
    for region in content.regions:
        regional = content.in_region(region.code)
        panel = tree(pocket_card(regional)).find(".//div[@class='panel numbers']")
        assert panel is not None
        sure = [line for line in regional.support_lines if not line.facts.to_confirm]
        lines = [*regional.emergency_lines, *sure][:CARD_HELPLINES]
        numbers = [line.facts.display_number for line in lines]
        assert set(regional.emergency_lines) <= set(lines)
        assert [strong.text for strong in panel.iter("strong")] == numbers
        names = [bold.text or "" for bold in panel.iter("b")]
        assert not [name for name in names if name.startswith(tuple(numbers))]


def test_card_names_the_first_minute_and_has_lines_to_fill_in(content: Content) -> None:
    card = pocket_card(content)
    script = content.script("first-minute")
    assert script
    assert script.title in words(card)
    assert content.labels.institution.psychologist in words(card)
    assert content.institution is None


def test_card_has_its_address_and_its_qr_code_if_it_is_short(content: Content) -> None:
    card = pocket_card(content, ADDRESS, with_qr_code=True)
    assert ADDRESS in words(card)
    assert qr_code_svg(ADDRESS) in card
    assert not qr_code_svg(f"{ADDRESS}{'long/' * 20}")


def test_script_page_has_every_phrase_and_its_reason(content: Content) -> None:
    for script in content.scripts:
        printed = words(script_page(content, script))
        expected = [
            script.title,
            script.step_up,
            *script.closing,
            *(phrase.text for phrase in (*script.say, *script.avoid)),
            *(phrase.why for phrase in (*script.say, *script.avoid)),
            *(phrase.instead for phrase in script.avoid),
        ]
        assert [text for text in expected if text not in printed] == []


def test_script_page_has_the_numbers_of_the_region(content: Content) -> None:
    british = content.in_region("gb")
    script = british.script("worried-for-life")
    assert script
    printed = words(script_page(british, script))
    assert british.emergency_lines[0].facts.display_number in printed.replace(" ", "\u00a0")
    assert "3114" not in printed


def test_team_page_has_every_action(content: Content) -> None:
    printed = words(team_page(content))
    actions = [action for period in content.team.sequence for action in period.actions]
    assert [a.about for a in actions if a.about not in printed] == []
    assert [a.how for a in content.team.step_up_actions if a.how not in printed] == []


def test_helplines_page_has_every_number_and_its_day(content: Content) -> None:
    printed = words(helplines_page(content))
    for line in content.helplines:
        assert line.facts.display_number in printed
        assert content.labels.date.format_date(line.facts.checked_on) in printed


@pytest.mark.parametrize("page", [pocket_card, team_page, helplines_page])
def test_page_escapes_what_a_hospital_writes(
    page: Callable[[Content], str], tmp_path: Path
) -> None:
    label, place = "<script>&label", "<script>&place"
    file = f'name = "Other"\n[psychologist]\nlabel = "{label}"\nplace = "{place}"\n'
    html = page(load_contents(institution=write_institution(tmp_path, file))["fr"])
    assert "<script>" not in html
    assert label in words(html)
    assert place in words(html)


def test_pages_escape_every_text_of_the_content(content: Content) -> None:
    # Two letters are the code of a language, which nobody reads.
    marked = map_texts(content, lambda text: text if len(text) == 2 else f"{text}<i>&")
    tool_pages = (exercises_page, tonight_page, what_next_page)
    pages = (pocket_card, team_page, helplines_page, understand_page, *tool_pages)
    for html in (
        *(page(marked) for page in pages),
        *(script_page(marked, script) for script in marked.scripts),
    ):
        assert "<i>" not in html
        assert "<i>&" in words(html)


def test_translated_key_message_is_followed_by_its_original_with_its_language(
    content: Content,
) -> None:
    """The quotation marks are those of the text: the browser would add its own to a `q`."""
    card = tree(pocket_card(content))
    original = content.messages.key.original
    marked = [
        (span.attrib["lang"], span.text) for span in card.iter("span") if "lang" in span.attrib
    ]
    assert marked == ([(original.language, content.in_quotes(original.text))] if original else [])
    assert not list(card.iter("q"))


@given(st.text())
def test_text_is_escaped_as_the_standard_library_does(text: str) -> None:
    assert escape(text) == standard_escape(text)
