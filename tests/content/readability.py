"""How hard a text is to read: Flesch for English, its adaptation by Kandel and Moles for French.

Both give about 100 to what an eight-year-old reads, 60 to what a fourteen-year-old does,
and 30 to what needs years of study.
"""

import re
import unicodedata
from collections.abc import Mapping

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?…:;]+(?=\s|$)|\n")
VOWELS = re.compile(r"[aeiouy]+")
FORMULAS: Mapping[str, tuple[float, float, float]] = {
    "en": (206.835, 1.015, 84.6),
    "fr": (209, 1.15, 68),
}
"""What a text starts from, and loses by word of its sentences, and by syllable of its words."""


def words(text: str) -> list[str]:
    """The words of a text: « aujourd’hui » is two, "end-of-shift" one."""
    return WORD.findall(text)


def ease(language: str, text: str) -> float:
    """How easily a text is read; 60 is a fourteen-year-old's level, more is easier."""
    start, by_word, by_syllable = FORMULAS[language]
    said = words(text)
    sentences = [part for part in SENTENCE.split(text) if words(part)]
    counted = sum(syllables(language, word) for word in said)
    return start - by_word * len(said) / len(sentences) - by_syllable * counted / len(said)


def syllables(language: str, word: str) -> int:
    """About how many syllables one says: groups of vowels, but for a silent e."""
    plain = unicodedata.normalize("NFD", word.lower())
    if language == "fr":
        plain = re.sub(r"(?<=[^aeiouy])(?:es?|ent)$", "", plain)  # « autres », « parlent »
    else:
        plain = re.sub(r"(?<=[^aeiouyl])(?:e|es|ed)$", "", plain)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return max(1, len(VOWELS.findall(letters)))
