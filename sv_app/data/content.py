"""content/ → one Kit per language; every fault at once, with file, key, reason."""

import sys
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError

from sv_app.data import content_rules
from sv_app.data.toml_files import ContentError, Reader
from sv_app.domain.helplines import Helpline, HelplineWords, Region
from sv_app.domain.kit import Kit, Messages, SelfCheckWords, Understand
from sv_app.domain.labels import Labels
from sv_app.domain.languages import DEFAULT
from sv_app.domain.model import Model
from sv_app.domain.scripts import Attitudes, Script
from sv_app.domain.sources import Source
from sv_app.domain.team import Team

CONTENT = Path(__file__).resolve().parents[2] / "content"
COMPILED = "kits.json"
"""What the site ships instead of the TOML: the Kits, checked when it was built."""
REGION = "fr"
SOURCES = "sources.toml"
NOT_LANGUAGES = {"helplines"}


KITS = TypeAdapter(dict[str, Kit])


class SourcesFile(Model):
    """`sources.toml`: every publication cited."""

    source: tuple[Source, ...]


class HelplineWordsFile(Model):
    """`<language>/helplines.toml`: what a language says of each line."""

    line: tuple[HelplineWords, ...]


PARTS: Mapping[str, type[Model]] = {
    "labels.toml": Labels,
    "messages.toml": Messages,
    "signs.toml": SelfCheckWords,
    "attitudes.toml": Attitudes,
    "team.toml": Team,
    "understand.toml": Understand,
    "helplines.toml": HelplineWordsFile,
}
"""The files every language has, beside its `scripts/`, and their models."""


def load_kits(root: Path = CONTENT) -> dict[str, Kit]:
    """Every language's Kit, by its code.

    Raises:
        ContentError: with every fault of every file, when there is any.
    """
    reader = Reader(root)
    sources = reader.read(root / SOURCES, SourcesFile)
    region = reader.read(root / "helplines" / f"{REGION}.toml", Region)
    folders = [d for d in sorted(root.glob("*/")) if d.name not in NOT_LANGUAGES]
    files = {folder.name: _read_language(reader, folder) for folder in folders}
    if DEFAULT not in files:
        reader.fault(root / DEFAULT, "", "the language everyone falls back to is missing")
    cited = {source.id for source in sources.source} if sources else None
    content_rules.check(reader, cited, region, files)
    for path, model in ((SOURCES, sources), (f"helplines/{REGION}.toml", region)):
        for key, reason in content_rules.repeated_ids(model):
            reader.fault(root / path, key, reason)
    if reader.faults or sources is None or region is None:
        raise ContentError(reader.faults)
    return {code: _kit(code, files[code], region, sources.source) for code in files}


def load_kits_or_exit() -> dict[str, Kit]:
    """Every language's Kit; the process ends, naming every fault, when there are any."""
    compiled = CONTENT / COMPILED
    try:
        return KITS.validate_json(compiled.read_bytes()) if compiled.exists() else load_kits()
    except (ContentError, ValidationError) as error:
        sys.exit(f"The app does not start on words that have faults:\n{error}")


def _read_language(reader: Reader, folder: Path) -> dict[str, BaseModel]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.toml")}
    files: dict[str, BaseModel] = {}
    for name in sorted(found | PARTS.keys()):
        model = Script if name.startswith("scripts/") else PARTS.get(name)
        if model is None:
            reader.fault(folder / name, "", "no part of the app reads this file")
        elif (content := reader.read(folder / name, model)) is not None:
            files[name] = content
    return files


def _kit(
    code: str, files: Mapping[str, BaseModel], region: Region, sources: tuple[Source, ...]
) -> Kit:
    words = {line.id: line for line in files["helplines.toml"].line}  # type: ignore[attr-defined]
    lines = tuple(Helpline(facts=facts, words=words[facts.id]) for facts in region.line)
    scripts = [file for file in files.values() if isinstance(file, Script)]
    return Kit.model_validate(
        {
            "code": code,
            "labels": files["labels.toml"],
            "messages": files["messages.toml"],
            "self_check": files["signs.toml"],
            "scripts": sorted(scripts, key=lambda script: script.order),
            "attitudes": files["attitudes.toml"],
            "team": files["team.toml"],
            "understand": files["understand.toml"],
            "helplines": lines,
            "first_helpline": next(line for line in lines if line.id == region.first),
            "sources": sources,
        }
    )
