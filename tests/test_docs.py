"""The README says what is true: commands, options, rooms, and its two lines."""

import re
import subprocess
from pathlib import Path

from sv_app.cli import _parser
from sv_app.pwa.serve import HEADERS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def line(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```sh\n(.+)\n```", README)
    assert found, f"the README has no {name} line"
    return found[1]


def commands() -> list[str]:
    actions = [a for a in _parser()._actions if hasattr(a, "choices") and a.choices]
    return [name for action in actions for name in action.choices or ()]


def test_every_command_is_in_the_readme() -> None:
    assert commands()
    assert not [name for name in commands() if f"sv-app {name}" not in README]


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    assert set(re.findall(r"bin/sv-app (\w+)", README)) <= set(commands())


def test_the_two_lines_set_themselves_up_and_run_the_main_job_and_the_tests() -> None:
    for name in ("run", "test"):
        assert line(name).startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert line("run").endswith("sv-app serve")
    assert line("test").endswith("python -m tests")


def test_ci_runs_the_line_of_the_readme_and_forbids_skips() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert "SV_REQUIRE_BROWSER=1" in script
    extract = next(row for row in script.splitlines() if row.startswith("command="))
    done = subprocess.run(
        ["bash", "-c", f'{extract}; echo "$command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == line("test")


def test_every_file_and_picture_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_every_room_of_the_readme_exists() -> None:
    rooms = re.search(r"## The rooms\n\n```\n(.+?)```", README, re.DOTALL)
    assert rooms
    for row in rooms[1].splitlines():
        assert (ROOT / row.split()[0]).exists(), row


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    forbidden = (
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry.npmjs" + ".org",
        "/work/" + "main",
    )
    for name in tracked.stdout.split():
        path = ROOT / name
        if path.suffix not in {".png", ".ttf"} and path.exists():
            text = path.read_text("utf-8", "replace")
            assert not [word for word in forbidden if word in text], name


def test_header_that_the_readme_advises_is_the_one_that_sv_app_serve_sends() -> None:
    name = "Content-Security-Policy"
    assert f"\n{name}: {HEADERS[name]}\n" in README


def test_readme_advises_an_origin_of_its_own() -> None:
    hosting = README.partition("## Host it")[2].partition("\n## ")[0]
    assert "at any path" in hosting
    assert "origin of its own" in hosting


def test_every_browser_test_file_says_what_nothing_faster_shows() -> None:
    text = (ROOT / "docs" / "testing.md").read_text("utf-8")
    files = {path.name for path in (ROOT / "tests" / "browser").glob("test_*.py")}
    assert set(re.findall(r"^\| `(test_\w+\.py)` \|", text, re.MULTILINE)) == files
