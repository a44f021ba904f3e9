"""The texts suit a fourteen-year-old reader: people read them exhausted, at night."""

from collections import defaultdict
from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content
from tests.content.readability import reading_ease, syllables, words
from tests.content.texts import texts

EASY = 60
"""Least reading ease of a part: the level of a fourteen-year-old."""
WITHOUT_SENTENCES = (
    *("code", "crisis", "region", "labels.date", "labels.institution", "labels.printing"),
)
"""Parts with only names of languages, months, job titles and buttons, search words and queries."""
HARDEST = 45
"""Least reading ease of a single text, which may contain official names of services."""
MEASURABLE = 15


def texts_of_parts(content: Content) -> Mapping[str, str]:
    """Return the texts that are read together: the labels of a screen, a script, a page."""
    texts_by_part: dict[str, list[str]] = defaultdict(list)
    for key, text in texts(content).items():
        first, second, *_ = [*key.replace("[", ".").split("."), ""]
        texts_by_part[f"{first}.{second}" if first in ("labels", "scripts") else first].append(text)
    return {part: "\n".join(part_text) for part, part_text in texts_by_part.items()}


def test_every_part_suits_a_fourteen_year_old(contents: Mapping[str, Content]) -> None:
    scores = {
        f"{code}: {part}": round(reading_ease(code, part_text))
        for code, content in contents.items()
        for part, part_text in texts_of_parts(content).items()
        if part not in WITHOUT_SENTENCES
    }
    assert len(scores) > len(contents) * 40
    assert {part: score for part, score in scores.items() if score < EASY} == {}


def test_no_single_text_is_hard_to_read(contents: Mapping[str, Content]) -> None:
    hard = {
        f"{code}: {key}": round(reading_ease(code, text))
        for code, content in contents.items()
        for key, text in texts(content).items()
        # The names of placeholders are not read: the filled texts are measured too.
        if not key.startswith("templates")
        and len(words(text)) >= MEASURABLE
        and reading_ease(code, text) < HARDEST
    }
    assert hard == {}


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("fr", "parlent", 1),
        ("fr", "vous", 1),
        ("fr", "personne", 2),
        ("en", "hospital", 3),
        ("en", "staffed", 1),
        ("en", "able", 2),
        ("es", "compañera", 4),
        ("es", "hable", 2),
    ],
)
def test_syllables_are_counted(language: str, word: str, count: int) -> None:
    assert syllables(language, word) == count


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [("fr", "collègue", 2), ("fr", "réaction", 3), ("en", "colleague", 2), ("es", "todavía", 4)],
)
def test_syllables_of_adjacent_vowels_are_counted_to_within_one(
    language: str, word: str, count: int
) -> None:
    assert abs(syllables(language, word) - count) <= 1


def test_hard_text_has_a_low_score() -> None:
    french = "L’institutionnalisation de la psychotraumatologie conditionne l’accompagnement."
    english = "Institutional psychotraumatology operationalises multidisciplinary accompaniment."
    spanish = "La institucionalización de la psicotraumatología condiciona el acompañamiento."
    assert reading_ease("fr", french) < HARDEST
    assert reading_ease("es", spanish) < HARDEST
    assert reading_ease("en", english) < HARDEST
