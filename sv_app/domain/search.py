"""Full-text search in every language at once, without case or accents.

It covers the scripts, with their messages to send, the readiness check, the attitudes, the screens
for managers and about the second victim, the tools of managers and of the person, the helplines,
the hospital's contacts and the questions of the self-check. It covers neither `Content.messages`
nor the labels, except the roles of the hospital's contacts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel

from sv_app.domain.content import Content
from sv_app.domain.crisis import CrisisMatcher
from sv_app.domain.folding import fold_text
from sv_app.domain.scripts import AvoidPhrase, Script
from sv_app.domain.team_tools import TeamTools
from sv_app.domain.word_index import IndexedText, Location, WordIndex, stop_words


class ResultSection(StrEnum):
    """The part of the content that a result comes from, and so the screen that it opens."""

    SCRIPT = "script"
    READINESS = "readiness"
    ATTITUDES = "attitudes"
    TEAM = "team"
    TEAM_TOOLS = "team-tools"
    UNDERSTAND = "understand"
    HELPLINES = "helplines"
    INTERNAL = "inside"
    SELF_CHECK = "self-check"
    EXERCISES = "exercises"
    TONIGHT = "tonight"
    WHAT_NEXT = "what-next"


SAY, SEND, AVOID, REHEARSE = "say", "send", "avoid", "rehearse"
ID_FIELDS = (
    *("id", "source", "sources", "stages_source"),
    *("minutes", "separator", "file", "within_sentence"),
)
"""Fields that hold ids, numbers or settings, which are not searched."""
SCRIPT_LISTS = ("before", "gestures", "not_promise", "closing")


@dataclass(frozen=True)
class SearchEntry:
    """A searchable text, with its location and the text `about` it.

    `section` is the part of the content that holds the text. `moment` is the moment of a script,
    else empty. `part` is the list or field that holds the text, and `key` the id or index in it.
    `title` is that of the script or part that holds the text. A higher `weight` ranks a result
    higher.
    """

    section: ResultSection
    moment: str
    part: str
    key: str
    text: str
    about: str = ""
    title: str = ""
    weight: int = 0

    @property
    def location(self) -> Location:
        """Where the text is; the same in every language."""
        return (self.section, self.moment, self.part, self.key)


def search_entries(content: Content) -> Iterator[SearchEntry]:
    """Yield every searchable text of `content`, one section after another."""
    for script in content.scripts:
        yield from _script_entries(script)
    yield from _model_entries(ResultSection.READINESS, "", "", content.readiness)
    for attitude in content.attitudes.items:
        about = f"{attitude.why} {attitude.instead}"
        yield SearchEntry(
            ResultSection.ATTITUDES, "", "items", attitude.id, attitude.text, about, weight=1
        )
    yield from _model_entries(ResultSection.TEAM, "", "", content.team)
    yield from _team_tool_entries(content.team_tools)
    yield from _model_entries(ResultSection.UNDERSTAND, "", "", content.understand)
    yield from _person_tool_entries(content)
    yield from _institution_entries(content)
    for line in content.helplines:
        words, number = line.words, line.facts.number
        about = f"{words.who_answers}. {words.for_whom}. {number} {number.replace(' ', '')}"
        yield SearchEntry(ResultSection.HELPLINES, "", "line", line.id, words.name, about, weight=3)
    for criterion, danger in content.self_check.dangers.items():
        yield SearchEntry(ResultSection.SELF_CHECK, "", "dangers", criterion, danger)
    for question, question_words in content.self_check.questions.items():
        yield SearchEntry(
            ResultSection.SELF_CHECK,
            "",
            "questions",
            question,
            question_words.ask,
            question_words.hint,
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
    for message in script.send:
        yield entry(SEND, message.id, message.text)
    for part in SCRIPT_LISTS:
        for n, text in enumerate(getattr(script, part)):
            yield entry(part, str(n), text)
    yield entry("step_up", "", script.step_up, weight=1)
    for rehearsal in script.rehearse:
        yield entry(REHEARSE, rehearsal.id, rehearsal.line)


def _team_tool_entries(tools: TeamTools) -> Iterator[SearchEntry]:
    for name, tool in tools:
        yield SearchEntry(ResultSection.TEAM_TOOLS, "", name, "", tool.title, tool.about, weight=2)
        for field, value in tool:
            if field not in ("title", "about", "paragraphs", *ID_FIELDS):
                yield from _model_entries(ResultSection.TEAM_TOOLS, f"{name}/{field}", "", value)


def _person_tool_entries(content: Content) -> Iterator[SearchEntry]:
    """Yield the exercises, "tonight", and what happens next in the region.

    In "tonight" and "what happens next", the part of each text is its scroll anchor on the screen.
    """
    exercises, tonight = ResultSection.EXERCISES, ResultSection.TONIGHT
    what_next = ResultSection.WHAT_NEXT
    for exercise in content.tools.exercises.exercises:
        about = " ".join((exercise.about, *exercise.steps))
        yield SearchEntry(exercises, "", exercise.id, "", exercise.name, about, weight=1)
    for part in content.tools.tonight.part:
        yield SearchEntry(tonight, "", part.id, "", part.name, weight=1)
        texts = [claim.text for claim in part.claims] + ([part.phrase] if part.phrase else [])
        for n, text in enumerate(texts):
            yield SearchEntry(tonight, "", part.id, str(n), text, title=part.name)
    for step in content.practice_steps:
        yield SearchEntry(what_next, "", step.id, "", step.name, step.about)
    for n, claim in enumerate(content.defence):
        yield SearchEntry(what_next, "", "defence", str(n), claim.text)
    for n, text in enumerate(content.tools.what_next.bring):
        yield SearchEntry(what_next, "", "bring", str(n), text)


def _institution_entries(content: Content) -> Iterator[SearchEntry]:
    """Yield the hospital's own contacts by their position; their weight ranks them higher."""
    institution = content.institution
    for position, contact in enumerate(institution.contacts if institution else ()):
        number = contact.phone or ""
        role = content.labels.institution.role(contact.role)
        numbers = (number, number.replace(" ", ""))
        details = (role, contact.hours, contact.place, contact.email, *numbers)
        about = " ".join(filter(None, details))
        yield SearchEntry(
            ResultSection.INTERNAL, "", "contacts", str(position), contact.label, about, weight=4
        )


