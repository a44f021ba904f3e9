"""Search: accents and case ignored, both languages read, the shown one answered."""

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
    ResultKind,
    SearchEntry,
    SearchIndex,
    search_entries,
)
from tests.institutions import written


@pytest.fixture(scope="module")
def finder(contents: Mapping[str, Content]) -> SearchIndex:
    return SearchIndex(contents, "fr")


def moments(found: list[SearchEntry]) -> set[str]:
    return {passage.owner for passage in found}


@pytest.mark.parametrize(
    ("written", "bare"),
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
def test_words_are_compared_without_accents_case_or_marks(written: str, bare: str) -> None:
    assert fold_text(written) == bare


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "query", ["faute", "fault", "FAUTE", "Fault", "c'est ma faute", "my fault"]
)
def test_the_same_moment_is_found_from_either_language(
    finder: SearchIndex, contents: Mapping[str, Content], language: str, query: str
) -> None:
    found = finder.find(query, language)
    assert "my-fault" in moments(found[:5])
    texts = {passage.text for passage in search_entries(contents[language])}
    assert {passage.text for passage in found} <= texts, "only the words of the language shown"


def test_accents_change_nothing(finder: SearchIndex) -> None:
    assert finder.find("événement", "fr") == finder.find("EVENEMENT", "fr") != []


def test_apostrophes_of_both_kinds_are_the_same(finder: SearchIndex) -> None:
    assert finder.find("l'événement", "fr") == finder.find("l’événement", "fr") != []


def test_a_number_is_found_with_or_without_spaces(finder: SearchIndex) -> None:
    for query in ("3114", "0805 23 23 36", "0805232336"):
        assert ResultKind.HELPLINES in {passage.place for passage in finder.find(query, "fr")}


def test_every_passage_is_found_first_or_nearly_by_its_own_words(
    finder: SearchIndex, contents: Mapping[str, Content]
) -> None:
    for code, content in contents.items():
        for passage in search_entries(content):
            if passage.place is ResultKind.SCRIPT and passage.part in (SAY, AVOID):
                first = finder.find(passage.text, code)[:3]
                assert passage.text in {found.text for found in first}


def test_what_a_colleague_says_leads_to_its_rehearsal(
    finder: SearchIndex, contents: Mapping[str, Content]
) -> None:
    for code, content in contents.items():
        for script in content.scripts:
            for line in script.rehearse:
                first = finder.find(line.line, code)[0]
                assert first.address == (ResultKind.SCRIPT, script.id, REHEARSE, line.id)


def test_the_hospitals_own_help_answers_before_any_other(tmp_path: Path) -> None:
    contents = load_contents(institution=written(tmp_path))
    finder = SearchIndex(contents, "fr")
    for code, content in contents.items():
        assert content.institution
        for who in content.institution.contacts:
            assert finder.find(who.label, code)[0].address[2:] == ("contacts", who.role)
            role = content.labels.institution.role(who.role)
            assert who.label in {found.text for found in finder.find(role, code)}
            if who.phone:
                assert finder.find(who.phone.replace(" ", ""), code)[0].text == who.label


def helpline_words(contents: Mapping[str, Content]) -> set[str]:
    """Every word a person may type to find a helpline of any region, in any language."""
    found: set[str] = set()
    for content in contents.values():
        for region in content.regions:
            for line in region.lines:
                number = line.facts.number
                words = f"{line.words.name} {line.words.who_answers} {line.words.for_whom}"
                found |= {*words.split(), number, number.replace(" ", ""), number[:3]}
            found |= {*region.name.split(), region.words.emergency}
    return found


def test_helpline_words_find_only_lines_of_the_region_shown(
    contents: Mapping[str, Content],
) -> None:
    """In the words of one language: those of every language are searched."""
    language, queries = "fr", helpline_words(contents)
    assert len(queries) > 100
    for region in contents[language].regions:
        content = contents[language].in_region(region.code)
        finder = SearchIndex(contents, region.code)
        matches = [passage for query in queries for passage in finder.find(query, language)]
        keys = {passage.key for passage in matches if passage.place is ResultKind.HELPLINES}
        assert keys == {line.id for line in content.helplines}
        assert all(content.helpline(key) in region.lines for key in keys)


def test_a_title_comes_before_what_is_under_it(
    finder: SearchIndex, contents: Mapping[str, Content]
) -> None:
    for code, content in contents.items():
        for script in content.scripts:
            assert finder.find(script.title, code)[0].text == script.title


def test_an_address_leads_to_one_passage_and_is_the_same_in_every_language(
    contents: Mapping[str, Content],
) -> None:
    found = {
        code: [p.address for p in search_entries(content)] for code, content in contents.items()
    }
    assert all(len(set(addresses)) == len(addresses) for addresses in found.values())
    assert set(found["fr"]) == set(found["en"])


def test_when_no_passage_holds_every_word_those_with_some_answer(finder: SearchIndex) -> None:
    assert finder.find("zzzz faute", "fr") == finder.find("faute", "fr")


@pytest.mark.parametrize("query", ["", "   ", "’", "zzzz", "zz"])
def test_nothing_is_found_of_nothing(finder: SearchIndex, query: str) -> None:
    assert finder.find(query, "fr") == []


def test_team_and_understand_are_read_whole(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        said = " ".join(f"{p.text} {p.about}" for p in search_entries(content))
        assert all(who.about in said and who.name in said for who in content.team.internal)
        assert all(stage.about in said for stage in content.understand.stages)
        assert all(figure.text in said for figure in content.understand.figures)
        assert content.team.just_culture.text in said
