"""Rules that are patterns: what no text may hold, as rules.toml tells, by language."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field

from sv_app.domain.model import Model, Slug, Text
from sv_app.editorial.said import Said


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


def broken(rules: Iterable[Rule], said: Iterable[Said]) -> Iterator[tuple[Said, str]]:
    """Every text that a rule forbids, and why."""
    rules = tuple(rules)
    for text in said:
        for rule in rules:
            if rule.holds_for(text.place) and rule.finds(text.text):
                yield text, f"{rule.reason} ({rule.id})"


def untrue(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
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
