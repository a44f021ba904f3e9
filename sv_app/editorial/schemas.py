"""JSON Schemas of the files of content/, for completion and validation in a text editor."""

import json
from collections.abc import Mapping
from pathlib import Path

from sv_app.data.content_files import (
    HELPLINES,
    INSTITUTION,
    LANGUAGE_FILES,
    RULES,
    SCHEMAS,
    SCRIPTS,
    SOURCES,
    InstitutionFile,
    SourcesFile,
)
from sv_app.domain.model import Model
from sv_app.domain.regions import RegionFacts
from sv_app.domain.scripts import Script
from sv_app.editorial.rules import RulesFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCRIPT, REGION = "script", "region"
MODELS: Mapping[str, type[Model]] = {
    **{name.removesuffix(".toml"): model for name, model in LANGUAGE_FILES.items()},
    SOURCES.removesuffix(".toml"): SourcesFile,
    RULES.removesuffix(".toml"): RulesFile,
    INSTITUTION.removesuffix(".toml"): InstitutionFile,
    SCRIPT: Script,
    REGION: RegionFacts,
}
"""The model of each kind of file, by the name of the schema."""


def name_for(file: str) -> str:
    """Return the schema name for a path in content/: `script` for `fr/scripts/silence.toml`."""
    if file.startswith(f"{HELPLINES}/"):
        return REGION
    return SCRIPT if f"/{SCRIPTS}" in file else Path(file).stem


def first_line(file: str) -> str:
    """Return the first line of a file of content/, which tells editors its schema."""
    return f"#:schema {'../' * file.count('/')}{SCHEMAS}/{name_for(file)}.json"


def texts() -> dict[str, str]:
    """Return the text of each schema, by file name."""
    return {f"{name}.json": _text(model) for name, model in MODELS.items()}


def _text(model: type[Model]) -> str:
    schema = {"$schema": DIALECT, **model.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write(root: Path) -> None:
    """Write every schema into `root`/schemas, which is created if missing."""
    folder = root / SCHEMAS
    folder.mkdir(exist_ok=True)
    for name, text in texts().items():
        (folder / name).write_text(text, "utf-8")
