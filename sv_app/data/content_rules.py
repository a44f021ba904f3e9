"""Rules that hold across files: the same ids in every language, cited sources exist."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from pydantic import BaseModel

from sv_app.data import region_rules
from sv_app.data.content_files import CRISIS, HelplineWordsFile
from sv_app.data.leaves import leaves
from sv_app.data.region_rules import Texts
from sv_app.data.toml_files import Reader
from sv_app.domain.content import Messages
from sv_app.domain.labels import Labels
from sv_app.domain.placeholders import BLANKS
from sv_app.domain.regions import RegionFacts
from sv_app.domain.scripts import Rehearsal, Script
from sv_app.domain.self_check import QUESTIONS, Degree, Sign, Since, YesNo
from sv_app.domain.team import Team

Files = Mapping[str, BaseModel]
"""What one language's folder holds: models by path relative to it."""

KEYED: Mapping[str, Sequence[StrEnum]] = {
    "questions": QUESTIONS,
    "degrees": tuple(Degree),
    "since": tuple(Since),
    "yes_no": tuple(YesNo),
    "signs": tuple(Sign),
}
"""Tables of signs.toml whose keys are the ids of the domain."""
KNOWN = re.compile("|".join(rf"{{{name}}}" for name in BLANKS))


def check(
    reader: Reader,
    sources: set[str] | None,
    regions: Mapping[str, RegionFacts] | None,
    kits: Mapping[str, Files],
) -> None:
    """Note in `reader` every fault that no file shows by itself.

    `sources` and `regions` are None when a file of theirs could not be read.
    """
    numbers = region_rules.number_pattern(regions) if regions else None
    found = {
        (code, name): list(leaves(model))
        for code, files in kits.items()
        for name, model in files.items()
    }
    for code, files in kits.items():
        for name, model in files.items():
            texts = [(key, value) for key, value in found[code, name] if isinstance(value, str)]
            for key, reason in (
                *_faults(name, model, texts, sources),
                *_region_faults(model, texts, regions, numbers),
            ):
                reader.fault(reader.root / code / name, key, reason)
    keys = {at: {key for key, _ in values} for at, values in found.items()}
    _check_same_keys(reader, kits, keys)


def _faults(
    name: str, model: BaseModel, texts: Texts, sources: set[str] | None
) -> Iterator[tuple[str, str]]:
    if sources is not None:
        yield from _unknown_sources(model, texts, sources)
    if name == "signs.toml":
        for table, wanted in KEYED.items():
            found = getattr(model, table)
            yield from _same(table, {str(k) for k in found}, {str(k) for k in wanted})
    if isinstance(model, Script | Team | Messages):
        yield from _blank_faults(texts)
    if isinstance(model, Script):
        yield from _script_faults(name, model)
    else:
        yield from repeated_ids(model)


def _region_faults(
    model: BaseModel,
    texts: Texts,
    regions: Mapping[str, RegionFacts] | None,
    numbers: re.Pattern[str] | None,
) -> Iterator[tuple[str, str]]:
    if regions is None or numbers is None:
        return
    if isinstance(model, HelplineWordsFile):
        yield from region_rules.unworded(model, regions)
    else:
        yield from region_rules.number_faults(model, texts, numbers)


def _blank_faults(texts: Texts) -> Iterator[tuple[str, str]]:
    """Placeholders of an unknown name."""
    for key, text in texts:
        if set(KNOWN.sub("", text)) & {"{", "}"}:
            yield key, f"the only blanks are {region_rules.KNOWN_BLANKS}"


def _unknown_sources(
    model: BaseModel, texts: Texts, sources: set[str]
) -> Iterator[tuple[str, str]]:
    if isinstance(model, Labels):  # there, "sources" is a word on screen, not a citation
        return
    for key, value in texts:
        if "source" in key.split(".")[-1] and value not in sources:
            yield key, f"sources.toml has no source '{value}'"


def _same(table: str, found: set[str], wanted: set[str]) -> Iterator[tuple[str, str]]:
    for key in wanted - found:
        yield f"{table}.{key}", "this translation is missing"
    for key in found - wanted:
        yield f"{table}.{key}", "the app knows no such key"


def _script_faults(name: str, script: Script) -> Iterator[tuple[str, str]]:
    stem = name.removeprefix("scripts/").removesuffix(".toml")
    if script.id != stem:
        yield "id", f"must be the file's name, '{stem}'"
    yield from _repeated("phrase", [phrase.id for phrase in (*script.say, *script.avoid)])
    yield from repeated_ids(script.rehearse, "rehearse")
    for rehearsal in script.rehearse:
        yield from _rehearsal_faults(rehearsal, script)


def _rehearsal_faults(rehearsal: Rehearsal, script: Script) -> Iterator[tuple[str, str]]:
    key = f"rehearse.{rehearsal.id}.answers"
    named = [answer.phrase for answer in rehearsal.answers]
    helping, hurting = ({p.id for p in part} for part in (script.say, script.avoid))
    for name in sorted(set(named) - helping - hurting):
        yield key, f"the script has no phrase '{name}'"
    if len(set(named)) < len(named):
        yield key, "the same phrase is offered twice"
    if not helping & set(named) or not hurting & set(named):
        yield key, "must offer a phrase to say and a phrase to avoid"


def repeated_ids(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every id that a list under `value` gives to two of its items."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from repeated_ids(getattr(value, name), f"{key}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        yield from _repeated(key, [item.id for item in value if hasattr(item, "id")])


def _repeated(key: str, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for repeated in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"{key} '{repeated}'", "this id is used more than once"


def _check_same_keys(
    reader: Reader, kits: Mapping[str, Files], keys: Mapping[tuple[str, str], set[str]]
) -> None:
    """Note what one language has and another lacks; `keys` are by language and file."""
    for code, files in kits.items():
        for other, others in kits.items():
            for name in others.keys() - files.keys():
                if not (reader.root / code / name).exists():
                    reader.fault(reader.root / code / name, "", f"missing; {other} has it")
            # Each language has crisis words of its own, as many as it needs.
            for name in (files.keys() & others.keys()) - {CRISIS}:
                for key in keys[other, name] - keys[code, name]:
                    reader.fault(reader.root / code / name, key, f"missing; {other} has it")
