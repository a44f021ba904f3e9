"""No path ends in words alone: each leads to somebody to call, or to something to do."""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations

from pydantic import BaseModel

from sv_app.data.content_files import HelplineWordsFile
from sv_app.domain.blanks import BLANKS
from sv_app.domain.regions import RegionFacts
from sv_app.domain.scripts import Script
from sv_app.domain.self_check import Degree, SelfCheck, Sign, Step, StepUp, YesNo, next_steps

IN_DANGER = ("emergency", "danger", "suicide")
"""What a region's words say when a life may be in danger."""


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
    for words in file.region:
        if words.id in regions:
            urgent = [line.shown for line in regions[words.id].line if line.emergency]
            for field in IN_DANGER:
                if not any(number in getattr(words, field) for number in urgent):
                    yield f"region.{words.id}.{field}", "names no emergency number of the region"


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
