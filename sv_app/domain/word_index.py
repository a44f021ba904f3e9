"""Ranking of texts of one language by a query: prefixes, inflections, typos and synonyms."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sv_app.domain.folding import fold_text, within_one_edit
from sv_app.domain.search_words import SearchWords

Location = tuple[str, ...]
"""Where a text is in the content: its section, and its place there."""
Weights = dict[str, float]
"""How well each word of the texts matches a word of the query, from 0 to 1."""

MIN_STEM_LENGTH = 4
MIN_PREFIX_LENGTH = 3
"""Minimum letters of a word, except the last of a query, that matches as a prefix."""
SEARCH_TYPO_LENGTH = 5
"""Minimum letters of a word in which a typo is allowed."""
TWO_TYPOS_LENGTH = 9
INFLECTION, TYPO, TWO_TYPOS, SYNONYM = 0.9, 0.7, 0.5, 0.6
"""The weight of a match that is not the exact word."""
CONTEXT = 0.4
"""The weight of a word in the context of a text, such as its explanation, instead of the text."""
MIN_COVERAGE = 0.6
"""A text is left out if it covers less than this part of what the best text covers."""
EQUAL, CONTAINED = 4.0, 1.5
"""Factors for a text that is the query, or contains it."""


@dataclass(frozen=True)
class IndexedText:
    """The folded words of a text and of its context; a higher `weight` ranks it higher.

    `moment` is the script that holds the text, else empty; `answer` is how well the text answers a
    topic of that moment.
    """

    location: Location
    text: str
    context: str
    weight: int
    moment: str = ""
    answer: float = 0


@dataclass
class _Term:
    """A word or a topic of the query, with everything that matches it."""

    words: Weights = field(default_factory=dict)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    moments: set[str] = field(default_factory=set)


class WordIndex:
    """The texts of one language; `rank` returns those that match a query."""

    def __init__(self, texts: Iterable[IndexedText], words: SearchWords) -> None:
        """Index `texts`; `words` are the stop words, suffixes and topics of their language."""
        self._texts = list(texts)
        self._suffixes = sorted(map(_folded, words.suffixes), key=len, reverse=True)
        self._stop_words = stop_words(words)
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        for number, text in enumerate(self._texts):
            for word in text.context.split():
                self._postings[word].setdefault(number, CONTEXT)
            for word in text.text.split():
                self._postings[word][number] = 1.0
        self._topics: list[tuple[list[tuple[str, ...]], str | None]] = []
        self._topics_of_word: dict[str, list[int]] = defaultdict(list)
        self._topics_of_first_stem: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        # Groups of several words, of which at most one is not a stop word.
        self._topics_of_whole_group: dict[str, set[int]] = defaultdict(set)
        for number, topic in enumerate(words.topic):
            phrases = []
            for group in map(fold_text, topic.words):
                if phrase := self._topic_phrase(group):
                    phrases.append(phrase)
                else:
                    self._topics_of_whole_group[group].add(number)
            self._topics.append((phrases, topic.moment))
            for phrase in phrases:
                if len(phrase) == 1:
                    self._topics_of_word[phrase[0]].append(number)
                else:
                    stems = tuple(map(self._stem, phrase))
                    self._topics_of_first_stem[stems[0]].append((stems, number))
        # Also words that no text has: without them, a query loses a part of a topic's group.
        topic_words = {
            word for topic in words.topic for word in fold_text(" ".join(topic.words)).split()
        }
        self._known_words = sorted({*self._postings, *topic_words})
        self._words_by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for word in self._known_words:
            self._words_by_stem[self._stem(word)].append(word)
            self._by_initial[word[0]].append(word)

    def _topic_phrase(self, group: str) -> tuple[str, ...]:
        """Return the words of a group of a topic, without stop words.

        The result is empty if the group has several words of which at most one is no stop word,
        such as « que dire »: that word alone is too common, and the query must hold the whole
        group.
        """
        words = group.split()
        phrase = tuple(word for word in words if word not in self._stop_words)
        return phrase if len(phrase) > 1 or len(words) == 1 else ()

    def _stem(self, word: str) -> str:
        for suffix in self._suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= MIN_STEM_LENGTH:
                return word[: -len(suffix)]
        return word

    def knows(self, word: str) -> bool:
        """Whether the language has `word`, an inflection of it, or a word that begins with it."""
        return self._stem(word) in self._words_by_stem or bool(self._with_prefix(word))

    def _with_prefix(self, prefix: str) -> list[str]:
        start = bisect_left(self._known_words, prefix)
        stop = bisect_left(self._known_words, f"{prefix}\U0010ffff", start)
        return self._known_words[start:stop]

    def near(self, word: str) -> Weights:
        """Return the words that differ from `word` by a typo, or by two in a long word.

        They begin with the same letter. A number and a short word have none.
        """
        if len(word) < SEARCH_TYPO_LENGTH or word.isdigit():
            return {}
        matches: Weights = {}
        for known in self._by_initial[word[0]]:
            if abs(len(known) - len(word)) <= 1 and within_one_edit(word, known):
                matches[known] = TYPO
            elif len(word) >= TWO_TYPOS_LENGTH and _within_two_edits(word, known):
                matches[known] = TWO_TYPOS
        return matches

    def rank(
        self, words: Sequence[str], matched_query: str, misspelt: Collection[str]
    ) -> dict[Location, float]:
        """Return the score of each text that matches.

        `matched_query` is the query without the words that nothing matches. `words` are its words
        that are no stop words, or all of them if each is one. The `misspelt` words, which no
        language knows, are matched with typos.
        """
        terms = []
        for group, topics in self._topics_of_whole_group.items():
            if f"{group} " in f"{matched_query} ":
                terms.append(self._term({}, topics))
                words = [word for word in words if word not in group.split()]
        terms += self._terms(words, misspelt)
        scores: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        possible = 0.0
        for term in terms:
            matches = self._matches(term)
            rarity = math.log(1 + len(self._texts) / (1 + len(matches)))
            possible += rarity
            for number, weight in matches.items():
                scores[number] += weight * rarity
                covered[number] += rarity
        enough = MIN_COVERAGE * max(covered.values(), default=0.0)
        return {
            self._texts[number].location: self._final(
                self._texts[number], score * covered[number] / possible, matched_query
            )
            for number, score in scores.items()
            if covered[number] >= enough
        }

    def _final(self, text: IndexedText, score: float, matched_query: str) -> float:
        if text.text == matched_query:
            score *= EQUAL
        elif matched_query in text.text:
            score *= CONTAINED
        return score * (1 + text.weight / 10) / (1 + len(text.text) / 1000)

    def _terms(self, words: Sequence[str], misspelt: Collection[str]) -> list[_Term]:
        """Return a term for each group of words of a topic, and for each other word."""
        weights = [
            self._word_matches(word, word in misspelt, last=n == len(words) - 1)
            for n, word in enumerate(words)
        ]
        stems = [frozenset(map(self._stem, matches)) for matches in weights]
        terms: list[_Term] = []
        at = 0
        while at < len(words):
            length, topics = self._longest_topic(stems[at:])
            if length == 1:
                topics |= {
                    topic for word in weights[at] for topic in self._topics_of_word.get(word, ())
                }
            terms.append(self._term(weights[at] if length == 1 else {}, topics))
            at += length
        return terms

    def _longest_topic(self, stems: Sequence[frozenset[str]]) -> tuple[int, set[int]]:
        """Return the length of the longest group of words at the start, and its topics.

        `stems` has the stems that each word of the query matches.
        """
        best, found = 1, set[int]()
        for first in stems[0]:
            for phrase, number in self._topics_of_first_stem.get(first, ()):
                if not best <= len(phrase) <= len(stems):
                    continue
                if all(stem in matched for stem, matched in zip(phrase, stems, strict=False)):
                    found = {*found, number} if len(phrase) == best else {number}
                    best = len(phrase)
        return best, found

    def _term(self, words: Weights, topics: Iterable[int]) -> _Term:
        term = _Term(dict(words))
        for number in topics:
            phrases, moment = self._topics[number]
            if moment:
                term.moments.add(moment)
            for phrase in phrases:
                if len(phrase) > 1:
                    term.phrases.append(phrase)
                    continue
                for word in self._words_by_stem[self._stem(phrase[0])]:
                    term.words.setdefault(word, SYNONYM)
        return term

    def _word_matches(self, word: str, misspelt: bool, last: bool) -> Weights:
        if misspelt:
            return self.near(word)
        matches: Weights = {}
        if last or len(word) >= MIN_PREFIX_LENGTH:
            for known in self._with_prefix(word):
                matches[known] = 0.4 + 0.5 * len(word) / len(known)
        for known in self._words_by_stem.get(self._stem(word), ()):
            matches[known] = max(matches.get(known, 0), INFLECTION)
        if word in self._postings or word in self._topics_of_word:
            matches[word] = 1.0
        return matches

    def _matches(self, term: _Term) -> dict[int, float]:
        """Return how well each text matches the term."""
        matches: dict[int, float] = {}
        for word, weight in term.words.items():
            for number, where in self._postings.get(word, {}).items():
                matches[number] = max(matches.get(number, 0), weight * where)
        for phrase in term.phrases:
            for number in self._with_all(phrase):
                matches[number] = max(matches.get(number, 0), SYNONYM)
        for number, text in enumerate(self._texts) if term.moments else ():
            if text.answer and text.moment in term.moments:
                matches[number] = max(matches.get(number, 0), text.answer)
        return matches

    def _with_all(self, phrase: Sequence[str]) -> set[int]:
        """Return the texts that have every word of `phrase`, in any inflection."""
        found: set[int] | None = None
        for word in phrase:
            stem = self._stem(word)
            numbers = {
                n for w in self._words_by_stem.get(stem, ()) for n in self._postings.get(w, ())
            }
            found = numbers if found is None else found & numbers
        return found or set()


def stop_words(words: SearchWords) -> frozenset[str]:
    """Return the folded stop words of a language."""
    return frozenset(map(_folded, words.stop_words))


def _folded(text: str) -> str:
    return fold_text(text).strip()


def _within_two_edits(word: str, known: str) -> bool:
    """Whether two letters at most were added, removed or changed."""
    if abs(len(word) - len(known)) > 2 or len(set(word) ^ set(known)) > 4:
        return False
    row = list(range(len(known) + 1))
    for n, letter in enumerate(word, start=1):
        previous, row[0] = row[0], n
        for m, other in enumerate(known, start=1):
            previous, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, previous + (letter != other))
        if min(row) > 2:
            return False
    return row[-1] <= 2
