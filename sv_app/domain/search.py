"""Search over everything the app says, accents and case ignored, in every language at once."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sv_app.domain.crisis import CrisisMatcher
from sv_app.domain.folding import folded
from sv_app.domain.kit import Kit
from sv_app.domain.passages import Passage, passages

TELLING = 4
"""Letters from which a word alone is worth an answer, when no passage holds them all."""


@dataclass(frozen=True)
class _Indexed:
    """A passage's address, and its folded words in one language."""

    address: tuple[str, ...]
    text: str
    rest: str
    weight: int

    def score(self, words: list[str], phrase: str) -> tuple[int, int]:
        """How many of `words` begin a word here, and how well they do; more is better."""
        held = [word for word in words if f" {word}" in self.text or f" {word}" in self.rest]
        whole = sum(f" {word} " in f"{self.text} " for word in words)
        in_text = sum(f" {word}" in self.text for word in words)
        return len(held), (phrase in self.text) * 8 + in_text * 4 + whole * 2 + self.weight


class Finder:
    """Answers a search in one language, having read it in all; indexed at the first one."""

    def __init__(self, kits: Mapping[str, Kit], region: str) -> None:
        """Search the words of `kits`, by language, with the lines of `region` in all of them.

        One region for every language: a line found in one language is shown in another, and
        a region without that line could not show it.
        """
        self._kits = kits
        self._region = region

    def find(self, query: str, language: str) -> list[Passage]:
        """The passages that answer `query`, best first, in the words of `language`.

        A passage holds every word of the query, or the start of one. When none does,
        those with some of its longer words answer.
        """
        phrase = folded(query)
        words = phrase.split()
        found = self._matching(words, phrase, len(words)) if words else {}
        if not found:
            telling = [word for word in words if len(word) >= TELLING]
            found = self._matching(telling, phrase, 1) if telling else {}
        shown = self._shown[language]
        known = [address for address in found if address in shown]
        return [shown[a] for a in sorted(known, key=lambda a: found[a], reverse=True)]

    def is_crisis(self, query: str) -> bool:
        """Whether `query` tells of suicide in any language, or is an emergency number."""
        return self._crisis.matches(query)

    @cached_property
    def _crisis(self) -> CrisisMatcher:
        regions = [region for kit in self._kits.values() for region in kit.regions]
        numbers = {line.facts.number for region in regions for line in region.emergency_lines}
        return CrisisMatcher((kit.crisis for kit in self._kits.values()), numbers)

    def _matching(
        self, words: list[str], phrase: str, least: int
    ) -> dict[tuple[str, ...], tuple[int, int]]:
        best: dict[tuple[str, ...], tuple[int, int]] = {}
        matches = Counter(rank for word in words for rank in self._starting_with(word))
        for rank, count in matches.items():
            if count >= least:
                entry = self._entries[rank]
                score = entry.score(words, phrase)
                best[entry.address] = max(score, best.get(entry.address, score))
        return best

    def _starting_with(self, start: str) -> set[int]:
        """The ranks of the entries that hold a word with that start."""
        words, entries = self._vocabulary
        found: set[int] = set()
        for position in range(bisect_left(words, start), len(words)):
            if not words[position].startswith(start):
                break
            found |= entries[words[position]]
        return found

    @cached_property
    def _vocabulary(self) -> tuple[list[str], dict[str, set[int]]]:
        """Every word, sorted, and the ranks of the entries that hold it."""
        entries: dict[str, set[int]] = {}
        for rank, entry in enumerate(self._entries):
            for word in f"{entry.text}{entry.rest}".split():
                entries.setdefault(word, set()).add(rank)
        return sorted(entries), entries

    @cached_property
    def _shown(self) -> dict[str, dict[tuple[str, ...], Passage]]:
        return {
            code: {passage.address: passage for passage in passages(kit.in_region(self._region))}
            for code, kit in self._kits.items()
        }

    @cached_property
    def _entries(self) -> list[_Indexed]:
        return list(self._indexed())

    def _indexed(self) -> Iterator[_Indexed]:
        for known in self._shown.values():
            for passage in known.values():
                yield _Indexed(
                    passage.address,
                    folded(passage.text),
                    folded(f"{passage.title} {passage.about}"),
                    passage.weight,
                )
