"""Detection of search queries about suicide, which show the emergency lines."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import Field

from sv_app.domain.folding import fold_text, within_one_edit
from sv_app.domain.model import Model, Text

CRISIS_TYPO_LENGTH = 6
"""Minimum letters of a word in which a typo is allowed; in a shorter word, a typo often gives
another word."""
NUMBER_LENGTH = 3
"""A query holds the number of an emergency line only if that number has at least this many digits:
`15` may be an age."""


class CrisisWords(Model):
    """`<language>/crisis.toml`: what a person in danger may type, in one language.

    `stems` are beginnings of words, such as `suicid`; `phrases` are words in order; `whole_queries`
    are complete queries. `examples` are queries that must be detected, and `counterexamples` are
    queries that must not.
    """

    stems: tuple[Text, ...] = Field(min_length=1)
    phrases: tuple[Text, ...] = Field(min_length=1)
    whole_queries: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = Field(min_length=1)
    counterexamples: tuple[Text, ...] = Field(min_length=1)


class CrisisMatcher:
    """Detects a query about suicide, in every language at once.

    Ignores accents and case. Allows one typo in a stem, or in a long word of a phrase except
    its first letter: « courir » is not « mourir ».
    """

    def __init__(self, languages: Iterable[CrisisWords], numbers: Iterable[str] = ()) -> None:
        """Match the words of `languages` and the `numbers` of every region's emergency lines."""
        languages = tuple(languages)
        self._stems = tuple(
            {fold_text(stem).strip() for words in languages for stem in words.stems}
        )
        self._phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for phrase in (_folded_words(text) for words in languages for text in words.phrases):
            self._phrases[phrase[0][0]].add(phrase)  # no typo may change the first letter
        self._whole_queries = frozenset(
            _folded_words(phrase) for words in languages for phrase in words.whole_queries
        )
        digits = ("".join(_folded_words(number)) for number in numbers)
        self._numbers = frozenset(number for number in digits if len(number) >= NUMBER_LENGTH)

    def matches(self, query: str) -> bool:
        """Whether `query` is about suicide, or holds the number of an emergency line."""
        words = _folded_words(query)
        return (
            any(_begins_with(word, stem) for word in set(words) for stem in self._stems)
            or any(
                _matches_at(words, start, phrase)
                for start, word in enumerate(words)
                for phrase in self._phrases.get(word[0], ())
            )
            or words in self._whole_queries
            or not self._numbers.isdisjoint(_number_runs(words))
        )


def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(fold_text(text).split())


def _number_runs(words: Sequence[str]) -> Iterable[str]:
    """Yield each number, and adjacent numbers joined: people write `0800 32 123` with spaces."""
    run = ""
    for word in words:
        if word.isdigit():
            run += word
            yield word
        else:
            yield run
            run = ""
    yield run


def _begins_with(word: str, stem: str) -> bool:
    """Whether `word` begins with `stem`, with one typo at most."""
    lengths = range(len(stem) - 1, len(stem) + 2)
    return any(within_one_edit(word[:length], stem) for length in lengths if length <= len(word))


def _matches_at(words: Sequence[str], start: int, phrase: Sequence[str]) -> bool:
    """Whether `phrase` begins at `start`, with at most one extra word inside and one typo."""
    at, extra, typos = start, 0, 0
    for wanted in phrase:
        if at > start and not extra and at < len(words) and not _is_near(words[at], wanted):
            extra, at = 1, at + 1
        if at >= len(words) or not _is_near(words[at], wanted):
            return False
        typos += words[at] != wanted
        at += 1
    return typos <= 1


def _is_near(word: str, wanted: str) -> bool:
    """Whether `word` is `wanted`, or differs from it by one typo after the first letter."""
    if word == wanted:
        return True
    if len(wanted) < CRISIS_TYPO_LENGTH or word[:1] != wanted[:1]:
        return False
    return within_one_edit(word, wanted)
