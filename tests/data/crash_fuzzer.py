"""Kills the app at random instants while it writes, and looks at what is left.

    python -m tests.data.crash_fuzzer --rounds 1000
    python -m tests.data.crash_fuzzer --seconds 60 --seed 20260101

Each round is a process of its own, ended by SIGKILL. What it had confirmed must be
there, what it was doing must be there whole or not at all, nothing may be damaged.
The seed decides what is written and when the process is killed, as far as the clock allows.
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
from sv_app.domain.journal import StorageState, WrongCodeError
from sv_app.domain.self_check import LAST_POSITION, Draft
from tests.data.journal_builder import FIRST, entries
from tests.profile import SEED

MOST = 80
"""Entries kept: enough for three pages."""
LONGEST = 0.12
"""Seconds an app lives after it was opened, at most."""


@dataclass
class Known:
    """What the apps that were killed had confirmed, and what the last was doing."""

    ids: list[str] = field(default_factory=list)
    draft: int | None = None
    code: str = ""
    doing: list[str] = field(default_factory=list)

    def hear(self, line: str) -> None:
        what, _, value = line.partition(" ")
        if what == "doing":
            self.doing = value.split()
            return
        match what:
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


async def live(folder: Path, code: str, out: int) -> None:
    """An app that writes without end, and says what it does."""

    def say(*words: object) -> None:
        os.write(out, (" ".join(map(str, words)) + "\n").encode())

    journal = await Journal.open(FileBackend(folder), NativeKeys())
    if journal.storage_state is StorageState.UNDECIDED:
        await journal.own_device(True)
    if journal.has_passcode:
        await journal.unlock(code)
    ids = [entry.id for entry in await entries(journal)]
    say("opened")
    while True:
        match random.choices(["add", "delete", "draft", "code"], [6, 2, 3, 1])[0]:
            case "add" if len(ids) < MOST:
                say("doing add")
                ids.append((await journal.add(FIRST)).id)
                say("added", ids[-1])
            case "draft":
                position = random.randint(0, LAST_POSITION)
                say("doing draft", position)
                await journal.save_draft(Draft(position=position))
                say("draft", position)
            case "code":
                code = random.choice(["", "un", "deux"])
                say("doing code", code)
                await journal.set_passcode(code or None)
                say("code", code)
            case _ if ids:
                gone = ids.pop(random.randrange(len(ids)))
                say("doing delete", gone)
                await journal.delete(gone)
                say("deleted", gone)


def killed(folder: Path, code: str) -> list[str]:
    """What an app said before it was killed."""
    heard, out = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(heard)
        asyncio.run(live(folder, code, out))
        os._exit(1)
    os.close(out)
    with os.fdopen(heard) as lines:
        # In some rounds it is killed while it opens: then nothing is waited for.
        said = [lines.readline()] if random.random() < 0.9 else []
        time.sleep(random.uniform(0, LONGEST))
        os.kill(process, signal.SIGKILL)
        said += lines.readlines()
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status), "it stopped by itself"
    return [line.strip() for line in said]


async def look(folder: Path, known: Known) -> None:
    """Open what is left; it must be what was confirmed, with or without the last thing."""
    backend = FileBackend(folder)
    journal = await Journal.open(backend, NativeKeys())
    codes = {known.code, *(known.doing[1:] if known.doing[:1] == ["code"] else [])}
    codes |= {""} if known.doing == ["code"] else set()
    if journal.storage_state is StorageState.LOCKED:
        known.code = await unlocked(journal, codes - {""})
    elif "" in codes:
        known.code = ""
    else:
        assert journal.storage_state is StorageState.UNDECIDED, "a passcode is gone"
    found = [entry.id for entry in await entries(journal)]
    assert journal.damaged == 0, "damaged"
    assert len(found) == len(set(found)), "twice"
    lost, new = set(known.ids) - set(found), set(found) - set(known.ids)
    may_lose = {known.doing[1]} if known.doing[:1] == ["delete"] else set()
    assert lost <= may_lose, f"lost: {lost}"
    assert len(new) <= (known.doing == ["add"]), f"from nowhere: {new}"
    draft = journal.draft()
    drafts = {known.draft, None if new else known.draft}
    drafts |= {int(known.doing[1])} if known.doing[:1] == ["draft"] else set()
    assert (draft.position if draft else None) in drafts, "a draft is lost"
    known.ids, known.draft, known.doing = found, draft.position if draft else None, []
    backend.close()


async def unlocked(journal: Journal, codes: set[str]) -> str:
    for code in codes:
        try:
            await journal.unlock(code)
        except WrongCodeError:
            continue
        return code
    raise AssertionError("no code opens it")


def crash(folder: Path, rounds: int, seconds: float) -> int:
    """So many rounds, or those that fit in so many seconds; how many were done."""
    cipher.ROUNDS = 1  # what is tested is not how long a key takes
    known, done, end = Known(), 0, time.monotonic() + seconds
    while done < rounds and time.monotonic() < end:
        for line in killed(folder, known.code):
            known.hear(line)
        asyncio.run(look(folder, known))
        done += 1
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=sys.maxsize)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    random.seed(asked.seed)
    if asked.rounds == sys.maxsize and asked.seconds == float("inf"):
        asked.rounds = 1_000
    with tempfile.TemporaryDirectory() as folder:
        done = crash(Path(folder) / "app", asked.rounds, asked.seconds)
    print(f"{done} kills, seed {asked.seed}: no confirmed entry lost, nothing unreadable")


if __name__ == "__main__":
    main()
