"""Accessibility snapshots: the tree of each state beside the reviewed one in `trees`.

After an intended change, `pytest tests/browser/test_screen_states.py
tests/browser/test_failure_states.py --update` writes the trees again. Review the difference
as a screen reader user would hear it.
"""

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from sv_app.domain.content import Content
from tests.browser import hearing
from tests.browser.app_driver import Person

TREES = Path(__file__).with_name("trees")
EVERYWHERE = "on-every-screen"
HOME = "home"
"""The state that gives what is on every screen."""
NUMBER = r"\d[\d ]+$"
"""That of the first line, which is another one in another country."""


class Listener:
    """Compares the accessibility tree of each state of one group with the reviewed trees."""

    def __init__(self, person: Person, content: Content, group: str, update: bool) -> None:
        """`update`: write the trees again in place of comparing them."""
        self.content, self.update = content, update
        self.folder = TREES / content.code / group
        self.heard: dict[str, list[str]] = {}
        self.faults: list[str] = []
        self.look_at(person)

    def look_at(self, person: Person) -> None:
        """Continue with another page."""
        self.page = person.page

    def hear(self, state: str) -> None:
        """All of `state`, once it is as reviewed, or no longer changes."""
        expected = [compared(frame(self.content)), compared(reviewed(self.folder, state))]

        def is_as_reviewed(lines: list[str]) -> bool:
            return [compared(part) for part in self._apart(lines)] == expected

        self.page.mouse.move(0, 400)  # off what was pressed: its tooltip would be heard too
        lines = hearing.settled(self.page, None if self.update else is_as_reviewed)
        around, self.heard[state] = self._apart(lines)
        self.faults += [f"{state}: {fault}" for fault in hearing.faults(lines)]
        if self.update and state == HOME:
            write_frame(self.content, around)
        elif around != frame(self.content):
            self.faults.append(f"{state}: around it is {around}")

    def _apart(self, lines: list[str]) -> tuple[list[str], list[str]]:
        around, own = apart(masked(self.content, lines))
        return [re.sub(NUMBER, "(a number)", line) for line in around], own

    def end(self) -> None:
        """Write what was heard, when it is to be reviewed anew."""
        if self.update:
            write(self.folder, self.heard)

    def differences(self) -> str:
        """What was not heard as it was reviewed, as a diff."""
        states = {*self.heard, *(path.stem for path in self.folder.glob("*.txt"))}
        return "\n".join(
            line
            for state in sorted(states)
            for line in difflib.unified_diff(
                compared(reviewed(self.folder, state)),
                compared(self.heard.get(state, [])),
                f"{self.content.code}/{self.folder.name}/{state}, as reviewed",
                f"{self.content.code}/{self.folder.name}/{state}, as heard now",
                lineterm="",
            )
        )


def masked(content: Content, lines: list[str]) -> list[str]:
    """The lines, without what another day or chance changes."""
    dates, today = content.labels.date, dt.datetime.now().astimezone().date()
    days = [today + dt.timedelta(days=n) for n in range(-1, 9)]
    said = {spoken(day) for day in days for spoken in (dates.with_weekday, dates.written)}
    changing = "|".join(re.escape(plain) for plain in sorted(map(spaced, said), key=len)[::-1])
    picked = set(content.privacy.passcode.words)
    return [
        re.sub(": .*", ": (some words)", line)
        if is_picked(line, picked)
        else re.sub(changing, "(a day)", line)
        for line in (
            re.sub(r"(?<=text: )\d\d[:h ]+\d\d$", "(a time)", spaced(line)) for line in lines
        )
    ]


def spaced(words: str) -> str:
    """The words, with one space between them and no other."""
    return re.sub(r"(?<=\S)\s+", " ", words)


def is_picked(line: str, words: set[str]) -> bool:
    """Whether it is a code that was proposed, made of these `words`."""
    return len(said := line.partition(": ")[2].split()) > 1 and set(said) <= words


def apart(lines: list[str]) -> tuple[list[str], list[str]]:
    """What every screen has, and what only this one has; nothing of it while it is drawn."""
    at = [n for n, line in enumerate(lines) if line.startswith(("navigation", "main"))]
    end = [n for n, line in enumerate(lines) if line.startswith("complementary")]
    if not at or not end:
        return lines, []
    return [*lines[: at[0]], *lines[end[0] :]], lines[at[0] : end[0]]


def frame(content: Content) -> list[str]:
    """What is around every screen."""
    return reviewed(TREES / content.code, EVERYWHERE)


def write_frame(content: Content, around: list[str]) -> None:
    (TREES / content.code).mkdir(parents=True, exist_ok=True)
    (TREES / content.code / f"{EVERYWHERE}.txt").write_text("\n".join([*around, ""]), "utf-8")


def reviewed(folder: Path, state: str) -> list[str]:
    """The lines of a state, none where there are none yet."""
    path = folder / f"{state}.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def write(folder: Path, heard: Mapping[str, list[str]]) -> None:
    """In the place of all that was reviewed."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for state, lines in heard.items():
        (folder / f"{state}.txt").write_text("\n".join([*lines, ""]), "utf-8")


def compared(lines: list[str]) -> list[str]:
    """The lines, without the words of paragraphs: those may change, what has a role may not."""
    return [re.sub(r"^(\s*text): .*", r"\1", line) for line in lines]
