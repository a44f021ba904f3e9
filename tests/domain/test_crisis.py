"""Queries about suicide are recognised; ordinary ones are not."""

from collections.abc import Mapping
from functools import partial

import pytest

from sv_app.domain.content import Content
from sv_app.domain.crisis import CrisisMatcher, CrisisWords
from sv_app.domain.folding import fold_text
from sv_app.domain.search import SearchIndex, search_entries
from tests.domain.test_export_import_limits import processor_seconds


@pytest.fixture(scope="module")
def index(contents: Mapping[str, Content]) -> SearchIndex:
    return SearchIndex(contents, region="be")


def matcher(*phrases: str) -> CrisisMatcher:
    words = CrisisWords(stems=("suicid",), phrases=phrases, examples=("x",), counterexamples=("y",))
    return CrisisMatcher([words], ["3114", "0800 32 123", "15"])


@pytest.mark.parametrize(
    "query",
    [
        *(
            "suicide",
            "suicidal",
            "sucide",
            "suicides",
            "SUICIDÉ",
            "suicider",
            "suiside",
            "siucide",
            "duicide",
            "uicide",
        ),
        *("suicid", "suici", "tentative de suicide", "mon collègue est suicidaire"),
        *("je veux mourir", "Je veux mourrir", "j’ai envie de mourir", "je veux vraiment mourir"),
        *("I want to die", "i wanna die", "I want to just die", "kill myself", "end it all"),
        *(
            "3114",
            "31 14",
            "appeler le 3114",
            "0800 32 123",
            "080032123",
            "988",
            "116 123",
            "024",
            "112",
        ),
    ],
)
def test_query_about_suicide_or_with_an_emergency_number_is_recognised(
    index: SearchIndex, query: str
) -> None:
    assert index.is_crisis(query)


@pytest.mark.parametrize(
    "query",
    [
        *("", " ", "’", "faute", "fault", "suivi", "suisse", "lucide", "décider", "acide", "suite"),
        *("courir", "je veux courir", "nourrir", "mort du patient", "my patient died"),
        *("want to diet", "15", "15 ans", "2026", "0805 23 23 36", "incident", "suicat"),
    ],
)
def test_ordinary_query_is_not_a_crisis(index: SearchIndex, query: str) -> None:
    assert not index.is_crisis(query)


def test_crisis_examples_are_recognised_and_counterexamples_are_not(
    contents: Mapping[str, Content],
) -> None:
    index = SearchIndex(contents, region="fr")
    for content in contents.values():
        assert [query for query in content.crisis.examples if not index.is_crisis(query)] == []
        assert [query for query in content.crisis.counterexamples if index.is_crisis(query)] == []


def test_no_word_of_the_content_is_a_crisis_query_except_suicide_and_dying(
    index: SearchIndex, contents: Mapping[str, Content]
) -> None:
    texts = [
        f"{entry.text} {entry.about}"
        for content in contents.values()
        for entry in search_entries(content)
    ]
    words = {word for text in texts for word in fold_text(text).split() if not word.isdigit()}
    assert len(words) > 2000
    crisis = {word for word in words if index.is_crisis(word)}
    allowed = {"mourir", "die", "dying", "morir", "morirme"}
    assert {word for word in crisis if not word.startswith("suicid")} <= allowed


def test_one_typo_after_the_first_letter_of_a_long_word_in_a_phrase_is_allowed() -> None:
    matches = matcher("veux mourir").matches
    assert all(
        matches(query) for query in ("veux mouri", "veux moruir", "veux mourrir", "veux moirir")
    )
    assert not any(
        matches(query) for query in ("veux courir", "veu mourir", "veux mrir", "mourir veux")
    )


def test_extra_words_in_a_phrase_are_allowed_one_at_a_time() -> None:
    matches = matcher("want to die").matches
    assert matches("I really want to just die now")
    assert not matches("want to not ever die")


def test_long_queries_are_fast(index: SearchIndex) -> None:
    for query in ("je veux " * 20_000, "suici" * 20_000, "a" * 100_000, "1 " * 50_000):
        assert processor_seconds(partial(index.is_crisis, query)) < 1
