"""Import reads every export, and refuses any other file with one reason."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sv_app.data.crypto import cipher
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain import export_format
from sv_app.domain.export_format import MAX_IMPORT_SIZE, ImportRejectedError, RejectReason
from sv_app.domain.journal import Entry, Retention, Settings
from sv_app.domain.self_check import SelfCheck
from sv_app.domain.tally import EncounterKind, TallyCell
from tests.data.export_files import entry, export_file, rejection_of
from tests.data.fake_backends import RefusingBackend
from tests.data.journal_builder import (
    BUDDY,
    CONTACT,
    FIRST_CHECK,
    PASSCODE,
    PIN,
    all_entries,
    filled_journal,
    journal_data,
    open_own_journal,
)
from tests.fakes import set_clock
from tests.loop import run_in_event_loop
from tests.profile import PROFILE
from tests.strategies import self_checks


def exported(**changes: Any) -> bytes:
    """Return a plain export file of one entry; `changes` replace fields of the file."""
    return export_file(**{"entries": [entry()], **changes})


def exported_entry(**changes: Any) -> bytes:
    """Return a plain export file of one entry; `changes` replace fields of the entry."""
    return export_file(entries=[entry(**changes)])


@pytest.mark.parametrize("passcode", [None, PASSCODE])
@run_in_event_loop
async def test_export_is_imported_into_another_journal_once(passcode: str | None) -> None:
    journal = await filled_journal(MemoryBackend())
    await journal.add(FIRST_CHECK, "ça va mieux")
    data = await journal.export(passcode)
    assert (b"cote-a-cote" in data) is (passcode is None)
    assert (b"mieux" in data) is (passcode is None)
    other = await open_own_journal(MemoryBackend())
    plan = await other.preview_import(data, passcode)
    assert (plan.count, plan.known_count, plan.too_old_count) == (2, 0, 0)
    assert plan.first_day == plan.last_day == dt.datetime.now().astimezone().date()
    assert await all_entries(other) == (), "the preview changed the journal"
    await other.apply_import(plan)
    assert await all_entries(other) == await all_entries(journal)
    assert other.contacts() == (CONTACT,)
    assert other.pins() == (PIN,)
    second_plan = await other.preview_import(data, passcode)
    assert (second_plan.count, second_plan.known_count) == (0, 2)
    await other.apply_import(plan)
    assert await all_entries(other) == await all_entries(journal), "the second import added entries"


@run_in_event_loop
async def test_imported_entries_are_sorted_by_time_among_the_others() -> None:
    journal = await open_own_journal(MemoryBackend())
    newest = await journal.add(FIRST_CHECK)
    days = [dt.datetime.now(dt.UTC) - dt.timedelta(days=number) for number in range(1, 101)]
    created = [
        Entry(id=f"{number:032x}", at=at, check=SelfCheck()) for number, at in enumerate(days)
    ]
    shuffled = [
        e.model_dump(mode="json", exclude_none=True)
        for e in created[::3] + created[1::3] + created[2::3]
    ]
    await journal.apply_import(await journal.preview_import(exported(entries=shuffled)))
    assert await all_entries(journal) == (newest, *created)


@run_in_event_loop
async def test_entry_past_its_retention_is_not_imported() -> None:
    journal = await open_own_journal(MemoryBackend())
    old = exported_entry(at="2020-01-01T00:00:00Z")
    plan = await journal.preview_import(old)
    assert (plan.count, plan.too_old_count, plan.first_day) == (0, 1, None)
    await journal.save_settings(Settings(retention=Retention.UNTIL_ERASED))
    assert (await journal.preview_import(old)).count == 1


@run_in_event_loop
async def test_import_that_cannot_be_saved_changes_nothing() -> None:
    backend = RefusingBackend(MemoryBackend())
    journal = await filled_journal(backend)
    before = await journal_data(journal)
    plan = await journal.preview_import(exported_entry())
    backend.refusing = True
    with pytest.raises(Exception, match="no space"):
        await journal.apply_import(plan)
    assert await journal_data(journal) == before


REJECTED_FILES: dict[str, tuple[bytes, RejectReason]] = {
    "too large": (b" " * (MAX_IMPORT_SIZE + 1), RejectReason.TOO_LARGE),
    "empty": (b"", RejectReason.NOT_OURS),
    "not text": (b"\xff\xfe", RejectReason.NOT_OURS),
    "truncated": (exported()[:-1], RejectReason.NOT_OURS),
    "another JSON": (b'{"name": "x"}', RejectReason.NOT_OURS),
    "a list": (b"[]", RejectReason.NOT_OURS),
    "a number": (b"1" * 1_000_000, RejectReason.NOT_OURS),
    "a huge number": (exported(version=2).replace(b"2,", b"1e999999,"), RejectReason.DAMAGED),
    "an infinite number": (exported(version=float("inf")), RejectReason.DAMAGED),
    "not a number": (exported(version=float("nan")), RejectReason.DAMAGED),
    "a later version": (exported(version=4), RejectReason.NEWER),
    "an earlier version": (exported(version=1), RejectReason.DAMAGED),
    "no version": (b'{"format": "cote-a-cote", "entries": []}', RejectReason.DAMAGED),
    "a version in words": (exported(version="2"), RejectReason.DAMAGED),
    "true for a version": (exported(version=True), RejectReason.DAMAGED),
    "lists in lists": (b"[" * 200_000, RejectReason.DAMAGED),
    "objects in objects": (b'{"a":' * 200_000, RejectReason.DAMAGED),
    "a key twice": (b'{"format": "cote-a-cote", "format": "cote-a-cote"}', RejectReason.DUPLICATE),
    "an entry twice": (
        exported(entries=[entry()] * 2),
        RejectReason.DUPLICATE,
    ),
    "a pin twice": (exported(pins=["a/b", "a/b"]), RejectReason.DUPLICATE),
    "a key of a prototype": (exported(__proto__={"admin": True}), RejectReason.DAMAGED),
    "a key of a prototype in the answers": (
        exported_entry(check={"answers": {"__proto__": "yes"}}),
        RejectReason.DAMAGED,
    ),
    "an answer to another question": (
        exported_entry(check={"answers": {"guilt": "yes"}}),
        RejectReason.DAMAGED,
    ),
    "an id that is a path": (
        exported_entry(id="../../../../../../../etc/passwd0"),
        RejectReason.DAMAGED,
    ),
    "an id in capitals": (exported_entry(id="A" * 32), RejectReason.DAMAGED),
    "a time that is a number": (exported_entry(at=1_700_000_000), RejectReason.DAMAGED),
    "a number in quotes": (exported_entry(at="1700000000"), RejectReason.DAMAGED),
    "a time without a zone": (exported_entry(at="2026-01-01T00:00:00"), RejectReason.DAMAGED),
    "the year 9999": (exported_entry(at="9999-12-31T23:59:59Z"), RejectReason.DAMAGED),
    "the year 1": (exported_entry(at="0001-01-01T00:00:00+14:00"), RejectReason.DAMAGED),
    "a note too long": (exported_entry(note="x" * 201), RejectReason.DAMAGED),
    "an empty note": (exported_entry(note=" "), RejectReason.DAMAGED),
    "a control character": (exported_entry(note="a\x00b"), RejectReason.DAMAGED),
    "a right-to-left override": (exported_entry(note="a\u202eb"), RejectReason.DAMAGED),
    "a directional isolate": (exported_entry(note="a\u2066b"), RejectReason.DAMAGED),
    "a lone surrogate": (exported_entry(note="a\ud800b"), RejectReason.DAMAGED),
    "a contact that is code": (
        exported(contacts=[{"id": "b" * 32, "name": "x", "phone": "javascript:1"}]),
        RejectReason.DAMAGED,
    ),
    "a contact with an unknown role": (
        exported(contacts=[{"id": "b" * 32, "name": "x", "phone": "0155555555", "role": "friend"}]),
        RejectReason.DAMAGED,
    ),
    "entries that are not a list": (exported(entries={"length": 1}), RejectReason.DAMAGED),
    "an unknown key": (exported(settings={"retention": "until-erased"}), RejectReason.DAMAGED),
    "an encrypted file without its passcode": (
        cipher.MAGIC + bytes(80),
        RejectReason.NEEDS_PASSCODE,
    ),
}


@pytest.mark.parametrize(("data", "reason"), REJECTED_FILES.values(), ids=REJECTED_FILES.keys())
@run_in_event_loop
async def test_file_is_rejected_with_its_reason(data: bytes, reason: RejectReason) -> None:
    assert await rejection_of(data) is reason


EXPORTS = Path(__file__).with_name("fixtures") / "exports"


@pytest.mark.parametrize("version", [2, 3])
@run_in_event_loop
async def test_file_of_every_version_is_imported(
    version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, lambda: dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
    journal = await open_own_journal(MemoryBackend())
    data = (EXPORTS / f"v{version}.json").read_bytes()
    await journal.apply_import(await journal.preview_import(data))
    assert [entry.note for entry in await all_entries(journal)] == ["12"]
    assert journal.contacts() == ((CONTACT,) if version == 2 else (CONTACT, BUDDY))
    assert journal.pins() == (PIN,)
    cell = TallyCell(month="2026-11", kind=EncounterKind.FIRST, count=2)
    assert journal.tally() == (() if version == 2 else (cell,))
    if version == export_format.VERSION:
        assert await journal.export(None) == data


@run_in_event_loop
async def test_imported_buddy_does_not_replace_the_one_of_the_journal() -> None:
    journal = await open_own_journal(MemoryBackend())
    await journal.save_contacts((BUDDY,))
    dora = {"id": "d" * 32, "name": "Dora", "phone": "06 12 34 56 78", "role": "buddy"}
    plan = await journal.preview_import(exported(contacts=[dora], version=3))
    assert plan.kept_buddy_name == "Anne"
    await journal.apply_import(plan)
    assert [(c.name, c.role) for c in journal.contacts()] == [("Anne", "buddy"), ("Dora", None)]
    assert (await journal.preview_import(exported())).kept_buddy_name is None


@run_in_event_loop
async def test_rejection_never_quotes_the_file() -> None:
    journal = await open_own_journal(MemoryBackend())
    with pytest.raises(ImportRejectedError) as error:
        await journal.preview_import(exported_entry(note="Madame Canari " * 30))
    assert "Canari" not in str(error.value)


@run_in_event_loop
async def test_encrypted_file_opens_only_undamaged_and_with_its_passcode() -> None:
    data = await (await filled_journal(MemoryBackend())).export(PASSCODE)
    assert await rejection_of(data, "un autre") is RejectReason.WRONG_PASSCODE
    for index in (5, 20, 45, len(data) - 1):
        damaged = bytearray(data)
        damaged[index] ^= 1
        assert await rejection_of(bytes(damaged), PASSCODE) in (
            RejectReason.WRONG_PASSCODE,
            RejectReason.NOT_OURS,
        )
    assert await rejection_of(data[:-1], PASSCODE) is RejectReason.WRONG_PASSCODE
    too_many_rounds = data[:8] + (2**32 - 1).to_bytes(4) + data[12:]
    assert await rejection_of(too_many_rounds, PASSCODE) is RejectReason.WRONG_PASSCODE


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("cote-a-cote"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
NOTES = st.none() | st.text(max_size=250)
ENTRY_LISTS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.integers(0, 40).map(lambda number: f"{number:032x}"),
            "at": st.datetimes(timezones=st.just(dt.UTC)).map(lambda at: at.isoformat()) | VALUES,
            "check": self_checks.map(lambda check: check.model_dump(mode="json")) | VALUES,
        },
        optional={"note": NOTES, "more": VALUES},
    ),
    max_size=5,
)
FILES = st.one_of(
    st.binary(max_size=200),
    VALUES.map(lambda value: json.dumps(value).encode()),
    st.builds(lambda entries: exported(entries=entries), ENTRY_LISTS),
    st.builds(lambda key, value: exported(**{key: value}), st.text(), VALUES),
    st.builds(
        lambda at, byte: exported()[:at] + byte + exported()[at + 1 :],
        st.integers(0, 60),
        st.binary(min_size=1, max_size=1),
    ),
)


@settings(
    max_examples=PROFILE.examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(FILES)
@run_in_event_loop
async def test_any_file_is_imported_completely_or_not_at_all(data: bytes) -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    existing = await journal.add(FIRST_CHECK)
    before = dict(backend.records)
    try:
        plan = await journal.preview_import(data)
    except ImportRejectedError:
        assert backend.records == before
        return
    await journal.apply_import(plan)
    stored = await all_entries(await open_own_journal(backend))
    assert by_id(stored) == by_id((existing, *plan.entries))
    assert all(Entry.model_validate_json(e.model_dump_json()) == e for e in stored)
    other = await open_own_journal(MemoryBackend())
    await other.apply_import(await other.preview_import(await journal.export(None)))
    assert by_id(await all_entries(other)) == by_id(stored)


def by_id(items: Iterable[Entry]) -> list[Entry]:
    return sorted(items, key=lambda entry: entry.id)