def _model_entries(
    section: ResultSection, part: str, key: str, value: object
) -> Iterator[SearchEntry]:
    """Yield the texts of a nested value: texts, models and iterables of them.

    A nested model that holds only texts becomes one entry: the first text, with the others as
    `about`.
    """
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


TOPIC_ANSWER_WEIGHTS: Mapping[str, float] = {"": 1.6, "opening": 1.2, SAY: 0.9}
"""The weight of a text, by part of its script, when the query matches a topic of that script.

"" is the title.
"""
MIN_SCORE = 0.2
"""Results below this part of the best score are left out."""


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

        The query may be in any language. Stop words count in three cases only: the query has no
        other word; they are in a topic's group of words, such as « que dire »; or a text holds the
        whole query. A word may have typos only if no language knows it.
        """
        all_words = fold_text(query).split()
        words = [word for word in all_words if word not in self._stop_words] or all_words
        indexes = self._word_indexes.values()
        misspelt = {word for word in words if not any(index.knows(word) for index in indexes)}
        unmatched = {word for word in misspelt if not any(index.near(word) for index in indexes)}
        words = [word for word in words if word not in unmatched]
        matched_query = "".join(f" {word}" for word in all_words if word not in unmatched)
        scores: dict[Location, float] = {}
        for index in indexes:
            for location, score in index.rank(words, matched_query, misspelt).items():
                scores[location] = max(score, scores.get(location, 0))
        entries = self._entries_by_language[language]
        enough = MIN_SCORE * max(scores.values(), default=0)
        found = [key for key, score in scores.items() if score >= enough and key in entries]
        found.sort(key=lambda location: scores[location], reverse=True)
        return [entries[location] for location in found]

    def is_crisis(self, query: str) -> bool:
        """Whether `query` is about suicide in any language, or holds an emergency line's number."""
        return self._crisis.matches(query)

    @cached_property
    def _crisis(self) -> CrisisMatcher:
        regions = [region for content in self._contents.values() for region in content.regions]
        numbers = {line.facts.number for region in regions for line in region.emergency_lines}
        return CrisisMatcher((content.crisis for content in self._contents.values()), numbers)

    @cached_property
    def _stop_words(self) -> frozenset[str]:
        return frozenset().union(
            *(stop_words(content.search) for content in self._contents.values())
        )

    @cached_property
    def _entries_by_language(self) -> dict[str, dict[Location, SearchEntry]]:
        return {
            code: {
                entry.location: entry for entry in search_entries(content.in_region(self._region))
            }
            for code, content in self._contents.items()
        }

    @cached_property
    def _word_indexes(self) -> dict[str, WordIndex]:
        return {
            code: WordIndex(map(_indexed_text, entries.values()), self._contents[code].search)
            for code, entries in self._entries_by_language.items()
        }


def _indexed_text(entry: SearchEntry) -> IndexedText:
    return IndexedText(
        entry.location,
        fold_text(entry.text),
        fold_text(f"{entry.title} {entry.about}"),
        entry.weight,
        entry.moment,
        TOPIC_ANSWER_WEIGHTS.get(entry.part, 0),
    )
