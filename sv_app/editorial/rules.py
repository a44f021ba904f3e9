"""The editorial rules for content/, and the loading of content that was checked with them."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

from fontTools.ttLib import TTFont
from pydantic import AfterValidator, BaseModel, Field

from sv_app.data.content import ContentFiles, build_contents, read_content_files
from sv_app.data.content_files import (
    CRISIS,
    HELPLINES,
    LABELS,
    RULES,
    SEARCH,
    HelplineWordsFile,
)
from sv_app.data.content_rules import missing_translations
from sv_app.domain.content import DEFAULT_LANGUAGE, Content
from sv_app.domain.crisis import CRISIS_TYPO_LENGTH, CrisisMatcher, CrisisWords
from sv_app.domain.folding import fold_text
from sv_app.domain.helplines import Channel, HelplineFacts
from sv_app.domain.labels import Labels
from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.placeholders import PLACEHOLDERS
from sv_app.domain.regions import RegionFacts
from sv_app.domain.scripts import Script
from sv_app.domain.search_words import SearchWords
from sv_app.editorial.review import latest_reviews
from sv_app.editorial.texts import ContentText, shared_texts, texts_in_language
from sv_app.project import CONTENT, FONTS_FOLDER


def _check_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, Field(min_length=1), AfterValidator(_check_pattern)]


class Rule(Model):
    """Patterns that no text may match, and the reason.

    `examples` are texts that match, `counterexamples` are texts that do not. The rule applies to
    the keys that match `only` (by default all), without those that match `except`.
    """

    id: Slug
    reason: Text
    patterns: tuple[Pattern, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    counterexamples: tuple[str, ...] = ()
    only: tuple[str, ...] = ("*",)
    excluded: tuple[str, ...] = Field((), alias="except")

    def finds(self, text: str) -> bool:
        """Whether `text` breaks the rule."""
        return _matches_any(self.patterns, text)

    def applies_to(self, key_path: str) -> bool:
        """Whether the rule applies to the text at `key_path`."""
        return _is_selected(self.only, self.excluded, key_path)


# The development server checks every text after each change, and most are unchanged. An LRU cache
# smaller than rules x texts (250,000) would evict every entry before its reuse.
CACHE_SIZE = 2**19


@lru_cache(CACHE_SIZE)
def _matches_any(patterns: tuple[str, ...], text: str) -> bool:
    return any(pattern.search(text) for pattern in _compile_all(patterns))


@cache
def _compile_all(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@lru_cache(CACHE_SIZE)
def _is_selected(only: tuple[str, ...], excluded: tuple[str, ...], key_path: str) -> bool:
    wanted = any(fnmatchcase(key_path, pattern) for pattern in only)
    return wanted and not any(fnmatchcase(key_path, pattern) for pattern in excluded)


class RulesFile(Model):
    """`rules.toml`: the rules for the texts of one language, or of all."""

    rule: tuple[Rule, ...]


def broken_rules(
    rules: Iterable[Rule], texts: Iterable[ContentText]
) -> Iterator[tuple[ContentText, str]]:
    """Yield every text that breaks a rule, and the reason."""
    rules = tuple(rules)
    for text in texts:
        for rule in rules:
            if rule.applies_to(text.key_path) and rule.finds(text.text):
                yield text, f"{rule.reason} ({rule.id})"


def failed_rule_examples(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    """Yield the key and reason of each rule that contradicts its own examples."""
    for rule in rules:
        key = f"rule.{rule.id}"
        for example in rule.examples:
            if not rule.finds(example):
                yield f"{key}.examples", f"the rule does not find '{example}'"
        for text in rule.counterexamples:
            if rule.finds(text):
                yield f"{key}.counterexamples", f"the rule finds '{text}'"
        for rank, pattern in enumerate(rule.patterns, start=1):
            if not any(re.search(pattern, text, re.IGNORECASE) for text in rule.examples):
                yield f"{key}.patterns[{rank}]", "no example shows what this finds"


MAX_SENTENCE_WORDS, MAX_PARAGRAPH_WORDS = 25, 60
"""The maximum words of a sentence and of a paragraph."""

SENTENCE_END = re.compile(r"(?<=[.?!…])(?:[\u00a0 ]?[»”])?\s+")
LETTER_OR_DIGIT = re.compile(r"\w")


def count_words(text: str) -> int:
    """Return the number of parts between spaces that have a letter or digit.

    Only the plain space separates: « 11 649 » with no-break spaces is one word.
    """
    return sum(bool(LETTER_OR_DIGIT.search(part)) for part in text.split(" "))


def too_long(text: str) -> Iterator[str]:
    """Yield a message for the author about each part of `text` that is too long."""
    if text.count(" ") < MAX_SENTENCE_WORDS:
        return  # too few words to exceed a limit
    if (count := count_words(text)) > MAX_PARAGRAPH_WORDS:
        yield f"{count} words: at most {MAX_PARAGRAPH_WORDS} in a paragraph"
    for sentence in SENTENCE_END.split(text):
        if (count := count_words(sentence)) > MAX_SENTENCE_WORDS:
            yield f"a sentence of {count} words, at most {MAX_SENTENCE_WORDS}: “{sentence[:40]}…”"


PAIRS = (("«", "»"), ("“", "”"))


@cache
def drawable_code_points() -> frozenset[int]:
    """Return the code points for which every font of the app has a glyph."""
    code_points = []
    for path in sorted(FONTS_FOLDER.glob("*.ttf")):
        with TTFont(path) as font:
            code_points.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*code_points)


def can_draw(letter: str) -> bool:
    """Whether every font of the app has a glyph for `letter`."""
    return ord(letter) in drawable_code_points()


def undrawable_letter_messages(text: str) -> Iterator[str]:
    """Yield a message about each character of `text` that the app's fonts cannot draw.

    A browser shows such a text in the system's fonts instead.
    """
    for letter in sorted(set(text)):
        if not can_draw(letter):
            yield f"the app's letters have no '{letter}' (U+{ord(letter):04X})"


def unclosed_marks(text: str) -> Iterator[str]:
    """Yield a message about each pair of quotation marks that is unbalanced in `text`."""
    for opening, closing in PAIRS:
        if text.count(opening) != text.count(closing):
            yield f"{opening} and {closing} do not come in pairs"


def missing_number_faults(
    files: Mapping[str, BaseModel], regions: Mapping[str, RegionFacts]
) -> Iterator[tuple[str, str, str]]:
    """Yield file, key and reason of each text of a language that lacks a number it must name."""
    for name, file in files.items():
        if isinstance(file, Script):
            for placeholder in PLACEHOLDERS:
                if f"{{{placeholder}}}" not in file.step_up:
                    yield name, "step_up", f"names nobody to call: write {{{placeholder}}}"
        elif isinstance(file, HelplineWordsFile):
            for key, reason in _missing_region_number_faults(file, regions):
                yield name, key, reason


def _missing_region_number_faults(
    file: HelplineWordsFile, regions: Mapping[str, RegionFacts]
) -> Iterator[tuple[str, str]]:
    """Yield key and reason of each text of a region that lacks the number it must name."""
    for region_words in file.region:
        if region := regions.get(region_words.id):
            calls = [line for line in region.line if line.channel is Channel.CALL]
            danger = [line for line in calls if line.is_emergency_number]
            suicide = [line for line in calls if line.suicide] or danger
            at_any_hour = [line for line in suicide if line.day_and_night] or danger
            for field, lines, kind in (
                ("emergency_number", danger, "no emergency number"),
                ("suicide", at_any_hour, "no line that answers at any hour"),
                ("emergency", danger, "no emergency number"),
                ("emergency", suicide, "no line for suicide"),
            ):
                numbers = [line.display_number for line in lines]
                if numbers and not any(
                    _contains_number(getattr(region_words, field), number) for number in numbers
                ):
                    suggestion = " or ".join(dict.fromkeys(numbers))
                    yield f"region.{region_words.id}.{field}", f"names {kind}: write {suggestion}"


def _contains_number(text: str, number: str) -> bool:
    """Whether `text` holds the complete number: 3114 does not contain 114."""
    return bool(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text))


def crisis_faults(
    languages: Mapping[str, Mapping[str, BaseModel]],
) -> Iterator[tuple[str, str, str]]:
    """Yield language, key and reason of each fault in the words and examples of `crisis.toml`.

    The `counterexamples` of a language must not match the words of any language.
    """
    files = {code: files[CRISIS] for code, files in languages.items() if CRISIS in files}
    words_by_language = {
        code: file for code, file in files.items() if isinstance(file, CrisisWords)
    }
    all_languages = CrisisMatcher(words_by_language.values())
    for code, crisis_words in words_by_language.items():
        matcher = CrisisMatcher([crisis_words])
        for rank, stem in enumerate(crisis_words.stems, start=1):
            letters = fold_text(stem).strip()
            if len(letters) < CRISIS_TYPO_LENGTH or " " in letters:
                reason = (
                    f"'{stem}' is no beginning of one word, of {CRISIS_TYPO_LENGTH} letters or more"
                )
                yield code, f"stems[{rank}]", f"{reason}: write it among phrases"
        for rank, query in enumerate(crisis_words.examples, start=1):
            if not matcher.matches(query):
                reason = f"'{query}' is not recognised: add its words to stems or phrases"
                yield code, f"examples[{rank}]", reason
        for rank, query in enumerate(crisis_words.counterexamples, start=1):
            if all_languages.matches(query):
                reason = f"'{query}' is taken for a crisis: make stems or phrases more precise"
                yield code, f"counterexamples[{rank}]", reason


def topic_faults(
    files: Mapping[str, BaseModel], moments: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield file, key and reason of each topic of the search whose moment no language has."""
    words = files.get(SEARCH)
    for rank, topic in enumerate(words.topic if isinstance(words, SearchWords) else (), start=1):
        if topic.moment and topic.moment not in moments:
            yield SEARCH, f"topic[{rank}].moment", f"there is no script '{topic.moment}'"


