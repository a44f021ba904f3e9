"""Fuzz the import of a file, or the records of a journal, guided by coverage (atheris).

    python -m tests.data.coverage_fuzzer import --runs 100000
    python -m tests.data.coverage_fuzzer records --runs 100000 --seed 20260101

The corpus begins with the fixtures. An exception that is not documented, or a violated
invariant, ends the run with its input. The invariants: a file is imported completely or not at all;
a damaged record never prevents the journal from opening, from showing every other record, or from
saving.
"""

import argparse
import asyncio
import hashlib
import re
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["sv_app.data", "sv_app.domain"]):
    from sv_app.data.crypto import cipher
    from sv_app.data.crypto.cipher import Cipher, Keys, NoCipher
    from sv_app.data.crypto.keyring import VERIFIER, VERIFIERS
    from sv_app.data.crypto.native import GcmCipher
    from sv_app.data.export import RECORD_NAME
    from sv_app.data.journal import Journal
    from sv_app.data.schema import V1_RECORD, is_private
    from sv_app.data.storage.memory import MemoryBackend
    from sv_app.domain.export_format import ImportRejectedError
    from sv_app.domain.journal import (
        Entry,
        LimitReachedError,
        PasscodeDelayedError,
        StorageState,
        WrongPasscodeError,
    )
    from tests.data.journal_builder import (
        BUDDY,
        CONTACT,
        DRAFT,
        FIRST_CHECK,
        PASSCODE,
        PIN,
        all_entries,
    )

FIXTURES = Path(__file__).with_name("fixtures")
MAX_INPUT = 4096
"""Bytes of an input; the fixtures are smaller."""
SECONDS_PER_INPUT = 20
"""An input that takes longer ends the run: reading it would keep the device busy."""
Records = Mapping[str, bytes]
Target = Callable[[bytes], Coroutine[Any, Any, None]]


class FastKeys:
    """The keys of a device; the key of a passcode is derived fast."""

    def __init__(self, device_cipher: Cipher) -> None:
        self.device_cipher = device_cipher

    async def renew(self) -> None:
        """Keep the device key."""

    async def derive(self, passcode: str, salt: bytes, rounds: int) -> Cipher:
        return GcmCipher(hashlib.sha256(salt + rounds.to_bytes(4) + passcode.encode()).digest())


KEYS = FastKeys(GcmCipher(bytes(32)))
"""A device with a device key, as a browser."""
NATIVE_KEYS = FastKeys(NoCipher())
"""A phone or a computer, without a device key."""


async def stored_records(passcode: str | None, keys: Keys = KEYS) -> Records:
    """Return the records of a journal with data in every table."""
    backend = MemoryBackend()
    journal = await Journal.open(backend, keys)
    await journal.set_own_device(True)
    await journal.save_contacts((CONTACT, BUDDY))
    await journal.save_pins((PIN,))
    await journal.add(FIRST_CHECK, "une note")
    await journal.save_draft(DRAFT)
    if passcode:
        await journal.set_passcode(passcode)
    return dict(backend.records)


async def open_journal(records: Records, keys: Keys = KEYS) -> tuple[Journal, MemoryBackend]:
    """Open a journal, and unlock it; an error that its opening has handled is raised."""
    backend = MemoryBackend(records)
    journal = await Journal.open(backend, keys)
    if journal.storage_error:
        raise journal.storage_error
    if journal.storage_state is StorageState.LOCKED:
        await journal.unlock(PASSCODE)
    return journal, backend


# --- The import of a file --------------------------------------------------------


async def import_target() -> Target:
    """Return the function that imports a file."""
    stored = await stored_records(None)

    async def import_file(data: bytes) -> None:
        journal, backend = await open_journal(stored)
        before = await all_entries(journal)
        try:
            plan = await journal.preview_import(data, PASSCODE if data[:1] == b"C" else None)
        except ImportRejectedError:
            assert backend.records == stored, "a refused file has changed the journal"
            return
        assert backend.records == stored, "the preview has changed the journal"
        await journal.apply_import(plan)
        reopened, _ = await open_journal(backend.records)
        entries = await all_entries(reopened)
        assert ids(entries) == ids((*before, *plan.entries)), "a part of the file is missing"
        other, _ = await open_journal({})
        await other.set_own_device(True)
        await other.apply_import(await other.preview_import(await reopened.export(None)))
        assert ids(await all_entries(other)) == ids(entries), "the export cannot be imported"

    return import_file


def ids(entries: Iterable[Entry]) -> list[str]:
    return sorted(entry.id for entry in entries)


async def import_seeds() -> list[bytes]:
    plain = [path.read_bytes() for path in (FIXTURES / "exports").iterdir()]
    envelope = await cipher.new_cipher(KEYS, PASSCODE)
    return [*plain, *[await envelope.encrypt(RECORD_NAME, data) for data in plain]]


# --- The records of a journal ------------------------------------------------------

NAMES = (
    *("meta", "settings", "contacts", "pins", "tally", "ticks", "draft", "entries-0", "entries-1"),
    *(*VERIFIERS, V1_RECORD, "aside-entries-0-0"),
)
"""The records that an input can replace; its first byte chooses one."""


