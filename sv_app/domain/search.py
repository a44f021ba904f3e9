"""Search over everything the app says, in every language at once; case and accents are ignored."""

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


class ResultKind(StrEnum):
    """The screens that say things."""

    SCRIPT = "script"
    ATTITUDES = "attitudes"
    TEAM = "team"
    UNDERSTAND = "understand"
    HELPLINES = "helplines"
    INSIDE = "inside"
    SIGNS = "signs"


SAY, AVOID, REHEARSE = "say", "avoid", "rehearse"
CITED = ("id", "source", "sources", "stages_source")
"""Fields that hold ids: nobody reads them."""
SCRIPT_LISTS = ("before", "gestures", "not_promise", "closing")


@dataclass(frozen=True)
class SearchEntry:
    """One thing said: `text`, what is said `about` it, and where.

    `owner` is the moment of a script, else empty; `part` is the list it is of, `key`
    its id or its place in the list. The heavier, the sooner it answers a search.
    """

    place: ResultKind
    owner: str
    part: str
    key: str
    text: str
    about: str = ""
    title: str = ""
    weight: int = 0

    @property
    def address(self) -> tuple[str, ...]:
        """The same in every language."""
        return (self.place, self.owner, self.part, self.key)


def search_entries(content: Content) -> Iterator[SearchEntry]:
    """Everything `content` says, in the order of the screens."""
    for script in content.scripts:
        yield from _script(script)
    for attitude in content.attitudes.items:
        about = f"{attitude.why} {attitude.instead}"
        yield SearchEntry(
            ResultKind.ATTITUDES, "", "items", attitude.id, attitude.text, about, weight=1
        )
    yield from _walk(ResultKind.TEAM, "", "", content.team)
    yield from _walk(ResultKind.UNDERSTAND, "", "", content.understand)
    yield from _inside(content)
    for line in content.helplines:
        words, number = line.words, line.facts.number
        about = f"{words.who_answers}. {words.for_whom}. {number} {number.replace(' ', '')}"
        yield SearchEntry(ResultKind.HELPLINES, "", "line", line.id, words.name, about, weight=1)
    for question, said in content.self_check.questions.items():
        yield SearchEntry(ResultKind.SIGNS, "", "questions", question, said.ask, said.hint)


def _script(script: Script) -> Iterator[SearchEntry]:
    def of(part: str, key: str, text: str, about: str = "", weight: int = 0) -> SearchEntry:
        return SearchEntry(
            ResultKind.SCRIPT, script.id, part, key, text, about, script.title, weight
        )

    yield of("", "", script.title, script.aim, weight=3)
    yield of("opening", "", script.opening.text, script.opening.how, weight=2)
    for phrase in (*script.say, *script.avoid):
        hurts = isinstance(phrase, AvoidPhrase)
        about = f"{phrase.why} {phrase.instead}" if isinstance(phrase, AvoidPhrase) else phrase.why
        yield of(AVOID if hurts else SAY, phrase.id, phrase.text, about, weight=1 if hurts else 2)
    for part in SCRIPT_LISTS:
        for n, text in enumerate(getattr(script, part)):
            yield of(part, str(n), text)
    yield of("step_up", "", script.step_up, weight=1)
    for rehearsal in script.rehearse:
        yield of(REHEARSE, rehearsal.id, rehearsal.line)


def _inside(content: Content) -> Iterator[SearchEntry]:
    """This hospital's own help, which comes before any other answer of the same words."""
    hospital = content.institution
    for who in hospital.contacts if hospital else ():
        number = who.phone or ""
        role = content.labels.institution.role(who.role)
        told = (role, who.hours, who.place, who.email, number, number.replace(" ", ""))
        about = " ".join(filter(None, told))
        yield SearchEntry(ResultKind.INSIDE, "", "contacts", who.role, who.label, about, weight=4)


def _walk(place: ResultKind, part: str, key: str, value: object) -> Iterator[SearchEntry]:
    """What a model says, whatever its shape: texts, lists of them, models of them."""
    if isinstance(value, str):
        yield SearchEntry(place, "", part, key, value)
    elif isinstance(value, BaseModel):
        said = {name: v for name, v in value if name not in CITED and v is not None}
        lines = [v for v in said.values() if isinstance(v, str)]
        if part and len(lines) == len(said):
            yield SearchEntry(place, "", part, key, lines[0], " ".join(lines[1:]))
        else:
            for name, inside in said.items():
                yield from _walk(place, "/".join(filter(None, (part, key, name))), "", inside)
    elif isinstance(value, Iterable):
        for n, item in enumerate(value):
            yield from _walk(place, part, getattr(item, "id", str(n)), item)


MIN_WORD_LENGTH = 4
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


class SearchIndex:
    """Answers a search in one language, having read it in all; indexed at the first one."""

    def __init__(self, contents: Mapping[str, Content], region: str) -> None:
        """Search the words of `contents`, by language, with the lines of `region` in all of them.

        One region for every language: a line found in one language is shown in another, and
        a region without that line could not show it.
        """
        self._contents = contents
        self._region = region

    def find(self, query: str, language: str) -> list[SearchEntry]:
        """The passages that answer `query`, best first, in the words of `language`.

        A passage holds every word of the query, or the start of one. When none does,
        those with some of its longer words answer.
        """
        phrase = fold_text(query)
        words = phrase.split()
        found = self._matching(words, phrase, len(words)) if words else {}
        if not found:
            telling = [word for word in words if len(word) >= MIN_WORD_LENGTH]
            found = self._matching(telling, phrase, 1) if telling else {}
        shown = self._shown[language]
        known = [address for address in found if address in shown]
        return [shown[a] for a in sorted(known, key=lambda a: found[a], reverse=True)]

    def is_crisis(self, query: str) -> bool:
        """Whether `query` tells of suicide in any language, or is an emergency number."""
        return self._crisis.matches(query)

    @cached_property
    def _crisis(self) -> CrisisMatcher:
        regions = [region for content in self._contents.values() for region in content.regions]
        numbers = {line.facts.number for region in regions for line in region.emergency_lines}
        return CrisisMatcher((content.crisis for content in self._contents.values()), numbers)

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
    def _shown(self) -> dict[str, dict[tuple[str, ...], SearchEntry]]:
        return {
            code: {
                passage.address: passage
                for passage in search_entries(content.in_region(self._region))
            }
            for code, content in self._contents.items()
        }

    @cached_property
    def _entries(self) -> list[_Indexed]:
        return list(self._indexed())

    def _indexed(self) -> Iterator[_Indexed]:
        for known in self._shown.values():
            for passage in known.values():
                yield _Indexed(
                    passage.address,
                    fold_text(passage.text),
                    fold_text(f"{passage.title} {passage.about}"),
                    passage.weight,
                )
