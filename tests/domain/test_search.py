"""Search: a query in any language, in any spelling, finds texts of the language shown."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app.data.content import load_contents
from sv_app.domain.content import Content
from sv_app.domain.folding import fold_text
from sv_app.domain.search import (
    AVOID,
    REHEARSE,
    SAY,
    ResultSection,
    SearchEntry,
    SearchIndex,
    search_entries,
)
from tests.content.texts import every_string
from tests.institutions import write_institution
from tests.languages import LANGUAGES, REGIONS

ID_KEY = re.compile(r"\b(id|source|sources|stages_source)(\[\d+\])?$")
"""The key of an id, or of the id of a source, which no search finds."""


@pytest.fixture(scope="module")
def index(contents: Mapping[str, Content]) -> SearchIndex:
    return SearchIndex(contents, region="fr")


def owners(results: list[SearchEntry]) -> set[str]:
    return {entry.moment for entry in results}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("École", " ecole"),
        ("ecole", " ecole"),
        ("L’œuvre, l'ŒUVRE", " l oeuvre l oeuvre"),
        ("don’t", " don t"),
        ("Cæsar ÇA ï", " caesar ca i"),
        ("3114, 0805 23", " 3114 0805 23"),
        ("« … »", ""),
        ("", ""),
    ],
)
def test_folding_removes_accents_case_and_punctuation(text: str, folded: str) -> None:
    assert fold_text(text) == folded


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    ["faute", "fault", "FAUTE", "Fault", "c'est ma faute", "my fault", "culpa", "es culpa mía"],
)
def test_query_in_any_language_finds_the_same_moment(
    index: SearchIndex, contents: Mapping[str, Content], language: str, query: str
) -> None:
    results = index.find(query, language)
    assert "my-fault" in owners(results[:5])
    texts = {entry.text for entry in search_entries(contents[language])}
    assert {entry.text for entry in results} <= texts, "a result is not in the language shown"


def test_accents_do_not_matter(index: SearchIndex) -> None:
    assert index.find("événement", "fr") == index.find("EVENEMENT", "fr") != []


def test_kind_of_apostrophe_does_not_matter(index: SearchIndex) -> None:
    assert index.find("l'événement", "fr") == index.find("l’événement", "fr") != []


def test_number_is_found_with_or_without_spaces(index: SearchIndex) -> None:
    for query in ("3114", "0805 23 23 36", "0805232336"):
        assert ResultSection.HELPLINES in {entry.section for entry in index.find(query, "fr")}


def test_every_phrase_is_among_the_first_results_for_its_own_text(
    index: SearchIndex, contents: Mapping[str, Content]
) -> None:
    for code, content in contents.items():
        phrases = [
            entry.text
            for entry in search_entries(content)
            if entry.section is ResultSection.SCRIPT and entry.part in (SAY, AVOID)
        ]
        for text in phrases:
            best = index.find(text, code)[:3]
            assert text in {result.text for result in best}


def test_rehearsal_line_finds_its_rehearsal(
    index: SearchIndex, contents: Mapping[str, Content]
) -> None:
    for code, content in contents.items():
        ids_by_line = {
            line.line: (script.id, line.id)
            for script in content.scripts
            for line in script.rehearse
        }
        for text, (script_id, line_id) in ids_by_line.items():
            best = index.find(text, code)[0]
            assert best.location == (ResultSection.SCRIPT, script_id, REHEARSE, line_id)


def test_internal_contacts_are_the_first_results(tmp_path: Path) -> None:
    contents = load_contents(institution=write_institution(tmp_path))
    index = SearchIndex(contents, region="fr")
    for code, content in contents.items():
        assert content.institution
        for position, contact in enumerate(content.institution.contacts):
            location = index.find(contact.label, code)[0].location
            assert location[2:] == ("contacts", str(position))
            role = content.labels.institution.role(contact.role)
            assert contact.label in {result.text for result in index.find(role, code)}
            if contact.phone:
                assert index.find(contact.phone.replace(" ", ""), code)[0].text == contact.label


def helpline_words(contents: Mapping[str, Content]) -> set[str]:
    """Return every word of the helplines of every region, in every language, folded."""
    words: set[str] = set()
    for content in contents.values():
        for region in content.regions:
            for line in region.lines:
                number = line.facts.number
                texts = f"{line.words.name} {line.words.who_answers} {line.words.for_whom}"
                words |= {*texts.split(), number, number.replace(" ", ""), number[:3]}
            words |= {*region.name.split(), region.words.emergency}
    return {fold_text(word).strip() for word in words}


@pytest.mark.parametrize("region", REGIONS)
def test_helpline_words_find_only_lines_of_the_region_shown(
    contents: Mapping[str, Content], region: str
) -> None:
    """The results are in one language; the index holds the texts of every language."""
    language, queries = "fr", helpline_words(contents)
    assert len(queries) > 100
    content = contents[language].in_region(region)
    index = SearchIndex(contents, region)
    matches = [entry for query in queries for entry in index.find(query, language)]
    keys = {entry.key for entry in matches if entry.section is ResultSection.HELPLINES}
    assert keys == {line.id for line in content.helplines}
    assert all(content.helpline(key) for key in keys)


def test_title_of_a_script_finds_the_title_first(
    index: SearchIndex, contents: Mapping[str, Content]
) -> None:
    for code, content in contents.items():
        for script in content.scripts:
            assert index.find(script.title, code)[0].text == script.title


def test_locations_are_unique_and_the_same_in_every_language(
    contents: Mapping[str, Content],
) -> None:
    locations_by_language = {
        code: [entry.location for entry in search_entries(content)]
        for code, content in contents.items()
    }
    assert all(
        len(set(locations)) == len(locations) for locations in locations_by_language.values()
    )
    assert len({frozenset(locations) for locations in locations_by_language.values()}) == 1


def test_entries_with_some_words_are_found_if_none_has_all(index: SearchIndex) -> None:
    assert index.find("zzzz faute", "fr") == index.find("faute", "fr")


@pytest.mark.parametrize("query", ["", "   ", "’", "zzzz", "zz"])
def test_unknown_or_empty_query_has_no_result(index: SearchIndex, query: str) -> None:
    assert index.find(query, "fr") == []


def test_every_text_of_team_and_understand_is_searchable(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        searchable = " ".join(f"{entry.text} {entry.about}" for entry in search_entries(content))
        for part in (content.team, content.understand):
            texts = {key: text for key, text in every_string(part) if not ID_KEY.search(key)}
            assert len(texts) > 20
            assert {key: text for key, text in texts.items() if text not in searchable} == {}
