"""What a screen reader tells of each state, beside what was reviewed: `trees`, a line a thing.

After a change that is meant, `pytest tests/browser/test_every_*.py --update` writes the
trees anew: read them, as someone who sees nothing would hear them.
"""

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from sv_app.domain.kit import Kit
from tests.browser import hearing
from tests.browser.person import Person

TREES = Path(__file__).with_name("trees")
EVERYWHERE = "on-every-screen"
NUMBER = r"\d[\d ]+$"
"""That of the first line, which is another one in another country."""


class Listener:
    """Someone who stops at each state, and hears all of it."""

    def __init__(
        self,
        person: Person,
        kit: Kit,
        update: bool,
        folder: str = "",
        heard: dict[str, list[str]] | None = None,
    ) -> None:
        """`update`: whether what is heard is to be reviewed anew, and compared to nothing.

        What was reviewed is in `folder`, else in the language's; `heard` is what others heard.
        """
        self.page, self.kit, self.update = person.page, kit, update
        self.folder = TREES / (folder or kit.code)
        self.heard = {} if heard is None else heard
        self.faults: list[str] = []

    def hear(self, state: str) -> None:
        """All of `state`, once it is as reviewed, or no longer changes."""
        expected = [compared(reviewed(self.folder, one)) for one in (EVERYWHERE, state)]

        def is_as_reviewed(lines: list[str]) -> bool:
            return [compared(part) for part in self._apart(lines)] == expected

        self.page.mouse.move(0, 400)  # off what was pressed: its tooltip would be heard too
        lines = hearing.settled(self.page, None if self.update else is_as_reviewed)
        frame, self.heard[state] = self._apart(lines)
        self.faults += [f"{state}: {fault}" for fault in hearing.faults(lines)]
        if self.heard.setdefault(EVERYWHERE, frame) != frame:
            self.faults.append(f"{state}: around it is {frame}")

    def _apart(self, lines: list[str]) -> tuple[list[str], list[str]]:
        frame, own = apart(masked(self.kit, lines))
        return [re.sub(NUMBER, "(a number)", line) for line in frame], own

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
                f"{self.kit.code}/{state}, as reviewed",
                f"{self.kit.code}/{state}, as heard now",
                lineterm="",
            )
        )


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
