"""The schemas in content/schemas/ match the models, and refuse what the models refuse."""

import datetime as dt
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sv_app.editorial.schemas import first_line, name_for, texts, write
from sv_app.project import CONTENT
from tests.institutions import example_institution

FILES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.toml"))


def as_json_value(value: Any) -> Any:
    """Convert a TOML value to a JSON value: dates become texts."""
    if isinstance(value, dict):
        return {key: as_json_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json_value(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(texts()[f"{name}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_schema_files_match_the_models() -> None:
    files = {path.name: path.read_text("utf-8") for path in (CONTENT / "schemas").iterdir()}
    assert files == texts(), "run: sv-app schemas"


def test_write_makes_every_schema(tmp_path: Path) -> None:
    write(tmp_path)
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == texts().keys()


@pytest.mark.parametrize("file", FILES)
def test_every_file_names_its_schema_and_is_valid(file: str) -> None:
    text = (CONTENT / file).read_text("utf-8")
    assert text.splitlines()[0] == first_line(file)
    assert (CONTENT / file).parent.joinpath(first_line(file).split()[1]).exists()
    assert list(validator(name_for(file)).iter_errors(as_json_value(tomllib.loads(text)))) == []


def test_institution_example_is_valid() -> None:
    assert (
        list(
            validator("institution").iter_errors(
                as_json_value(tomllib.loads(example_institution()))
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("file", "key", "value"),
    [
        ("fr/scripts/silence.toml", "aim", ""),
        ("fr/scripts/silence.toml", "order", "first"),
        ("fr/scripts/silence.toml", "say", []),
        ("fr/scripts/silence.toml", "unknown", "x"),
        ("fr/team.toml", "step_up_when", None),
        ("helplines/be.toml", "territories", ["Belgique"]),
        ("helplines/be.toml", "line", [{"id": "a", "number": "+32 2"}]),
        ("sources.toml", "source", [{"id": "Une Source"}]),
    ],
)
def test_schema_refuses_invalid_fields(file: str, key: str, value: Any) -> None:
    content = as_json_value(tomllib.loads((CONTENT / file).read_text("utf-8")))
    assert list(validator(name_for(file)).iter_errors(content | {key: value}))
