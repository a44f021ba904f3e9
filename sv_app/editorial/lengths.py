"""Sentences and paragraphs short enough to be read at three in the morning."""

import re
from collections.abc import Iterator

SENTENCE, PARAGRAPH = 25, 60
"""The most words of each."""

END = re.compile(r"(?<=[.?!…])(?:[\u00a0 ]?[»”])?\s+")
WORD = re.compile(r"\w")


def words(text: str) -> int:
    """How many words: what spaces part, if it has a letter or a figure. « 11 649 » is one."""
    return sum(bool(WORD.search(part)) for part in text.split(" "))


def too_long(text: str) -> Iterator[str]:
    """What is too long in `text`, said for who wrote it."""
    if text.count(" ") < SENTENCE:
        return  # too few words for either
    if (count := words(text)) > PARAGRAPH:
        yield f"{count} words: at most {PARAGRAPH} in a paragraph"
    for sentence in END.split(text):
        if (count := words(sentence)) > SENTENCE:
            yield f"a sentence of {count} words, at most {SENTENCE}: “{sentence[:40]}…”"
