"""content/ → one Kit per language; every fault at once, with file, key, reason."""

import pickle
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from sv_app.data import content_rules, institution_rules, kit_files, region_rules
from sv_app.data.content_files import (
    HELPLINES,
    INSTITUTION,
    PARTS,
    RULES,
    SCHEMAS,
    SCRIPTS,
    SOURCES,
    InstitutionFile,
    SourcesFile,
)
from sv_app.data.toml_files import ContentError, Reader
from sv_app.domain.content import DEFAULT, Kit
from sv_app.domain.regions import DEFAULT_REGION, RegionFacts
from sv_app.domain.scripts import Script

CONTENT = Path(__file__).resolve().parents[2] / "content"
COMPILED = "kits.pickle"
"""What the site ships instead of the TOML: the Kits, checked when it was built."""
NOT_LANGUAGES = {HELPLINES, SCHEMAS}


@dataclass
class Content:
    """What content/ holds: models by file; what could not be read is a fault of `reader`.

    `own` is where a hospital's file is, if there is one.
    """

    reader: Reader
    own: Path
    sources: SourcesFile | None = None
    institution: InstitutionFile | None = None
    regions: dict[str, RegionFacts] = field(default_factory=dict)
    languages: dict[str, dict[str, BaseModel]] = field(default_factory=dict)
    """By code, then by path in the language's folder: `scripts/silence.toml`."""


def load_kits(root: Path = CONTENT, institution: Path | None = None) -> dict[str, Kit]:
    """Every language's Kit, by its code; `institution` is a hospital's own file.

    Raises:
        ContentError: with every fault of every file, when there is any.
    """
    return kits(read(root, institution))


def load_kits_or_exit() -> Mapping[str, Kit]:
    """Every language's Kit; the process ends, naming every fault, when there are any."""
    compiled = CONTENT / COMPILED
    if compiled.exists():  # the site's own file, which comes with its code
        kits: Mapping[str, Kit] = pickle.loads(compiled.read_bytes())  # noqa: S301
        return kits
    try:
        return load_kits()
    except ContentError as error:
        sys.exit(f"The app does not start on words that have faults:\n{error}")


def read(root: Path = CONTENT, institution: Path | None = None) -> Content:
    """Every file, and in the `reader` all that is wrong with them."""
    content = Content(Reader(root), institution or root / INSTITUTION)
    reader = content.reader
    content.sources = reader.read(root / SOURCES, SourcesFile)
    for path in sorted((root / HELPLINES).glob("*.toml")):
        if region := reader.read(path, RegionFacts):
            content.regions[path.stem] = region
    for folder in sorted(root.glob("[!._]*/")):
        if folder.name not in NOT_LANGUAGES:
            content.languages[folder.name] = _read_language(reader, folder)
    if DEFAULT not in content.languages:
        reader.fault(root / DEFAULT, "", "the language everyone falls back to is missing")
    for path in {*root.glob("*.toml")} - {root / name for name in (SOURCES, INSTITUTION, RULES)}:
        reader.fault(path, "", "no part of the app reads this file")
    if institution or content.own.exists():
        content.institution = reader.read(content.own, InstitutionFile)
    _check(content)
    return content


def _read_language(reader: Reader, folder: Path) -> dict[str, BaseModel]:
    files: dict[str, BaseModel] = {}
    if not re.fullmatch("[a-z]{2}", folder.name):
        reader.fault(folder, "", "is no language: such a folder has two small letters, as in 'es'")
        return files
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.toml")}
    for name in sorted((found | PARTS.keys()) - {RULES}):
        model = Script if name.startswith(SCRIPTS) else PARTS.get(name)
        if model is None:
            reader.fault(folder / name, "", "no part of the app reads this file")
        elif (content := reader.read(folder / name, model)) is not None:
            files[name] = content
    return files


def _check(content: Content) -> None:
    reader, sources = content.reader, content.sources
    cited = {source.id for source in sources.source} if sources else None
    whole = len(content.regions) == len([*(reader.root / HELPLINES).glob("*.toml")])
    regions = content.regions if whole and DEFAULT_REGION in content.regions else None
    content_rules.check(reader, cited, regions, content.languages)
    region_rules.check(reader, content.regions)
    for path, model in ((SOURCES, sources), *_region_files(content)):
        for key, reason in content_rules.repeated_ids(model):
            reader.fault(reader.root / path, key, reason)
    if content.institution:
        for key, reason in institution_rules.faults(
            content.institution, content.languages, content.regions
        ):
            reader.fault(content.own, key, reason)


def _region_files(content: Content) -> list[tuple[str, BaseModel]]:
    return [(f"{HELPLINES}/{name}.toml", region) for name, region in content.regions.items()]


def kits(content: Content) -> dict[str, Kit]:
    """Every language's Kit, by its code.

    Raises:
        ContentError: with every fault noted, when there is any.
    """
    if content.reader.faults or content.sources is None:
        raise ContentError(content.reader.faults)
    made = kit_files.made
    return {
        code: made(code, files, content.regions, content.sources, content.institution)
        for code, files in content.languages.items()
    }
