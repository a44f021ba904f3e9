"""Every screen in every state, as a screen reader tells it, beside what was reviewed.

After a change that is meant, `pytest tests/browser/test_trees.py --update` writes the
trees anew: read them, as someone who sees nothing would hear them.
"""

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app.domain.kit import Kit
from tests.browser import hearing
from tests.browser.person import START, Person
from tests.state import name
from tests.states import every_state
from tests.titles import paths

pytestmark = pytest.mark.browser

TREES = Path(__file__).with_name("trees")
EVERYWHERE = "on-every-screen"


def test_every_screen_is_heard_as_it_was_reviewed(
    person: Person, kits: Mapping[str, Kit], language: str, pytestconfig: pytest.Config
) -> None:
    kit, folder = kits[language], TREES / language
    update = bool(pytestconfig.getoption("update"))
    heard: dict[str, list[str]] = {}
    faults: dict[str, list[str]] = {}

    def seen(state: str) -> None:
        expected = [compared(reviewed(folder, one)) for one in (EVERYWHERE, state)]

        def is_as_reviewed(lines: list[str]) -> bool:
            return [compared(part) for part in apart(masked(kit, lines))] == expected

        lines = hearing.settled(person.page, None if update else is_as_reviewed)
        frame, heard[state] = apart(masked(kit, lines))
        faults[state] = hearing.faults(lines)
        assert heard.setdefault(EVERYWHERE, frame) == frame, state
        # Neutral everywhere: titles stay in the history, and in the list of windows.
        assert person.page.title() == kit.labels.app.name
        assert person.page.locator("html").get_attribute("lang") == language

    person.open()
    # What is said of working offline is the same from here on.
    person.page.wait_for_selector("html[data-offline=yes]", state="attached", timeout=START)
    every_state(person, kit, seen)
    if update:
        write(folder, heard)
    assert {state: found for state, found in faults.items() if found} == {}
    assert {name(path) for path in paths()} <= set(heard)
    assert differences(folder, heard) == ""


def masked(kit: Kit, lines: list[str]) -> list[str]:
    """The lines, without what another day or chance changes."""
    dates, today = kit.labels.date, dt.datetime.now().astimezone().date()
    days = [today + dt.timedelta(days=n) for n in range(-1, 9)]
    said = {spoken(day) for day in days for spoken in (dates.with_weekday, dates.written)}
    changing = "|".join(re.escape(plain) for plain in sorted(map(spaced, said), key=len)[::-1])
    picked = set(kit.privacy.passcode.words)
    return [
        re.sub(": .*", ": (some words)", line)
        if is_picked(line, picked)
        else re.sub(changing, "(a day)", line)
        for line in (
            re.sub(r"(?<=text: )\d\d[:h ]+\d\d$", "(a time)", spaced(line)) for line in lines
        )
    ]


def spaced(words: str) -> str:
    return re.sub(r"(?<=\S)\s+", " ", words)


def is_picked(line: str, words: set[str]) -> bool:
    return len(said := line.partition(": ")[2].split()) > 1 and set(said) <= words


def apart(lines: list[str]) -> tuple[list[str], list[str]]:
    """What every screen has, and what only this one has; nothing of it while it is drawn."""
    at = [n for n, line in enumerate(lines) if line.startswith(("navigation", "main"))]
    end = [n for n, line in enumerate(lines) if line.startswith("complementary")]
    if not at or not end:
        return lines, []
    return [*lines[: at[0]], *lines[end[0] :]], lines[at[0] : end[0]]


def reviewed(folder: Path, state: str) -> list[str]:
    path = folder / f"{state}.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def write(folder: Path, heard: Mapping[str, list[str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for state, lines in heard.items():
        (folder / f"{state}.txt").write_text("\n".join([*lines, ""]), "utf-8")


def compared(lines: list[str]) -> list[str]:
    """The lines, without the words of paragraphs: those may change, what has a role may not."""
    return [re.sub(r"^(\s*text): .*", r"\1", line) for line in lines]


def differences(folder: Path, heard: Mapping[str, list[str]]) -> str:
    states = {*heard, *(path.stem for path in folder.glob("*.txt"))}
    return "\n".join(
        line
        for state in sorted(states)
        for line in difflib.unified_diff(
            compared(reviewed(folder, state)),
            compared(heard.get(state, [])),
            f"{folder.name}/{state}, as reviewed",
            f"{folder.name}/{state}, as heard now",
            lineterm="",
        )
    )
