"""The rules of good writing: patterns, lengths, marks, links, and no path without an action."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from itertools import chain, combinations
from pathlib import Path
from typing import Annotated

from fontTools.ttLib import TTFont
from pydantic import AfterValidator, BaseModel, Field

from sv_app.data.content import ContentFiles, build_contents, read_content_files
from sv_app.data.content_files import CRISIS, HELPLINES, RULES, HelplineWordsFile
from sv_app.domain.content import Content
from sv_app.domain.crisis import TYPO_LENGTH, CrisisMatcher, CrisisWords
from sv_app.domain.folding import fold_text
from sv_app.domain.helplines import Channel, HelplineFacts
from sv_app.domain.labels import Labels
from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.placeholders import PLACEHOLDERS
from sv_app.domain.regions import RegionFacts
from sv_app.domain.scripts import Script
from sv_app.domain.self_check import Degree, NextStep, SelfCheck, Sign, StepUp, YesNo, next_steps
from sv_app.editorial.texts import SourceText, shared_texts, texts_in_language
from sv_app.project import ASSETS, CONTENT


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, Field(min_length=1), AfterValidator(_compiles)]


class Rule(Model):
    """What no text may hold, and why; `examples` are texts it finds, `fine` some it does not.

    It holds for every key, or those of `only`, but those of `except`.
    """

    id: Slug
    reason: Text
    patterns: tuple[Pattern, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    fine: tuple[str, ...] = ()
    only: tuple[str, ...] = ("*",)
    but: tuple[str, ...] = Field((), alias="except")

    def finds(self, text: str) -> bool:
        """Whether `text` holds what it must not."""
        return _matches_any(self.patterns, text)

    def holds_for(self, place: str) -> bool:
        """Whether this is a rule for the text at `place`."""
        return _is_selected(self.only, self.but, place)


# The development server checks every text again after each change: most have not changed.
CACHED = 2**17


@lru_cache(CACHED)
def _matches_any(patterns: tuple[str, ...], text: str) -> bool:
    return any(pattern.search(text) for pattern in _compiled(patterns))


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@lru_cache(CACHED)
def _is_selected(only: tuple[str, ...], excluded: tuple[str, ...], place: str) -> bool:
    wanted = any(fnmatchcase(place, pattern) for pattern in only)
    return wanted and not any(fnmatchcase(place, pattern) for pattern in excluded)


class RulesFile(Model):
    """`rules.toml`: what the words of one language, or of all, may not hold."""

    rule: tuple[Rule, ...]


def broken_rules(
    rules: Iterable[Rule], said: Iterable[SourceText]
) -> Iterator[tuple[SourceText, str]]:
    """Every text that a rule forbids, and why."""
    rules = tuple(rules)
    for text in said:
        for rule in rules:
            if rule.holds_for(text.place) and rule.finds(text.text):
                yield text, f"{rule.reason} ({rule.id})"


def failed_rule_examples(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    """Key and reason of each rule that does not do what its own examples say."""
    for rule in rules:
        key = f"rule.{rule.id}"
        for example in rule.examples:
            if not rule.finds(example):
                yield f"{key}.examples", f"the rule does not find '{example}'"
        for text in rule.fine:
            if rule.finds(text):
                yield f"{key}.fine", f"the rule finds '{text}'"
        for rank, pattern in enumerate(rule.patterns, start=1):
            if not any(re.search(pattern, text, re.IGNORECASE) for text in rule.examples):
                yield f"{key}.patterns[{rank}]", "no example shows what this finds"


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


FONTS = ASSETS / "fonts"
PAIRS = (("«", "»"), ("“", "”"))


@cache
def drawable_code_points() -> frozenset[int]:
    """The code points that every font of the app has a glyph for."""
    found = []
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found)


def undrawable_letters(text: str) -> Iterator[str]:
    """Letters of `text` that would be empty boxes, said for who wrote it."""
    for code in sorted(set(map(ord, text)) - drawable_code_points()):
        yield f"the app's letters have no '{chr(code)}' (U+{code:04X})"


def unclosed_marks(text: str) -> Iterator[str]:
    """Quotation marks of `text` without their other half."""
    for opening, closing in PAIRS:
        if text.count(opening) != text.count(closing):
            yield f"{opening} and {closing} do not come in pairs"


def dead_end_faults(
    files: Mapping[str, BaseModel], regions: Mapping[str, RegionFacts]
) -> Iterator[tuple[str, str, str]]:
    """File, key and reason of each path of one language that leads nowhere."""
    for name, file in files.items():
        if isinstance(file, Script):
            for blank in PLACEHOLDERS:
                if f"{{{blank}}}" not in file.step_up:
                    yield name, "step_up", f"says nobody to call: name {{{blank}}}"
        elif isinstance(file, HelplineWordsFile):
            for key, reason in _unnamed(file, regions):
                yield name, key, reason


def _unnamed(
    file: HelplineWordsFile, regions: Mapping[str, RegionFacts]
) -> Iterator[tuple[str, str]]:
    """Sentences of a region that name no line of the kind they are about."""
    for words in file.region:
        if region := regions.get(words.id):
            calls = [line for line in region.line if line.channel is Channel.CALL]
            danger = [line for line in calls if line.for_danger]
            suicide = [line for line in calls if line.suicide] or danger
            at_any_hour = [line for line in suicide if line.day_and_night]
            for field, lines, kind in (
                ("danger", danger, "no emergency number"),
                ("suicide", at_any_hour or suicide, "no line for suicide that answers at any hour"),
                ("emergency", danger, "no emergency number"),
                ("emergency", suicide, "no line for suicide"),
            ):
                shown = [line.shown for line in lines]
                if not any(_names(getattr(words, field), number) for number in shown):
                    known = " or ".join(dict.fromkeys(shown))
                    yield f"region.{words.id}.{field}", f"names {kind}: write {known}"


def _names(text: str, number: str) -> bool:
    """Whether `text` holds the whole number: 3114 does not name 114."""
    return bool(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text))


def outcomes() -> set[tuple[NextStep, ...]]:
    """What every self-check may end with: each set of step-up answers, with and without fear."""
    every = chain.from_iterable(combinations(StepUp, n) for n in range(len(StepUp) + 1))
    found = set()
    for reasons in every:
        for felt in Degree:
            check = SelfCheck().answered(Sign.MEDICO_LEGAL, felt)
            for reason in reasons:
                check = check.answered(reason, YesNo.YES)
            found.add(next_steps(check))
    return found


def crisis_faults(
    languages: Mapping[str, Mapping[str, BaseModel]],
) -> Iterator[tuple[str, str, str]]:
    """Language, key and reason of each word or example that does not do what it is for.

    What is ordinary in one language must be so for the words of all of them.
    """
    files = {code: files[CRISIS] for code, files in languages.items() if CRISIS in files}
    words = {code: file for code, file in files.items() if isinstance(file, CrisisWords)}
    every = CrisisMatcher(words.values())
    for code, own in words.items():
        matcher = CrisisMatcher([own])
        for rank, stem in enumerate(own.stems, start=1):
            letters = fold_text(stem).strip()
            if len(letters) < TYPO_LENGTH or " " in letters:
                reason = f"'{stem}' is no beginning of one word, of {TYPO_LENGTH} letters or more"
                yield code, f"stems[{rank}]", f"{reason}: write it among phrases"
        for rank, query in enumerate(own.examples, start=1):
            if not matcher.matches(query):
                reason = f"'{query}' is not recognised: add its words to stems or phrases"
                yield code, f"examples[{rank}]", reason
        for rank, query in enumerate(own.fine, start=1):
            if every.matches(query):
                reason = f"'{query}' is taken for a crisis: make stems or phrases more precise"
                yield code, f"fine[{rank}]", reason


LABELS = "labels.toml"


def same_names(languages: Mapping[str, Mapping[str, BaseModel]]) -> Iterator[tuple[str, str]]:
    """Code of each language that calls itself as one before it does, and why that is wrong."""
    seen: dict[str, str] = {}
    for code, files in languages.items():
        labels = files.get(LABELS)
        if isinstance(labels, Labels):
            name = labels.app.language
            if (other := seen.setdefault(name, code)) != code:
                yield code, f"'{name}' is what '{other}' calls itself"


README = "README.md"
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)\)")
SCHEMA = re.compile(r"^#:schema (\S+)$", re.MULTILINE)


def broken_links(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file under `root` that points at one which is not there, and why."""
    readme = root / README
    wanted: dict[Path, list[str]] = {}
    for path, link in ((readme, LINK), *((path, SCHEMA) for path in sorted(root.rglob("*.toml")))):
        # A TOML file that can't be read is a fault already; the README is for people alone.
        with suppress(OSError):
            if path.is_file():
                wanted[path] = link.findall(path.read_text("utf-8", errors="replace"))
    for path, targets in wanted.items():
        for target in targets:
            if not (path.parent / target).exists():
                yield path, f"there is no {target}"


