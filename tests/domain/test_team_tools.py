"""The tools of managers: times, blanks, what is printed, and where a search leads."""

import re
from collections.abc import Mapping

import pytest
from pydantic import ValidationError

from sv_app.domain.content import Content
from sv_app.domain.search import ResultSection, SearchIndex
from sv_app.domain.team_tool_pages import (
    MAX_POINTS,
    debrief_page,
    first_hour_page,
    letter_page,
    return_plan_page,
)
from sv_app.domain.team_tools import BLANK, BLANK_LINE, DEBRIEF_MINUTES, Debrief, DocumentForm
from tests.languages import LANGUAGES


@pytest.fixture(params=LANGUAGES)
def content(request: pytest.FixtureRequest, contents: Mapping[str, Content]) -> Content:
    return contents[request.param]


def test_debrief_takes_ten_minutes(content: Content) -> None:
    debrief = content.team_tools.debrief
    assert sum(part.minutes for part in debrief.parts) == DEBRIEF_MINUTES
    longer = debrief.model_dump()
    longer["parts"][0]["minutes"] += 1
    with pytest.raises(ValidationError, match="11 minutes"):
        Debrief.model_validate(longer)


def test_placeholder_without_a_field_is_refused(content: Content) -> None:
    letter = content.team_tools.letter.model_dump()
    with pytest.raises(ValidationError, match="no field has the id nobody"):
        DocumentForm.model_validate({**letter, "paragraphs": ("{nobody}",)})


def test_letter_has_a_blank_for_each_field_until_it_is_filled(content: Content) -> None:
    letter = content.team_tools.letter
    assert letter_page(content, {}).count(BLANK) == len(letter.fields)
    values = {field.id: f"<b>{field.id}</b>" for field in letter.fields}
    page = letter_page(content, values)
    assert BLANK not in page
    for field in letter.fields:
        assert f"&lt;b&gt;{field.id}&lt;/b&gt;" in page


def test_sentence_of_the_letter_ends_with_one_full_stop(content: Content) -> None:
    letter = content.team_tools.letter
    values = {field.id: " 06 00 00 00 00, 18 h. " for field in letter.fields}
    paragraphs = letter.filled_paragraphs(values)
    assert sum("18 h" in text for text in paragraphs) == len(letter.fields)
    assert not [text for text in paragraphs if ".." in text]


def test_number_in_the_letter_stays_on_one_line(content: Content) -> None:
    letter = content.team_tools.letter
    paragraphs = letter.filled_paragraphs({field.id: "06 12 34 56 78" for field in letter.fields})
    assert any("06\u00a012\u00a034\u00a056\u00a078" in text for text in paragraphs)
    assert not any("06 12" in text for text in paragraphs)


def test_letter_and_list_print_the_numbers_of_the_region(content: Content) -> None:
    for region in content.regions:
        local = content.in_region(region.code)
        for page in (letter_page(local, {}), first_hour_page(local)):
            for slot in local.call_slots():
                assert slot.helpline.facts.display_number in page, region.code


def test_plan_prints_each_field_and_keeps_its_lines(content: Content) -> None:
    plan = content.team_tools.return_plan
    page = return_plan_page(content, {plan.fields[1].id: " one\ntwo & three "})
    assert "<dd>one<br>two &amp; three</dd>" in page
    assert page.count(f"<dd>{BLANK_LINE}</dd>") == len(plan.fields) - 1


def test_documents_hold_only_elements_that_the_printed_report_keeps(content: Content) -> None:
    """`print-report.js` drops the others."""
    for page in (letter_page(content, {}), return_plan_page(content, {})):
        assert set(re.findall(r"<(\w+)", page)) <= {"h1", "p", "dl", "dt", "dd", "ul", "li", "br"}


def test_list_prints_a_box_for_each_item_and_marks_those_that_are_ticked(content: Content) -> None:
    items = content.team_tools.first_hour.items
    assert first_hour_page(content).count("<input") == len(items)
    assert " checked>" not in first_hour_page(content)
    page = first_hour_page(content, {items[2].id})
    [ticked] = re.findall(r"<input[^>]* checked> <b>([^<]+)</b>", page)
    assert ticked == items[2].name
    assert all(words in page for words in content.team.step_up_when)
    assert page.count(f'<span class="who">{content.labels.team_tools.who}</span>') == len(items)


def test_debrief_prints_what_it_must_not_become_with_its_sources(content: Content) -> None:
    page = debrief_page(content)
    assert all(claim.text in page for claim in content.team_tools.debrief.never)
    assert content.source("nice-ng116").short_citation in page
    assert page.count(f'<p class="point">{content.labels.team_tools.who}</p>') == MAX_POINTS


@pytest.mark.parametrize(
    ("code", "query", "tool"),
    [
        ("en", "first hour", "first_hour"),
        ("en", "letter", "letter"),
        ("en", "return to work plan", "return_plan"),
        ("en", "team debrief", "debrief"),
        ("en", "tally", "tally"),
        ("fr", "décompte", "tally"),
        ("es", "recuento", "tally"),
        ("fr", "première heure", "first_hour"),
        ("fr", "lettre", "letter"),
        ("fr", "plan de reprise", "return_plan"),
        ("fr", "débriefing d’équipe", "debrief"),
        ("es", "primera hora", "first_hour"),
        ("es", "carta", "letter"),
        ("es", "plan de vuelta", "return_plan"),
        ("es", "reunión de equipo", "debrief"),
    ],
)
def test_search_finds_each_tool(
    contents: Mapping[str, Content], code: str, query: str, tool: str
) -> None:
    found = SearchIndex(contents, "fr").find(query, code)[:8]
    titles = [entry.part for entry in found if entry.section is ResultSection.TEAM_TOOLS]
    assert tool in [part.partition("/")[0] for part in titles]