def duplicate_language_names(
    languages: Mapping[str, Mapping[str, BaseModel]],
) -> Iterator[tuple[str, str]]:
    """Yield code and reason of each language that has the same name as a previous one."""
    codes_by_name: dict[str, str] = {}
    for code, files in languages.items():
        labels = files.get(LABELS)
        if isinstance(labels, Labels):
            name = labels.app.language
            if (other := codes_by_name.setdefault(name, code)) != code:
                yield code, f"'{other}' has the same name, '{name}'"


README = "README.md"
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)\)")
SCHEMA = re.compile(r"^#:schema (\S+)$", re.MULTILINE)


def broken_links(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the path and the reason of each link to a missing file.

    The links are those of `README.md` in `root` and the `#:schema` lines of the TOML files.
    """
    readme = root / README
    targets_by_path: dict[Path, list[str]] = {}
    for path, link in ((readme, LINK), *((path, SCHEMA) for path in sorted(root.rglob("*.toml")))):
        # An unreadable TOML file is already reported; the README is optional.
        with suppress(OSError):
            if path.is_file():
                targets_by_path[path] = link.findall(path.read_text("utf-8", errors="replace"))
    for path, targets in targets_by_path.items():
        for target in targets:
            if not (path.parent / target).exists():
                yield path, f"there is no {target}"


def script_faults(files: Mapping[str, BaseModel]) -> Iterator[tuple[str, str, str]]:
    """Yield file, key and reason of each fault in the scripts of a language."""
    scripts = {name: file for name, file in files.items() if isinstance(file, Script)}
    for name, script in scripts.items():
        same_order = [
            other.id
            for other in scripts.values()
            if other.order == script.order and other.id != script.id
        ]
        for other_id in same_order:
            yield name, "order", f"'{other_id}' has the same"
        for key, reason in (*_unlisted_sources(script), *_duplicate_phrases(script)):
            yield name, key, reason


def _unlisted_sources(script: Script) -> Iterator[tuple[str, str]]:
    for part in ("say", "avoid"):
        for phrase in getattr(script, part):
            if phrase.source not in script.sources:
                yield f"{part}.{phrase.id}.source", f"add '{phrase.source}' to sources, above"


def _duplicate_phrases(script: Script) -> Iterator[tuple[str, str]]:
    texts: dict[str, str] = {}
    for phrase in (*script.say, *script.avoid):
        if phrase.text in texts:
            yield f"phrase '{phrase.id}'", f"says the same as '{texts[phrase.text]}'"
        texts[phrase.text] = phrase.id


def outdated_helplines(content: Content, on: dt.date) -> Iterator[str]:
    """Yield file, id and date of each line last checked over twelve months before `on`."""
    for where, facts in _located_lines(content):
        if facts.is_outdated(on):
            yield f"{where}: last checked on {facts.checked_on.isoformat()}"


def unconfirmed_helplines(content: Content) -> Iterator[str]:
    """Yield file, id and number of each line whose number is still to be confirmed."""
    for where, facts in _located_lines(content):
        if facts.to_confirm:
            yield f"{where}: {facts.number}"


def untranslated_texts(parsed: ContentFiles) -> Iterator[str]:
    """Yield the file and the key of each text of the hospital that a language does not have."""
    if parsed.institution:
        for key in missing_translations(parsed.institution, parsed.languages):
            yield f"{parsed.institution_path.name}: {key}"


def institution_summary(contents: Mapping[str, Content]) -> str | None:
    """Return what was read of the hospital: `CHU X: 5 contacts, 2 with a telephone.`."""
    institution = contents[DEFAULT_LANGUAGE].institution
    if institution is None:
        return None
    count = len(institution.contacts)
    contacts = "1 contact" if count == 1 else f"{count} contacts"
    return f"{institution.name}: {contacts}, {institution.phone_count or 'none'} with a telephone."


def _located_lines(content: Content) -> Iterator[tuple[str, HelplineFacts]]:
    for region in content.regions:
        for line in region.lines:
            yield f"{HELPLINES}/{region.code}.toml: {line.id}", line.facts


def load_checked_files(
    root: Path = CONTENT, institution: Path | None = None
) -> tuple[ContentFiles, dict[str, Content]]:
    """Load and check the content; return its parsed files, and the content by language code.

    Raises:
        ContentError: With every fault of every file, if there is any.
    """
    parsed = read_content_files(root, institution)
    check(parsed)
    return parsed, build_contents(parsed)


def check(parsed: ContentFiles) -> None:
    """Add every fault in the texts to `parsed.reader.faults`."""
    root = parsed.reader.root
    general = _read_rules(parsed, root / RULES)
    moments = {
        file.id
        for files in parsed.languages.values()
        for file in files.values()
        if isinstance(file, Script)
    }
    for code, files in parsed.languages.items():
        texts = tuple(texts_in_language(parsed, code))
        _check_texts(parsed, texts, (*general, *_read_rules(parsed, root / code / RULES)))
        faults = (
            *script_faults(files),
            *topic_faults(files, moments),
            *missing_number_faults(files, parsed.regions),
        )
        for name, key, reason in faults:
            parsed.reader.fault(root / code / name, key, reason)
    for code, reason in duplicate_language_names(parsed.languages):
        parsed.reader.fault(root / code / LABELS, "app.language", reason)
    for code, key, reason in crisis_faults(parsed.languages):
        parsed.reader.fault(root / code / CRISIS, key, reason)
    for text in shared_texts(parsed):
        for reason in undrawable_letter_messages(text.text):
            parsed.reader.fault(text.path, text.key, reason)
    for path, reason in broken_links(root):
        parsed.reader.fault(path, "", reason)
    latest_reviews(parsed)  # notes the faults of their files


def _read_rules(parsed: ContentFiles, path: Path) -> tuple[Rule, ...]:
    file = parsed.reader.read(path, RulesFile)
    rules = file.rule if file else ()
    for key, reason in failed_rule_examples(rules):
        parsed.reader.fault(path, key, reason)
    return rules


def _check_texts(parsed: ContentFiles, texts: Iterable[ContentText], rules: Iterable[Rule]) -> None:
    for text, reason in broken_rules(rules, texts):
        parsed.reader.fault(text.path, text.key, reason)
    for text in texts:
        for find_faults in (too_long, undrawable_letter_messages, unclosed_marks):
            for reason in find_faults(text.text):
                parsed.reader.fault(text.path, text.key, reason)
