"""Words that tell of thoughts of suicide: what a search shows emergency numbers for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import Field

from sv_app.domain.folding import fold_text
from sv_app.domain.model import Model, Text

TYPO_LENGTH = 6
"""Letters from which a word may hold one typo: in a shorter one, a typo is another word."""
NUMBER_LENGTH = 3
"""Digits from which an emergency number is not any number: 15 may be an age or a time."""


class CrisisWords(Model):
    """`<language>/crisis.toml`: what a person in danger may type, in one language.

    `stems` begin a word: `suicid`; `phrases` are words in order; `alone` are whole queries.
    `examples` are queries that must be recognised, `fine` some that must not.
    """

    stems: tuple[Text, ...] = Field(min_length=1)
    phrases: tuple[Text, ...] = Field(min_length=1)
    alone: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = Field(min_length=1)
    fine: tuple[Text, ...] = Field(min_length=1)


class CrisisMatcher:
    """Recognises a query about suicide, in every language at once.

    Accents and case are ignored, and one typo in a stem, or in a long word of a phrase
    whose first letter is right: « je veux courir » is not about dying.
    """

    def __init__(self, languages: Iterable[CrisisWords], numbers: Iterable[str] = ()) -> None:
        """Take the words of `languages`, and emergency `numbers` of any region."""
        languages = tuple(languages)
        self._stems = tuple({fold_text(s).strip() for words in languages for s in words.stems})
        self._phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for phrase in (_words(p) for words in languages for p in words.phrases):
            self._phrases[phrase[0][0]].add(phrase)  # a typo leaves the first letter
        self._alone = frozenset(_words(p) for words in languages for p in words.alone)
        digits = ("".join(_words(number)) for number in numbers)
        self._numbers = frozenset(n for n in digits if len(n) >= NUMBER_LENGTH)

    def matches(self, query: str) -> bool:
        """Whether `query` tells of suicide, or is an emergency number."""
        words = _words(query)
        return (
            any(_begins(word, stem) for word in set(words) for stem in self._stems)
            or any(
                _matches_at(words, start, phrase)
                for start, word in enumerate(words)
                for phrase in self._phrases.get(word[0], ())
            )
            or words in self._alone
            or not self._numbers.isdisjoint(_numbers(words))
        )


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold_text(text).split())


def _numbers(words: Sequence[str]) -> Iterable[str]:
    """Each number, and each run of them: people write `0800 32 123` with spaces."""
    run = ""
    for word in words:
        if word.isdigit():
            run += word
            yield word
        else:
            yield run
            run = ""
    yield run


def _begins(word: str, stem: str) -> bool:
    """Whether `word` begins with `stem`, or with one typo in it."""
    lengths = range(len(stem) - 1, len(stem) + 2)
    return any(_one_edit_apart(word[:n], stem) for n in lengths if n <= len(word))


def _matches_at(words: Sequence[str], start: int, phrase: Sequence[str]) -> bool:
    """Whether the words from `start` are those of `phrase`, with one more between at most."""
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
    """Whether `word` is `wanted`, or has one typo that leaves its first letter."""
    if word == wanted:
        return True
    if len(wanted) < TYPO_LENGTH or word[:1] != wanted[:1]:
        return False
    return _one_edit_apart(word, wanted)


def _one_edit_apart(word: str, wanted: str) -> bool:
    """Whether a letter was added, left out, changed, or swapped with the next."""
    if abs(len(word) - len(wanted)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, wanted, strict=False)) if a != b), None)
    if same is None:
        return True
    if len(word) == len(wanted):
        swapped = word[same : same + 2] == wanted[same : same + 2][::-1]
        if swapped and word[same + 2 :] == wanted[same + 2 :]:
            return True
        return word[same + 1 :] == wanted[same + 1 :]
    longer, shorter = sorted((word, wanted), key=len, reverse=True)
    return longer[same + 1 :] == shorter[same:]
