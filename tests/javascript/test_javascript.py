"""The scripts pass ESLint, Prettier, and TypeScript, which reads the types in JSDoc comments."""

import json
import os
import shutil
from pathlib import Path

import pytest

from sv_app.pwa.assets import strip_comments
from tests import npm
from tests.source import ROOT

HERE = Path(__file__).parent
CONFIG = HERE / "eslint.config.mjs"
FOLDERS = ("client", "worker", "dev_client", "usage_trace")
WIDTH = "100"
SOURCE = f"source-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
"""The name of the copy of the scripts, which differs in each pytest worker."""
DOM = ("DOM", "DOM.Iterable", "DOM.AsyncIterable")
WORKER = ("WebWorker", "WebWorker.Iterable", "WebWorker.AsyncIterable")
WORKER_SCRIPTS = ("worker.js", "worker-policy.js", "make-snapshot.js")
"""The scripts that a page starts as workers, and their first import. What else they import is
checked with the types of a page."""
COMPILER_OPTIONS = {
    "allowJs": True,
    "checkJs": True,
    "module": "ESNext",
    "moduleResolution": "bundler",
    "noEmit": True,
    "skipLibCheck": True,
    "strict": False,
    "target": "ESNext",
    "types": [],
}
FAULTY_SCRIPT = 'let unused = 1;\nif (unused == "1") missing();\n'


@pytest.fixture(scope="module")
def tools() -> Path:
    return npm.install_packages(HERE / "package.json")


@pytest.fixture
def source(tools: Path) -> Path:
    """A copy of the scripts beside the tools: ESLint ignores files outside of its folder."""
    copy = tools / SOURCE
    shutil.rmtree(copy, ignore_errors=True)
    for folder in FOLDERS:
        for path in (ROOT / "sv_app" / "pwa" / folder).glob("*js"):
            (copy / folder).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy / folder)
    shutil.copy(ROOT / "tests" / "browser" / "lighthouse" / "audit.mjs", copy)
    shutil.copy(CONFIG, tools)
    return copy


def lint(tools: Path) -> str:
    done = npm.run("node_modules/eslint/bin/eslint.js", SOURCE, folder=tools)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_scripts_pass_eslint(tools: Path, source: Path) -> None:
    assert len(list(source.rglob("*js"))) > 30
    assert lint(tools) == ""


def test_eslint_reports_a_faulty_script(tools: Path, source: Path) -> None:
    (source / "client" / "slip.js").write_text(FAULTY_SCRIPT)
    report = lint(tools)
    assert [rule for rule in ("eqeqeq", "no-undef", "prefer-const") if rule not in report] == []


@pytest.mark.usefixtures("source")
def test_scripts_are_formatted(tools: Path) -> None:
    arguments = ("--print-width", WIDTH, "--list-different", SOURCE)
    done = npm.run("node_modules/prettier/bin/prettier.cjs", *arguments, folder=tools)
    assert done.returncode == 0, f"run prettier --print-width {WIDTH} --write: {done.stdout}"


def test_scripts_without_comments_have_the_same_tokens(tools: Path, source: Path) -> None:
    """The build removes lines of comments; a line of a template literal may look like one."""
    shutil.copy(HERE / "same_tokens.mjs", tools)
    for folder in ("client", "worker"):
        stripped = source / f"{folder}-stripped"
        stripped.mkdir()
        for path in (source / folder).iterdir():
            text = strip_comments(path.read_text("utf-8"))
            (stripped / path.name).write_text(text, "utf-8")
            assert not [line for line in text.splitlines() if line.lstrip().startswith("//")]
        done = npm.run("same_tokens.mjs", str(source / folder), str(stripped), folder=tools)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr


def type_errors(tools: Path, libraries: tuple[str, ...], scripts: list[Path]) -> str:
    """Return what TypeScript finds in `scripts` and in what they import."""
    config = tools / f"{SOURCE}.json"
    options = {**COMPILER_OPTIONS, "lib": ["ESNext", *libraries]}
    config.write_text(json.dumps({"compilerOptions": options, "files": [*map(str, scripts)]}))
    done = npm.run("node_modules/typescript/bin/tsc", "--project", config.name, folder=tools)
    return done.stdout + done.stderr


def test_scripts_pass_typescript(tools: Path, source: Path) -> None:
    page_types, worker_types = (
        HERE / "types" / f"{name}.d.ts" for name in ("globals", "serviceworker")
    )
    client = sorted((source / "client").iterdir())
    page = [path for path in client if path.name not in WORKER_SCRIPTS]
    workers = [path for path in client if path.name in WORKER_SCRIPTS]
    service_worker = sorted((source / "worker").iterdir())
    assert min(map(len, (page, workers, service_worker))) > 2
    assert type_errors(tools, DOM, [page_types, *page]) == ""
    assert type_errors(tools, (*DOM, *WORKER), [page_types, *workers]) == ""
    assert type_errors(tools, WORKER, [page_types, worker_types, *service_worker]) == ""


def test_typescript_detects_a_wrong_argument(tools: Path, source: Path) -> None:
    script = source / "client" / "faulty.js"
    script.write_text('import { moveFocus } from "./focus.js";\nmoveFocus();\n')
    errors = type_errors(tools, DOM, [HERE / "types" / "globals.d.ts", script])
    assert "Expected 1 arguments" in errors
