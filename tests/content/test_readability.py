"""Words a fourteen-year-old reads with ease: for someone exhausted, at night."""

from collections import defaultdict
from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content
from tests.content.reading import ease, syllables, words
from tests.content.texts import texts

EASY = 60
"""A fourteen-year-old's level."""
NAMES = ("code", "crisis", "region", "labels.date", "labels.institution")
"""Parts that are names alone, of languages, months and trades: they have no sentence to read."""
HARDEST = 45
"""What a single text may fall to, when it names services, whose names are not ours."""
MEASURABLE = 15


def parts(content: Content) -> Mapping[str, str]:
    """What is read together: a screen's labels, a moment, a page."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, text in texts(content).items():
        first, second, *_ = [*key.replace("[", ".").split("."), ""]
        found[f"{first}.{second}" if first in ("labels", "scripts") else first].append(text)
    return {part: "\n".join(said) for part, said in found.items()}


def test_every_part_can_be_read_by_a_fourteen_year_old(contents: Mapping[str, Content]) -> None:
    measured = {
        f"{code}: {part}": round(ease(code, said))
        for code, content in contents.items()
        for part, said in parts(content).items()
        if part not in NAMES
    }
    assert len(measured) > 2 * 40
    assert {part: score for part, score in measured.items() if score < EASY} == {}


def test_no_single_text_is_hard(contents: Mapping[str, Content]) -> None:
    hard = {
        f"{code}: {key}": round(ease(code, text))
        for code, content in contents.items()
        for key, text in texts(content).items()
        if len(words(text)) >= MEASURABLE and ease(code, text) < HARDEST
    }
    assert hard == {}


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("fr", "collègue", 2),
        ("fr", "réaction", 3),
        ("fr", "parlent", 1),
        ("fr", "vous", 1),
        ("en", "colleague", 2),
        ("en", "hospital", 3),
        ("en", "staffed", 1),
        ("en", "able", 2),
    ],
)
def test_syllables_are_counted_about_as_they_are_said(language: str, word: str, count: int) -> None:
    assert abs(syllables(language, word) - count) <= 1


def test_a_hard_text_is_found_hard() -> None:
    french = "L’institutionnalisation de la psychotraumatologie conditionne l’accompagnement."
    english = "Institutional psychotraumatology operationalises multidisciplinary accompaniment."
    assert ease("fr", french) < HARDEST
    assert ease("en", english) < HARDEST
