import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from sv_app.domain.kit import Kit
from tests.content.texts import every_string, texts

FONTS = sorted((Path(__file__).parents[2] / "assets" / "fonts").glob("*.ttf"))
STRAIGHT = re.compile("['\"`´]")
# Not 10:30, not https://: a mark between two letters or figures ends nothing.
NO_SPACE_BEFORE = re.compile(r"(?<!\u00a0)(?:»|[:;?!](?![\w/]))")
NO_SPACE_AFTER = re.compile(r"«(?!\u00a0)")
FRENCH_NUMBER = re.compile(r"\d (?=\d{3}\b)|\d ?(?<!\u00a0)%")


def with_(pattern: re.Pattern[str], found: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {key: text for key, text in found if pattern.search(text)}


@pytest.mark.parametrize("font", FONTS, ids=[font.stem for font in FONTS])
def test_every_letter_of_every_text_is_in_every_font(kit: Kit, font: Path) -> None:
    with TTFont(font) as opened:
        glyphs = set(opened.getBestCmap())
    missing = {key: {c for c in text if ord(c) not in glyphs} for key, text in every_string(kit)}
    assert {key: letters for key, letters in missing.items() if letters} == {}


def test_both_fonts_are_there() -> None:
    assert len(FONTS) == 2


def test_apostrophes_and_quotation_marks_are_curly(kit: Kit) -> None:
    assert with_(STRAIGHT, every_string(kit)) == {}


def test_french_marks_have_their_space_and_it_never_breaks(kits: dict[str, Kit]) -> None:
    french = texts(kits["fr"]).items()
    assert with_(NO_SPACE_BEFORE, french) == {}
    assert with_(NO_SPACE_AFTER, french) == {}


def test_french_figures_never_break(kits: dict[str, Kit]) -> None:
    # A line's own number is told by its facts, which keep it together on screen.
    french = {k: t for k, t in texts(kits["fr"]).items() if not k.endswith(".facts.number")}
    assert with_(FRENCH_NUMBER, french.items()) == {}


def test_english_has_no_french_marks_nor_french_english_ones(kits: dict[str, Kit]) -> None:
    assert with_(re.compile("[«»]|[ \u00a0][:;?!]"), texts(kits["en"]).items()) == {}
    assert with_(re.compile("[“”]"), texts(kits["fr"]).items()) == {}


def test_quotation_marks_are_closed(kit: Kit) -> None:
    for key, text in texts(kit).items():
        assert text.count("«") == text.count("»"), key
        assert text.count("“") == text.count("”"), key


def test_no_text_shouts_nor_has_a_space_too_many(kit: Kit) -> None:
    assert with_(re.compile(r"!|  |\n|\t| $|^ "), texts(kit).items()) == {}


@pytest.mark.parametrize("text", ["Quoi ?", "Quoi?", "Voici :", "« Oui »", "«\u00a0Oui»", "«Oui"])
def test_a_french_mark_without_its_space_is_seen(text: str) -> None:
    assert NO_SPACE_BEFORE.search(text) or NO_SPACE_AFTER.search(text)


@pytest.mark.parametrize("text", ["Quoi\u00a0?", "«\u00a0Oui\u00a0»", "à 10:30", "https://3114.fr"])
def test_a_french_mark_with_its_space_is_left_alone(text: str) -> None:
    assert not NO_SPACE_BEFORE.search(text)
    assert not NO_SPACE_AFTER.search(text)
