"""The documents match the code: commands, options, variables, paths, links, layers."""

import argparse
import re
import subprocess
from pathlib import Path

import pytest

from sv_app.cli import _parser
from sv_app.pwa.hosts import ALL_HEADERS
from tests.browser.browser_table import CONDITION_ROW, CONDITIONS, DOCUMENT, NAMES, STEPS
from tests.source import ROOT, project_files

README = (ROOT / "README.md").read_text("utf-8")
HOSTING = (ROOT / "docs" / "hosting.md").read_text("utf-8")
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "content" / "README.md",
    ROOT / "content" / "README.fr.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / ".github").rglob("*.md")),
]
each_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)
MAX_README_LINES = 120
FOLDERS = ("sv_app", "tests", "docs", "assets", ".ci", ".github")


def readme_command(name: str) -> str:
    match = re.search(rf"<!-- {name} -->\n```sh\n(.+)\n```", README)
    assert match, f"the README has no {name} line"
    return match[1]


def command_parsers() -> dict[str, argparse.ArgumentParser]:
    actions = _parser()._actions
    commands = next(a for a in actions if isinstance(a, argparse._SubParsersAction))
    return dict(commands.choices)


def commands() -> list[str]:
    return list(command_parsers())


def options_of(command: str) -> set[str]:
    return {
        option for action in command_parsers()[command]._actions for option in action.option_strings
    }


def test_every_command_is_in_the_readme() -> None:
    assert commands()
    assert not [name for name in commands() if f"sv-app {name}" not in README]


@each_document
def test_document_names_only_commands_and_options_that_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    assert set(re.findall(r"(?:bin/|`)sv-app ([a-z]+)", text)) <= set(commands())
    for command, options in re.findall(r"sv-app ([a-z]+)((?: --[a-z]+(?: [A-Z]+)?)+)", text):
        assert set(re.findall(r"--[a-z]+", options)) <= options_of(command), command


@each_document
def test_document_names_only_environment_variables_that_the_tests_read(document: Path) -> None:
    named = set(re.findall(r"\bSV_[A-Z_]+\b", document.read_text("utf-8")))
    code = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    assert [name for name in named if f'"{name}"' not in code] == []


@each_document
def test_paths_in_a_document_exist(document: Path) -> None:
    named = re.findall(r"`([\w.\-]+(?:/[\w.\-]+)*/?)`", document.read_text("utf-8"))
    paths = [path for path in named if path.split("/")[0] in FOLDERS and "/" in path]
    assert [path for path in paths if not (ROOT / path).exists()] == []


@each_document
def test_link_targets_of_a_document_exist(document: Path) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= MAX_README_LINES


def test_folders_of_the_layer_table_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = text.partition("## Layers")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `(sv_app/[\w./]+)` \|", table, re.MULTILINE)
    folders = {path.name for path in (ROOT / "sv_app").iterdir() if (path / "__init__.py").exists()}
    assert {Path(path).name for path in named} >= folders
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert records
    assert [name for name in records if f"({name})" not in index] == []
    for name in records:
        text = (folder / name).read_text("utf-8")
        for heading in ("Status", "Context", "Decision", "Consequences"):
            assert f"## {heading}" in text, name


def test_glossary_terms_are_unique() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    terms = re.findall(r"^\| (?!Term|---)([^|]+) \|", text, re.MULTILINE)
    assert len(terms) == len(set(terms)) >= 40


def test_readme_commands_set_up_the_environment_then_serve_or_test() -> None:
    for name in ("run", "test"):
        assert readme_command(name).startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert readme_command("run").endswith("sv-app serve")
    assert readme_command("test").endswith("python -m tests")


def test_ci_runs_the_readme_command_and_requires_the_tools() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert "SV_REQUIRE_TOOLS=1" in script
    extract = next(row for row in script.splitlines() if row.startswith("command="))
    result = subprocess.run(
        ["bash", "-c", f'{extract}; echo "$command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == readme_command("test")


def test_no_file_names_a_registry_or_a_local_path() -> None:
    forbidden = (
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry.npmjs" + ".org",
        "/work/" + "main",
    )
    for path in project_files():
        if path.suffix not in {".png", ".ttf"}:
            text = path.read_text("utf-8", "replace")
            assert not [word for word in forbidden if word in text], path


def test_hosting_has_the_headers_that_serve_sends() -> None:
    for name, value in ALL_HEADERS.items():
        assert f"\n{name}: {value}\n" in HOSTING


def test_hosting_advises_a_separate_origin() -> None:
    assert "at any path" in HOSTING
    assert "origin of its own" in HOSTING


def test_testing_lists_every_browser_test_file() -> None:
    text = (ROOT / "docs" / "testing.md").read_text("utf-8")
    files = {path.name for path in (ROOT / "tests" / "browser").glob("test_*.py")}
    assert set(re.findall(r"^\| `(test_\w+\.py)` \|", text, re.MULTILINE)) == files


def test_table_of_browsers_has_each_step_in_each_browser() -> None:
    lines = DOCUMENT.read_text("utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]
    assert [cell.partition(" ")[0] for cell in rows[0]] == ["Measured", *NAMES]
    measured = {name: cells for name, *cells in rows}
    for name in (*STEPS, *map(CONDITION_ROW.format, CONDITIONS)):
        assert len(measured[name]) == len(NAMES)
        assert all(re.fullmatch(r"\d+\.\d s", cell) for cell in measured[name]), name
