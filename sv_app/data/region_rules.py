"""Rules of the lines: written as their region writes them, worded in every language."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from sv_app.data.content_files import HELPLINES, HelplineWordsFile
from sv_app.data.toml_files import Reader
from sv_app.domain.content import Messages
from sv_app.domain.helplines import Channel
from sv_app.domain.placeholders import BLANKS
from sv_app.domain.regions import DEFAULT_REGION, OTHER_REGION, RegionFacts
from sv_app.domain.scripts import Script
from sv_app.domain.team import Team

KNOWN_BLANKS = " and ".join(f"{{{name}}}" for name in BLANKS)
DIGIT = re.compile(r"\d")

Faults = Iterator[tuple[str, str]]
"""Key and reason."""
Texts = Sequence[tuple[str, str]]
"""Key and text of every string of a file."""


def check(reader: Reader, regions: Mapping[str, RegionFacts]) -> None:
    """Note in `reader` what is wrong with the files of `helplines/`, by their names."""
    folder = reader.root / HELPLINES
    if DEFAULT_REGION not in regions and not (folder / f"{DEFAULT_REGION}.toml").exists():
        reader.fault(folder / f"{DEFAULT_REGION}.toml", "", "the first region is missing")
    if OTHER_REGION not in regions and not (folder / f"{OTHER_REGION}.toml").exists():
        reason = "is missing: it is for devices in a place that no other region covers"
        reader.fault(folder / f"{OTHER_REGION}.toml", "", reason)
    for name, region in regions.items():
        others = [other for stem, other in regions.items() if stem < name]
        for key, reason in (*_faults(name, region), *_shared(region, others)):
            reader.fault(folder / f"{name}.toml", key, reason)


def _faults(name: str, region: RegionFacts) -> Faults:
    if region.region != name:
        yield "region", f"must be the file's name, '{name}'"
    yield from _first_faults(region)
    if not any(line.for_danger for line in region.line):
        yield "line", "no line is for a danger to life: give one emergency = true"
    if name == OTHER_REGION:
        if region.territories:
            yield (
                "territories",
                f"'{OTHER_REGION}' is for every place of no other file: leave it out",
            )
    else:
        if not region.territories:
            yield "territories", "is missing: write the two letters of each country it is for"
        if not any(line.suicide for line in region.line):
            yield "line", "no line is for thoughts of suicide: give one suicide = true"
    for rank, line in enumerate(region.line, start=1):
        if not region.is_written_as_there(line.number):
            yield f"line[{rank}].number", f"'{line.number}' is not written as one of forms"
        if line.suicide and not line.emergency:
            yield f"line[{rank}].suicide", "such a line is urgent: write emergency = true too"


def _first_faults(region: RegionFacts) -> Faults:
    """The line on every screen answers at any hour; an emergency number always does."""
    first = next((line for line in region.line if line.id == region.first), None)
    if first is None:
        yield "first", f"no line has the id '{region.first}'"
    elif first.channel is not Channel.CALL:
        yield "first", f"'{first.id}' is no voice call: name a line that is"
    elif not (first.day_and_night or first.for_danger):
        yield (
            "first",
            f"'{first.id}' is not known to answer at any hour: "
            "name a line that has day_and_night = true, else the emergency number",
        )


def _shared(region: RegionFacts, others: list[RegionFacts]) -> Faults:
    """A line of two regions is one line: its words can't tell them apart."""
    numbers = {line.id: (line.uri, other.region) for other in others for line in other.line}
    for rank, line in enumerate(region.line, start=1):
        uri, elsewhere = numbers.get(line.id, (line.uri, ""))
        if uri != line.uri:
            yield f"line[{rank}].id", f"{elsewhere} gives '{line.id}' another number"
    claimed = {territory: other.region for other in others for territory in other.territories}
    for territory in region.territories:
        if territory in claimed:
            yield "territories", f"'{territory}' is {claimed[territory]}'s"


def unworded(words: HelplineWordsFile, regions: Mapping[str, RegionFacts]) -> Faults:
    """Lines and regions that a language does not word, and words of none."""
    lines = {line.id for region in regions.values() for line in region.line}
    yield from _same("line", {line.id for line in words.line}, lines)
    yield from _same("region", {region.id for region in words.region}, set(regions))
    open_lines = {r.id for region in regions.values() for r in region.line if r.day_and_night}
    for line in words.line:
        if line.id in open_lines and not line.hours:
            yield f"line.{line.id}.hours", "is missing: this line has day_and_night = true, say so"


def _same(table: str, found: set[str], wanted: set[str]) -> Faults:
    for key in wanted - found:
        yield f"{table}.{key}", "this translation is missing"
    for key in found - wanted:
        yield f"{table}.{key}", f"no file of {HELPLINES}/ has it"


def number_pattern(regions: Mapping[str, RegionFacts]) -> re.Pattern[str]:
    """Finds the number of any helpline; those of two digits are also ordinary numbers."""
    lines = (line for region in regions.values() for line in region.line)
    numbers = sorted({line.number for line in lines if len(line.number) > 2}, key=len)
    # The longest first: one may begin with another.
    return re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, reversed(numbers)))})(?!\d)")


def number_faults(model: BaseModel, texts: Texts, numbers: re.Pattern[str]) -> Faults:
    """Helpline numbers in words that every region shows: each is right in one region only."""
    fills = isinstance(model, Script | Team | Messages)
    advice = f"write {KNOWN_BLANKS}" if fills else "leave the number to the region's own words"
    for key, text in texts:
        if not DIGIT.search(text):  # as most texts: the other pattern is ten times slower
            continue
        for number in sorted(set(numbers.findall(text.replace("\u00a0", " ")))):
            yield key, f"{advice}, not '{number}': other regions have other numbers"