async def records_target() -> Target:
    """Return the function that opens a journal of which one record was replaced.

    The first byte of the input chooses the record. The second chooses whether there is a passcode,
    whether there is a device key, and whether the bytes are stored as they are (damage), encrypted
    (the content of another program), or encrypted under another name (a record that was moved).
    """
    stored = {
        (passcode, keys): await stored_records(passcode, keys)
        for passcode in (None, PASSCODE)
        for keys in (KEYS, NATIVE_KEYS)
    }
    unchanged, _ = await open_journal(stored[None, KEYS])
    expected = {"contacts": unchanged.contacts(), "pins": unchanged.pins()}

    async def open_records(data: bytes) -> None:
        if len(data) < 2:
            return
        name, choice = NAMES[data[0] % len(NAMES)], data[1] % 12
        keys = NATIVE_KEYS if choice & 1 else KEYS
        # Without a passcode, a record named as a verifier means that another program set a
        # passcode; this is not damage.
        passcode = PASSCODE if choice & 2 or name in VERIFIERS else None
        others = {} if name == V1_RECORD else stored[passcode, keys]
        record = await encrypted(data[2:], name, choice // 4, others, keys)
        try:
            journal, backend = await open_journal({**others, name: record}, keys)
        except (WrongPasscodeError, PasscodeDelayedError):
            # `meta` holds the number of wrong passcodes, which delays the next attempt. Apart from
            # a passcode set by another program, no other record prevents unlocking.
            passcode_set_by_another_program = not others or (
                passcode is None and name in POSSIBLE_FIRST_PRIVATE_RECORDS
            )
            assert passcode_set_by_another_program or name == "meta", f"{name} prevents unlocking"
            return
        entries = await all_entries(journal)
        for table, value in expected.items():
            if table != name and journal.durable and others:
                assert getattr(journal, table)() == value, f"{name} hides {table}"
        assert journal.settings()
        journal.tally()
        journal.ticks()
        await journal.export_quarantine()
        await journal.export(None)
        with suppress(LimitReachedError):
            entries = (await journal.add(FIRST_CHECK), *entries)
        if journal.durable:
            await expect_entries(backend.records, keys, entries)
            await journal.set_passcode(None)
            await expect_entries(backend.records, keys, entries)

    return open_records


POSSIBLE_FIRST_PRIVATE_RECORDS = ("draft", "entries-0")
"""Without a verifier, only the first private record is read.

An envelope there shows that there is a passcode.
"""


async def expect_entries(records: Records, keys: Keys, entries: Iterable[Entry]) -> None:
    reopened, _ = await open_journal(records, keys)
    assert ids(await all_entries(reopened)) == ids(entries), "an entry is missing"


async def encrypted(data: bytes, name: str, way: int, others: Records, keys: Keys) -> bytes:
    """Return `data` as it is (way 0), encrypted for `name` (1), or for another name (2)."""
    if way == 0:
        return data
    chosen: Cipher = keys.device_cipher
    if VERIFIER in others and (is_private(name) or name in VERIFIERS):
        chosen = await cipher.cipher_for(keys, PASSCODE, others[VERIFIER])
    own_name = VERIFIER if name in VERIFIERS else name
    return await chosen.encrypt(own_name if way == 1 else f"{name}-moved", data)


async def record_seeds() -> list[bytes]:
    contents = {path.name: path.read_bytes() for path in FIXTURES.glob("v2*/records/*.*")}
    contents["journal.1"] = (FIXTURES / "v1" / "journal.json").read_bytes()
    return [
        bytes([index, choice]) + content
        for file, content in contents.items()
        for index, name in enumerate(NAMES)
        if name.startswith(file.rpartition(".")[0])
        for choice in (0, 3, 4, 7)
    ]


# --- The run -----------------------------------------------------------------------

TARGETS = {
    "import": (import_target, import_seeds),
    "records": (records_target, record_seeds),
}


def words(seeds: Iterable[bytes]) -> set[bytes]:
    """Return the JSON strings of the seeds, which the fuzzer then combines."""
    found = {word for seed in seeds for word in re.findall(rb'"[ -!#-\[\]-~]{1,40}"', seed)}
    return found | {b'"__proto__"', b"1e999", b"[[[[[[[[", b"9" * 20, b'"\\ud800"', b"null"}


def dictionary(seeds: Iterable[bytes]) -> str:
    """Return the dictionary of libFuzzer, in its format."""
    lines = ("".join(f"\\x{byte:02x}" for byte in word) for word in sorted(words(seeds)))
    return "".join(f'"{line}"\n' for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, required=True, help="how many inputs are tried")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    make_target, make_seeds = TARGETS[arguments.target]
    with asyncio.Runner() as runner, tempfile.TemporaryDirectory() as folder:
        seeds = runner.run(make_seeds())
        run = runner.run(make_target())
        corpus, dictionary_file = Path(folder) / "corpus", Path(folder) / "words.dict"
        corpus.mkdir()
        for index, seed in enumerate(seeds):
            (corpus / f"{index:03}").write_bytes(seed)
        dictionary_file.write_text(dictionary(seeds), "ascii")
        options = {
            "atheris_runs": arguments.runs,
            "seed": arguments.seed,
            "dict": dictionary_file,
            "max_len": MAX_INPUT,
            "timeout": SECONDS_PER_INPUT,
            "artifact_prefix": f"{folder}/",
        }
        flags = [f"-{name}={value}" for name, value in options.items()]
        atheris.Setup([sys.argv[0], *flags, str(corpus)], lambda data: runner.run(run(data)))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
