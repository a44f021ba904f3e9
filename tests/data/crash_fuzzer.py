"""Kill the app at random instants while it writes, and check the journal that is left.

    python -m tests.data.crash_fuzzer --rounds 1000
    python -m tests.data.crash_fuzzer --seconds 60 --seed 20260101

Each round is a process, ended by SIGKILL. Every change that it had confirmed must be there, the
change in progress must be there whole or not at all, and nothing may be damaged. The seed
decides what is written and when the process is killed, as far as the clock allows.
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
from sv_app.domain.self_check import LAST_POSITION, Draft
from tests.data.journal_builder import FIRST_CHECK, all_entries
from tests.profile import SEED

MAX_ENTRIES = 80
"""Most entries in the journal: enough for three pages."""
MAX_LIFETIME = 0.12
"""Most seconds from the start of a process until it is killed."""


@dataclass
class Confirmed:
    """The changes that the killed processes had confirmed, and the change in progress."""

    ids: list[str] = field(default_factory=list)
    draft: int | None = None
    code: str = ""
    doing: list[str] = field(default_factory=list)

    def update(self, line: str) -> None:
        """Apply a line that a process reported."""
        act, _, value = line.partition(" ")
        if act == "doing":
            self.doing = value.split()
            return
        match act:
            case "added":
                self.ids.append(value)
                self.draft = None
            case "deleted":
                self.ids.remove(value)
            case "draft":
                self.draft = int(value)
            case "code":
                self.code = value
        self.doing = []


async def write_until_killed(folder: Path, code: str, out: int) -> None:
    """Change the journal without end, and report each change to the file descriptor `out`."""

    def report(*words: object) -> None:
        os.write(out, (" ".join(map(str, words)) + "\n").encode())

    journal = await Journal.open(FileBackend(folder), NativeKeys())
    if journal.storage_state is StorageState.UNDECIDED:
        await journal.set_own_device(True)
    if journal.has_passcode:
        await journal.unlock(code)
    ids = [entry.id for entry in await all_entries(journal)]
    report("opened")
    while True:
        match random.choices(["add", "delete", "draft", "code"], [6, 2, 3, 1])[0]:
            case "add" if len(ids) < MAX_ENTRIES:
                report("doing add")
                ids.append((await journal.add(FIRST_CHECK)).id)
                report("added", ids[-1])
            case "draft":
                position = random.randint(0, LAST_POSITION)
                report("doing draft", position)
                await journal.save_draft(Draft(position=position))
                report("draft", position)
            case "code":
                code = random.choice(["", "un", "deux"])
                report("doing code", code)
                await journal.set_passcode(code or None)
                report("code", code)
            case _ if ids:
                deleted_id = ids.pop(random.randrange(len(ids)))
                report("doing delete", deleted_id)
                await journal.delete(deleted_id)
                report("deleted", deleted_id)


def run_and_kill(folder: Path, code: str) -> list[str]:
    """Return the lines that a process reported before it was killed."""
    pipe_in, pipe_out = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(pipe_in)
        asyncio.run(write_until_killed(folder, code, pipe_out))
        os._exit(1)
    os.close(pipe_out)
    with os.fdopen(pipe_in) as reports:
        # In a tenth of the rounds the process may be killed while it opens the journal.
        lines_read = [reports.readline()] if random.random() < 0.9 else []
        time.sleep(random.uniform(0, MAX_LIFETIME))
        os.kill(process, signal.SIGKILL)
        lines_read += reports.readlines()
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status), "it stopped by itself"
    return [line.strip() for line in lines_read]


async def check_journal(folder: Path, confirmed: Confirmed) -> None:
    """Open the journal; it must hold what was confirmed, with or without the change in progress."""
    backend = FileBackend(folder)
    journal = await Journal.open(backend, NativeKeys())
    codes = {confirmed.code, *(confirmed.doing[1:] if confirmed.doing[:1] == ["code"] else [])}
    codes |= {""} if confirmed.doing == ["code"] else set()
    if journal.storage_state is StorageState.LOCKED:
        confirmed.code = await find_passcode(journal, codes - {""})
    elif "" in codes:
        confirmed.code = ""
    else:
        assert journal.storage_state is StorageState.UNDECIDED, "a passcode is gone"
    ids = [entry.id for entry in await all_entries(journal)]
    assert journal.damaged == 0, "damaged"
    assert len(ids) == len(set(ids)), "twice"
    lost, new = set(confirmed.ids) - set(ids), set(ids) - set(confirmed.ids)
    may_lose = {confirmed.doing[1]} if confirmed.doing[:1] == ["delete"] else set()
    assert lost <= may_lose, f"lost: {lost}"
    assert len(new) <= (confirmed.doing == ["add"]), f"from nowhere: {new}"
    draft = journal.draft()
    drafts = {confirmed.draft, None if new else confirmed.draft}
    drafts |= {int(confirmed.doing[1])} if confirmed.doing[:1] == ["draft"] else set()
    assert (draft.position if draft else None) in drafts, "a draft is lost"
    confirmed.ids, confirmed.draft, confirmed.doing = ids, draft.position if draft else None, []
    backend.close()


async def find_passcode(journal: Journal, codes: set[str]) -> str:
    """Unlock `journal` with one of `codes`, and return it."""
    for code in codes:
        try:
            await journal.unlock(code)
        except WrongPasscodeError:
            continue
        return code
    raise AssertionError("no code opens it")


def fuzz(folder: Path, rounds: int, seconds: float) -> int:
    """Do `rounds` rounds, or as many as fit in `seconds`; return how many were done."""
    cipher.ROUNDS = 1  # fast key derivation
    confirmed, done, end = Confirmed(), 0, time.monotonic() + seconds
    while done < rounds and time.monotonic() < end:
        for line in run_and_kill(folder, confirmed.code):
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
