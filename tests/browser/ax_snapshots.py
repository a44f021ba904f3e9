"""Accessibility snapshots: compares the tree of each state with the reviewed tree in `trees`.

After an intended change, `pytest tests/browser/test_screen_states.py
tests/browser/test_failure_states.py --update` writes the trees again. Read the changed lines in
order, as a screen reader says them, before you commit them.
"""

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from sv_app.domain.content import Content
from tests.browser import ax_tree
from tests.browser.app_driver import AppPage

TREES = Path(__file__).with_name("trees")
EVERYWHERE = "on-every-screen"
HOME = "home"
"""The state whose tree gives the lines that every screen has."""
SLOT = r"button: .*\d.*"
"""A slot that dials a helpline: the helplines differ between countries."""


class TreeComparison:
    """Compares the accessibility tree of each state of one group with the reviewed trees."""

    def __init__(self, app_page: AppPage, content: Content, group: str, update: bool) -> None:
        """`update`: write the trees again instead of comparing them."""
        self.content, self.update = content, update
        self.folder = TREES / content.code / group
        self.recorded: dict[str, list[str]] = {}
        self.faults: list[str] = []
        self.use_page(app_page)

    def use_page(self, app_page: AppPage) -> None:
        """Continue with another page of the app."""
        self.page = app_page.page

    def record(self, state: str) -> None:
        """Record the tree of `state` once it is as reviewed, or no longer changes."""
        reviewed_shell = shell_lines(self.content)
        expected = [comparable(reviewed_shell), comparable(reviewed(self.folder, state))]

        def is_as_reviewed(lines: list[str]) -> bool:
            return [comparable(part) for part in self._split(lines)] == expected

        self.page.mouse.move(0, 400)  # off the pressed button: its tooltip would be in the tree
        lines = ax_tree.settled_lines(self.page, None if self.update else is_as_reviewed)
        shell, self.recorded[state] = self._split(lines)
        self.faults += [f"{state}: {fault}" for fault in ax_tree.faults(lines)]
        if self.update and state == HOME:
            write_shell_lines(self.content, shell)
        elif shell != reviewed_shell:
            self.faults.append(f"{state}: the lines of the shell are {shell}")

    def _split(self, lines: list[str]) -> tuple[list[str], list[str]]:
        shell, screen = split_shell(masked(self.content, lines))
        return [re.sub(SLOT, "button: (a helpline)", line) for line in shell], screen

    def finish(self) -> None:
        """Write the recorded trees, if `update` is set."""
        if self.update:
            write_trees(self.folder, self.recorded)

    def differences(self) -> str:
        """Return the differences between the reviewed and the recorded trees, as a diff."""
        states = {*self.recorded, *(path.stem for path in self.folder.glob("*.txt"))}
        return "\n".join(
            line
            for state in sorted(states)
            for line in difflib.unified_diff(
                comparable(reviewed(self.folder, state)),
                comparable(self.recorded.get(state, [])),
                f"{self.content.code}/{self.folder.name}/{state}, reviewed",
                f"{self.content.code}/{self.folder.name}/{state}, now",
                lineterm="",
            )
        )


CLOCK = r"\d\d?[:h ]+\d\d"
"""A time of the day, in any language of the app."""


def masked(content: Content, lines: list[str]) -> list[str]:
    """Return the lines with what differs between runs replaced.

    These are dates, times, parts of a day, generated passcodes, numbers of requests and the
    address of the site. The sentence about a first visit, where the service worker does not count
    the page's own requests, is left out.
    """
    network = content.privacy.network
    counted = "|".join(
        re.escape(single_spaced_inside(label)) for label in (network.from_device, network.from_host)
    )
    # A long text is cut in the tree.
    incomplete = single_spaced_inside(network.incomplete)[: ax_tree.MAX_TEXT // 2]
    lines = [
        re.sub(rf"({counted}) \d+", r"\1 (a number)", line)
        for line in map(single_spaced_inside, lines)
        if incomplete not in line
    ]
    dates, today = content.labels.date, dt.datetime.now().astimezone().date()
    days = [today + dt.timedelta(days=n) for n in range(-1, 9)]
    spoken_days = {spell(day) for day in days for spell in (dates.with_weekday, dates.format_date)}
    # The offer to resume a self-check names the part of the day in which it was begun.
    spoken_days |= set(content.labels.me.resume.values())
    day_pattern = "|".join(
        re.escape(day) for day in sorted(map(single_spaced_inside, spoken_days), key=len)[::-1]
    )
    passcode_words = set(content.privacy.passcode.words)
    return [
        re.sub(": .*", ": (some words)", line)
        if is_generated_passcode(line, passcode_words)
        else re.sub(
            rf"\(a day\), {CLOCK}", "(a day), (a time)", re.sub(day_pattern, "(a day)", line)
        )
        for line in (
            re.sub(rf"(?<=text: ){CLOCK}$", "(a time)", single_spaced_inside(line))
            for line in (
                re.sub(r"http://127\.0\.0\.1:\d+/", "(an address)", line) for line in lines
            )
        )
    ]


def single_spaced_inside(words: str) -> str:
    """Return the words with one space between them; the indentation is kept."""
    return re.sub(r"(?<=\S)\s+", " ", words)


def is_generated_passcode(line: str, words: set[str]) -> bool:
    """Whether the line is a proposed passcode, made only of these `words`."""
    return len(line_words := line.partition(": ")[2].split()) > 1 and set(line_words) <= words


def split_shell(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the shell, which every screen has, and the lines of this screen alone.

    While the screen is being drawn, all lines are in the first list.
    """
    starts = [n for n, line in enumerate(lines) if line.startswith(("navigation", "main"))]
    calls = [n for n, line in enumerate(lines) if line.startswith("complementary")]
    if not starts or not calls:
        return lines, []
    # The call bar is the last part of a phone's screen, and is before the content on a computer.
    after = (n for n in range(calls[0] + 1, len(lines)) if not lines[n].startswith(" "))
    end = next(after, len(lines))
    screen = [*lines[starts[0] : calls[0]], *lines[end:]]
    return [*lines[: starts[0]], *lines[calls[0] : end]], screen


def shell_lines(content: Content) -> list[str]:
    """Return the reviewed lines of the shell, which every screen has."""
    return reviewed(TREES / content.code, EVERYWHERE)


def write_shell_lines(content: Content, lines: list[str]) -> None:
    (TREES / content.code).mkdir(parents=True, exist_ok=True)
    (TREES / content.code / f"{EVERYWHERE}.txt").write_text("\n".join([*lines, ""]), "utf-8")


def reviewed(folder: Path, state: str) -> list[str]:
    """Return the reviewed lines of a state; none for a new state."""
    path = folder / f"{state}.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def write_trees(folder: Path, recorded: Mapping[str, list[str]]) -> None:
    """Write the trees to `folder`, and delete all other trees there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for state, lines in recorded.items():
        (folder / f"{state}.txt").write_text("\n".join([*lines, ""]), "utf-8")


def comparable(lines: list[str]) -> list[str]:
    """Return the lines without the words of paragraphs: a change of words alone needs no review."""
    return [re.sub(r"^(\s*text): .*", r"\1", line) for line in lines]