def script_faults(files: Mapping[str, BaseModel]) -> Iterator[tuple[str, str, str]]:
    """File, key and reason of what is wrong with the scripts of one language."""
    scripts = {name: file for name, file in files.items() if isinstance(file, Script)}
    for name, script in scripts.items():
        ties = [o.id for o in scripts.values() if o.order == script.order and o.id != script.id]
        for other in ties:
            yield name, "order", f"'{other}' has the same"
        for key, reason in (*_unlisted(script), *_twice(script)):
            yield name, key, reason


def _unlisted(script: Script) -> Iterator[tuple[str, str]]:
    for part in ("say", "avoid"):
        for phrase in getattr(script, part):
            if phrase.source not in script.sources:
                yield f"{part}.{phrase.id}.source", f"add '{phrase.source}' to sources, above"


def _twice(script: Script) -> Iterator[tuple[str, str]]:
    texts: dict[str, str] = {}
    for phrase in (*script.say, *script.avoid):
        if phrase.text in texts:
            yield f"phrase '{phrase.id}'", f"says the same as '{texts[phrase.text]}'"
        texts[phrase.text] = phrase.id


def old_lines(content: Content, on: dt.date) -> Iterator[str]:
    """Each line last checked over twelve months before that day: file, id and day."""
    for where, facts in _lines(content):
        if facts.is_old(on):
            yield f"{where}: last checked on {facts.checked_on.isoformat()}"


