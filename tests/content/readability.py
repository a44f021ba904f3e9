"""Reading ease: the Flesch formula for English, and its adaptations to other languages.

The French formula is by Kandel and Moles, the Spanish one by Fernández Huerta. All give about 100
to a text for an eight-year-old, 60 to a text for a fourteen-year-old, and 30 to a text that needs
years of study.
"""

import re
import unicodedata
from collections.abc import Mapping

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?…:;]+(?=\s|$)|\n")
VOWELS = re.compile(r"[aeiouy]+")
FORMULAS: Mapping[str, tuple[float, float, float]] = {
    "en": (206.835, 1.015, 84.6),
    "es": (206.84, 1.02, 60),
    "fr": (209, 1.15, 68),
}
"""By language: the constant, the weight of words per sentence, that of syllables per word."""


def words(text: str) -> list[str]:
    """Return the words of a text: an apostrophe separates two words, a hyphen does not."""
    return WORD.findall(text)


def reading_ease(language: str, text: str) -> float:
    """Return the reading ease of a text: 60 suits a fourteen-year-old, and more is easier."""
    start, by_word, by_syllable = FORMULAS[language]
    text_words = words(text)
    sentences = [part for part in SENTENCE.split(text) if words(part)]
    syllable_count = sum(syllables(language, word) for word in text_words)
    return (
        start
        - by_word * len(text_words) / len(sentences)
        - by_syllable * syllable_count / len(text_words)
    )


def syllables(language: str, word: str) -> int:
    """Return about how many syllables a word has: its groups of vowels.

    The silent e of French and English does not count.
    """
    plain = unicodedata.normalize("NFD", word.lower())
    if language == "fr":
        plain = re.sub(r"(?<=[^aeiouy])(?:es?|ent)$", "", plain)  # « autres », « parlent »
    elif language == "en":
        plain = re.sub(r"(?<=[^aeiouyl])(?:e|es|ed)$", "", plain)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return max(1, len(VOWELS.findall(letters)))
