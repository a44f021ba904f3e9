"""No path ends in words alone: each leads to somebody to call, or to something to do."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, combinations

from pydantic import BaseModel

from sv_app.data.content import HelplineWordsFile
from sv_app.domain.helplines import Channel
from sv_app.domain.placeholders import BLANKS
from sv_app.domain.regions import RegionFacts
from sv_app.domain.scripts import Script
from sv_app.domain.self_check import Degree, SelfCheck, Sign, Step, StepUp, YesNo, next_steps


def faults(
    files: Mapping[str, BaseModel], regions: Mapping[str, RegionFacts]
) -> Iterator[tuple[str, str, str]]:
    """File, key and reason of each path of one language that leads nowhere."""
    for name, file in files.items():
        if isinstance(file, Script):
            for blank in BLANKS:
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


def outcomes() -> set[tuple[Step, ...]]:
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
