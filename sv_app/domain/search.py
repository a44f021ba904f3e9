"""Full-text search in every language at once, without case or accents.

It covers the scripts, the attitudes, the two guides, the helplines, the hospital's contacts and
the questions of the self-check; it covers neither messages nor labels.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel

from sv_app.domain.content import Content
from sv_app.domain.crisis import CrisisMatcher
from sv_app.domain.folding import fold_text
from sv_app.domain.scripts import AvoidPhrase, Script


class ResultSection(StrEnum):
    """The part of the content that a result comes from, and so the screen that it opens."""

    SCRIPT = "script"
    ATTITUDES = "attitudes"
    TEAM = "team"
    UNDERSTAND = "understand"
    HELPLINES = "helplines"
    INTERNAL = "inside"
    SIGNS = "signs"


SAY, AVOID, REHEARSE = "say", "avoid", "rehearse"
ID_FIELDS = ("id", "source", "sources", "stages_source")
"""Fields that hold ids, which are not searched."""
SCRIPT_LISTS = ("before", "gestures", "not_promise", "closing")


@dataclass(frozen=True)
class SearchEntry:
    """A searchable text, with its location and the text `about` it.

    `section` is the part of the content that holds the text. `owner` is the moment of a script,
    else empty. `part` is the list or field that holds the text, and `key` the id or index in it.
    A higher `weight` ranks a result higher.
    """

    section: ResultSection
    owner: str
    part: str
    key: str
    text: str
    about: str = ""
    title: str = ""
    weight: int = 0

    @property
    def address(self) -> tuple[str, ...]:
        """The location, which is the same in every language."""
        return (self.section, self.owner, self.part, self.key)


def search_entries(content: Content) -> Iterator[SearchEntry]:
    """Yield every searchable text of `content`, in the order of the screens."""
    for script in content.scripts:
        yield from _script_entries(script)
    for attitude in content.attitudes.items:
        about = f"{attitude.why} {attitude.instead}"
        yield SearchEntry(
            ResultSection.ATTITUDES, "", "items", attitude.id, attitude.text, about, weight=1
        )
    yield from _model_entries(ResultSection.TEAM, "", "", content.team)
    yield from _model_entries(ResultSection.UNDERSTAND, "", "", content.understand)
    yield from _institution_entries(content)
    for line in content.helplines:
        words, number = line.words, line.facts.number
        about = f"{words.who_answers}. {words.for_whom}. {number} {number.replace(' ', '')}"
        yield SearchEntry(ResultSection.HELPLINES, "", "line", line.id, words.name, about, weight=1)
    for question, question_words in content.self_check.questions.items():
        yield SearchEntry(
            ResultSection.SIGNS, "", "questions", question, question_words.ask, question_words.hint
        )


def _script_entries(script: Script) -> Iterator[SearchEntry]:
    def entry(part: str, key: str, text: str, about: str = "", weight: int = 0) -> SearchEntry:
        return SearchEntry(
            ResultSection.SCRIPT, script.id, part, key, text, about, script.title, weight
        )

    yield entry("", "", script.title, script.aim, weight=3)
    yield entry("opening", "", script.opening.text, script.opening.how, weight=2)
    for phrase in (*script.say, *script.avoid):
        if isinstance(phrase, AvoidPhrase):
            about = f"{phrase.why} {phrase.instead}"
            yield entry(AVOID, phrase.id, phrase.text, about, weight=1)
        else:
            yield entry(SAY, phrase.id, phrase.text, phrase.why, weight=2)
    for part in SCRIPT_LISTS:
        for n, text in enumerate(getattr(script, part)):
            yield entry(part, str(n), text)
    yield entry("step_up", "", script.step_up, weight=1)
    for rehearsal in script.rehearse:
        yield entry(REHEARSE, rehearsal.id, rehearsal.line)


def _institution_entries(content: Content) -> Iterator[SearchEntry]:
    """Yield the hospital's own contacts, whose weight puts them before other results."""
    institution = content.institution
    for contact in institution.contacts if institution else ():
        number = contact.phone or ""
        role = content.labels.institution.role(contact.role)
        numbers = (number, number.replace(" ", ""))
        details = (role, contact.hours, contact.place, contact.email, *numbers)
        about = " ".join(filter(None, details))
        yield SearchEntry(
            ResultSection.INTERNAL, "", "contacts", contact.role, contact.label, about, weight=4
        )