def unsure_lines(content: Content) -> Iterator[str]:
    """Each line whose number was read on too few pages: file, id and number."""
    for where, facts in _lines(content):
        if facts.to_confirm:
            yield f"{where}: {facts.number}"


def _lines(content: Content) -> Iterator[tuple[str, HelplineFacts]]:
    for region in content.regions:
        for line in region.lines:
            yield f"{HELPLINES}/{region.code}.toml: {line.id}", line.facts


def checked_contents(root: Path = CONTENT, institution: Path | None = None) -> dict[str, Content]:
    """The content of each language, by its code, once every rule is met.

    Raises:
        ContentError: with every fault of every file, when there is any.
    """
    content = read_content_files(root, institution)
    check(content)
    return build_contents(content)


def check(content: ContentFiles) -> None:
    """Note in the reader of `content` every rule that its words do not hold to."""
    root = content.reader.root
    general = _rules(content, root / RULES)
    for code, files in content.languages.items():
        said = tuple(texts_in_language(content, code))
        _check_texts(content, said, (*general, *_rules(content, root / code / RULES)))
        faults = (*script_faults(files), *dead_end_faults(files, content.regions))
        for name, key, reason in faults:
            content.reader.fault(root / code / name, key, reason)
    for code, reason in same_names(content.languages):
        content.reader.fault(root / code / LABELS, "app.language", reason)
    for code, key, reason in crisis_faults(content.languages):
        content.reader.fault(root / code / CRISIS, key, reason)
    for text in shared_texts(content):
        for reason in undrawable_letters(text.text):
            content.reader.fault(text.path, text.key, reason)
    for path, reason in broken_links(root):
        content.reader.fault(path, "", reason)


def _rules(content: ContentFiles, path: Path) -> tuple[Rule, ...]:
    file = content.reader.read(path, RulesFile)
    rules = file.rule if file else ()
    for key, reason in failed_rule_examples(rules):
        content.reader.fault(path, key, reason)
    return rules


def _check_texts(content: ContentFiles, said: Iterable[SourceText], rules: Iterable[Rule]) -> None:
    for text, reason in broken_rules(rules, said):
        content.reader.fault(text.path, text.key, reason)
    for text in said:
        for rule in (too_long, undrawable_letters, unclosed_marks):
            for reason in rule(text.text):
                content.reader.fault(text.path, text.key, reason)
