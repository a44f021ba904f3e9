"""Kill the app at random instants while it writes, and check the journal that is left.

    python -m tests.data.crash_fuzzer --rounds 1000
    python -m tests.data.crash_fuzzer --seconds 60 --seed 20260101

Each round starts a process and ends it with SIGKILL. Afterwards, the journal must hold every
change that the process had confirmed. It must hold all or nothing of the change in progress, and
no record may be damaged. The seed determines what is written and how long the process lives; the
step at which it is killed also depends on the speed of the machine.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from sv_app.data.crypto import cipher
from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage.file import FileBackend
from sv_app.domain.journal import StorageState, WrongPasscodeError
from sv_app.domain.self_check import STEPS, Draft
from tests.data.journal_builder import FIRST_CHECK, all_entries
from tests.profile import SEED

MAX_FUZZED_ENTRIES = 80
"""The largest number of entries in the journal: enough for three pages."""
MAX_LIFETIME = 0.12
"""The longest time in seconds for which a process writes before it is killed."""


@dataclass
class Confirmed:
    """The changes that the killed processes had confirmed, and the change in progress."""

    ids: list[str] = field(default_factory=list)
    draft: int | None = None
    passcode: str = ""
    in_progress: list[str] = field(default_factory=list)

    def update(self, line: str) -> None:
        """Apply a line that a process reported."""
        act, _, value = line.partition(" ")
        if act == "in-progress":
            self.in_progress = value.split()
            return
        match act:
            case "added":
                self.ids.append(value)
                self.draft = None
            case "deleted":
                self.ids.remove(value)
            case "draft":
                self.draft = int(value)
            case "passcode":
                self.passcode = value
        self.in_progress = []


async def write_until_killed(folder: Path, passcode: str, out: int) -> None:
    """Change the journal without end, and report each change to the file descriptor `out`."""

    def report(*words: object) -> None:
        os.write(out, (" ".join(map(str, words)) + "\n").encode())

    journal = await Journal.open(FileBackend(folder), NativeKeys())
    if journal.storage_state is StorageState.UNDECIDED:
        await journal.set_own_device(True)
    if journal.has_passcode:
        await journal.unlock(passcode)
    ids = [entry.id for entry in await all_entries(journal)]
    report("opened")
    while True:
        match random.choices(["add", "delete", "draft", "passcode"], [6, 2, 3, 1])[0]:
            case "add" if len(ids) < MAX_FUZZED_ENTRIES:
                report("in-progress", "add")
                ids.append((await journal.add(FIRST_CHECK)).id)
                report("added", ids[-1])
            case "draft":
                position = random.randrange(len(STEPS))
                report("in-progress", "draft", position)
                await journal.save_draft(Draft(step=STEPS[position]))
                report("draft", position)
            case "passcode":
                passcode = random.choice(["", "un", "deux"])
                report("in-progress", "passcode", passcode)
                await journal.set_passcode(passcode or None)
                report("passcode", passcode)
            case _ if ids:
                deleted_id = ids.pop(random.randrange(len(ids)))
                report("in-progress", "delete", deleted_id)
                await journal.erase_entry(deleted_id)
                report("deleted", deleted_id)


def run_and_kill(folder: Path, passcode: str) -> list[str]:
    """Return the lines that a process reported before it was killed."""
    read_end, write_end = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(read_end)
        asyncio.run(write_until_killed(folder, passcode, write_end))
        os._exit(1)
    os.close(write_end)
    with os.fdopen(read_end) as reports:
        # In a tenth of the rounds the process may be killed while it opens the journal.
        lines_read = [reports.readline()] if random.random() < 0.9 else []
        time.sleep(random.uniform(0, MAX_LIFETIME))
        os.kill(process, signal.SIGKILL)
        lines_read += reports.readlines()
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status), "the process stopped by itself"
    return [line.strip() for line in lines_read]


async def check_journal(folder: Path, confirmed: Confirmed) -> None:
    """Assert that the journal holds the confirmed changes, with or without the one in progress."""
    backend = FileBackend(folder)
    journal = await Journal.open(backend, NativeKeys())
    passcodes = {
        confirmed.passcode,
        *(confirmed.in_progress[1:] if confirmed.in_progress[:1] == ["passcode"] else []),
    }
    # An empty passcode leaves no second word.
    passcodes |= {""} if confirmed.in_progress == ["passcode"] else set()
    if journal.storage_state is StorageState.LOCKED:
        confirmed.passcode = await find_passcode(journal, passcodes - {""})
    else:
        assert "" in passcodes, "the passcode is lost"
        confirmed.passcode = ""
    ids = [entry.id for entry in await all_entries(journal)]
    assert journal.quarantined_count == 0, "a record is damaged"
    assert len(ids) == len(set(ids)), "an entry is stored twice"
    lost, new = set(confirmed.ids) - set(ids), set(ids) - set(confirmed.ids)
    may_lose = {confirmed.in_progress[1]} if confirmed.in_progress[:1] == ["delete"] else set()
    assert lost <= may_lose, f"confirmed entries are lost: {lost}"
    assert len(new) <= (confirmed.in_progress == ["add"]), (
        f"there are entries that nobody added: {new}"
    )
    draft = journal.draft()
    drafts = {confirmed.draft, None if new else confirmed.draft}
    drafts |= {int(confirmed.in_progress[1])} if confirmed.in_progress[:1] == ["draft"] else set()
    position = STEPS.index(draft.step) if draft else None
    assert position in drafts, "the draft is neither confirmed nor in progress"
    confirmed.ids, confirmed.in_progress = ids, []
    confirmed.draft = position
    backend.close()


async def find_passcode(journal: Journal, passcodes: set[str]) -> str:
    """Unlock `journal` with one of `passcodes`, and return it."""
    for passcode in passcodes:
        try:
            await journal.unlock(passcode)
        except WrongPasscodeError:
            continue
        return passcode
    raise AssertionError("no passcode unlocks the journal")


def fuzz(folder: Path, rounds: int, seconds: float) -> int:
    """Do `rounds` rounds, or as many as fit in `seconds`; return how many were done."""
    cipher.ROUNDS = 1  # fast key derivation
    confirmed, done, end = Confirmed(), 0, time.monotonic() + seconds
    while done < rounds and time.monotonic() < end:
        for line in run_and_kill(folder, confirmed.passcode):
            confirmed.update(line)
        asyncio.run(check_journal(folder, confirmed))
        done += 1
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=sys.maxsize)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    if arguments.rounds == sys.maxsize and arguments.seconds == float("inf"):
        arguments.rounds = 1_000
    with tempfile.TemporaryDirectory() as folder:
        done = fuzz(Path(folder) / "app", arguments.rounds, arguments.seconds)
    print(f"{done} kills, seed {arguments.seed}: no confirmed entry lost, nothing unreadable")


if __name__ == "__main__":
    main()