def _model_entries(
    section: ResultSection, part: str, key: str, value: object
) -> Iterator[SearchEntry]:
    """Yield the texts of a nested value: texts, models and iterables of them."""
    if isinstance(value, str):
        yield SearchEntry(section, "", part, key, value)
    elif isinstance(value, BaseModel):
        fields = {name: v for name, v in value if name not in ID_FIELDS and v is not None}
        texts = [v for v in fields.values() if isinstance(v, str)]
        if part and len(texts) == len(fields):
            yield SearchEntry(section, "", part, key, texts[0], " ".join(texts[1:]))
        else:
            for name, child in fields.items():
                path = "/".join(filter(None, (part, key, name)))
                yield from _model_entries(section, path, "", child)
    elif isinstance(value, Iterable):
        for n, item in enumerate(value):
            yield from _model_entries(section, part, getattr(item, "id", str(n)), item)


MIN_WORD_LENGTH = 4
"""Minimum letters of a word that counts alone, when no entry holds all words of a query."""


@dataclass(frozen=True)
class _IndexedEntry:
    """The folded texts of a `SearchEntry` in one language; `context` is its title and `about`."""

    address: tuple[str, ...]
    text: str
    context: str
    weight: int

    def score(self, words: list[str], phrase: str) -> tuple[int, int]:
        """Return the number of `words` that match as prefixes, and the quality of the match."""
        matching = [word for word in words if f" {word}" in self.text or f" {word}" in self.context]
        whole_words = sum(f" {word} " in f"{self.text} " for word in words)
        in_text = sum(f" {word}" in self.text for word in words)
        quality = (phrase in self.text) * 8 + in_text * 4 + whole_words * 2 + self.weight
        return len(matching), quality


class SearchIndex:
    """A search in the texts of all languages; the first query builds the index."""

    def __init__(self, contents: Mapping[str, Content], region: str) -> None:
        """Index `contents`, by language, with the helplines of `region`.

        Every language uses the same region: a line that matches in one language is shown in
        another, where another region might not have it.
        """
        self._contents = contents
        self._region = region

    def find(self, query: str, language: str) -> list[SearchEntry]:
        """Return the entries that match `query`, best first, in `language`.

        Every word of the query must be the prefix of a word of the entry, in any one language.
        If no entry matches, return those that match any word of at least `MIN_WORD_LENGTH`.
        """
        phrase = fold_text(query)
        words = phrase.split()
        scores = self._score_matches(words, phrase, len(words)) if words else {}
        if not scores:
            long_words = [word for word in words if len(word) >= MIN_WORD_LENGTH]
            scores = self._score_matches(long_words, phrase, 1) if long_words else {}
        entries = self._entries_by_language[language]
        addresses = [address for address in scores if address in entries]
        addresses.sort(key=lambda address: scores[address], reverse=True)
        return [entries[address] for address in addresses]

    def is_crisis(self, query: str) -> bool:
        """Whether `query` is about suicide in any language, or holds an emergency line's number."""
        return self._crisis.matches(query)

    @cached_property
    def _crisis(self) -> CrisisMatcher:
        regions = [region for content in self._contents.values() for region in content.regions]
        numbers = {line.facts.number for region in regions for line in region.emergency_lines}
        return CrisisMatcher((content.crisis for content in self._contents.values()), numbers)

    def _score_matches(
        self, words: list[str], phrase: str, minimum: int
    ) -> dict[tuple[str, ...], tuple[int, int]]:
        best: dict[tuple[str, ...], tuple[int, int]] = {}
        matches = Counter(index for word in words for index in self._indexes_with_prefix(word))
        for index, count in matches.items():
            if count >= minimum:
                entry = self._indexed_entries[index]
                score = entry.score(words, phrase)
                best[entry.address] = max(score, best.get(entry.address, score))
        return best

    def _indexes_with_prefix(self, prefix: str) -> set[int]:
        """Return the indexes of the entries that hold a word with that prefix."""
        words, entries = self._vocabulary
        indexes: set[int] = set()
        for position in range(bisect_left(words, prefix), len(words)):
            if not words[position].startswith(prefix):
                break
            indexes |= entries[words[position]]
        return indexes

    @cached_property
    def _vocabulary(self) -> tuple[list[str], dict[str, set[int]]]:
        """Every word, sorted, and the indexes of the entries that hold each word."""
        entries: dict[str, set[int]] = {}
        for index, entry in enumerate(self._indexed_entries):
            for word in f"{entry.text}{entry.context}".split():
                entries.setdefault(word, set()).add(index)
        return sorted(entries), entries

    @cached_property
    def _entries_by_language(self) -> dict[str, dict[tuple[str, ...], SearchEntry]]:
        return {
            code: {
                entry.address: entry for entry in search_entries(content.in_region(self._region))
            }
            for code, content in self._contents.items()
        }

    @cached_property
    def _indexed_entries(self) -> list[_IndexedEntry]:
        return list(self._index_entries())

    def _index_entries(self) -> Iterator[_IndexedEntry]:
        for entries in self._entries_by_language.values():
            for entry in entries.values():
                yield _IndexedEntry(
                    entry.address,
                    fold_text(entry.text),
                    fold_text(f"{entry.title} {entry.about}"),
                    entry.weight,
                )
