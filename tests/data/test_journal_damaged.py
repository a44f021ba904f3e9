"""Damaged records: the other records are read, and the damaged bytes go to quarantine."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.schema import QUARANTINE
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Retention, Settings, StorageState
from tests.data.fake_backends import RefusingBackend
from tests.data.journal_builder import (
    FIRST_CHECK,
    PASSCODE,
    SECOND_CHECK,
    all_entries,
    filled_journal,
    journal_data,
    open_own_journal,
)
from tests.loop import run_in_event_loop

DAMAGE: Mapping[str, bytes] = {
    "truncated": b'{"1": {"id": "0123',
    "empty": b"",
    "not text": b"\xff\xfe\x00",
    "not JSON": b"it's gone",
    "not tables": b"[1, 2]",
    "no documents": b'{"1": 3}',
    "no number": b'{"one": {}}',
    "too deep": b"[" * 100_000,
    "of a later version": b'{"1": {"version": 99, "later": true}}',
}
RECORDS = ("meta", "settings", "contacts", "pins", "draft", "entries-0")


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
@run_in_event_loop
async def test_damaged_record_is_quarantined_and_no_other_is_lost(name: str, damage: bytes) -> None:
    backend = MemoryBackend()
    await filled_journal(backend)
    original = await journal_data(await open_own_journal(backend))
    backend.records[name] = damage
    journal = await open_own_journal(backend)
    current = await journal_data(journal)
    assert sum(value != expected for value, expected in zip(current, original, strict=True)) <= 1
    assert journal.quarantined_count == 1
    assert journal.storage_state is StorageState.ON_DEVICE
    assert backend.records[f"{QUARANTINE}{name}-0"] == damage
    assert json.loads(await journal.export_quarantine()).keys() == {f"{QUARANTINE}{name}-0"}


@pytest.mark.parametrize("name", RECORDS)
@run_in_event_loop
async def test_journal_is_usable_after_damage_and_keeps_the_quarantine(name: str) -> None:
    backend = MemoryBackend()
    await filled_journal(backend)
    backend.records[name] = b"{damaged"
    journal = await open_own_journal(backend)
    await all_entries(journal)
    entry = await journal.add(SECOND_CHECK)
    await journal.save_settings(Settings(language="en"))
    reopened = await open_own_journal(backend)
    assert entry in await all_entries(reopened)
    assert reopened.settings().language == "en"
    assert reopened.quarantined_count == 1
    assert b"{damaged" in await reopened.export_quarantine()


@run_in_event_loop
async def test_readable_entries_of_a_damaged_page_are_returned() -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    saved = [await journal.add(FIRST_CHECK) for _ in range(3)]
    table = json.loads(backend.records["entries-0"])
    table["2"]["at"] = "the day before"
    backend.records["entries-0"] = damaged = json.dumps(table).encode()
    reopened = await open_own_journal(backend)
    assert await all_entries(reopened) == (saved[2], saved[0])
    assert backend.records[f"{QUARANTINE}entries-0-0"] == damaged
    assert await all_entries(await open_own_journal(backend)) == (saved[2], saved[0])


@run_in_event_loop
async def test_damage_in_an_older_page_is_reported_when_it_is_read() -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    await journal.save_settings(Settings(own_device=True, retention=Retention.UNTIL_ERASED))
    for _ in range(100):
        await journal.add(FIRST_CHECK)
    backend.records["entries-1"] = b"{damaged"
    notifications: list[int] = []
    reopened = await Journal.open(
        backend, NativeKeys(), lambda: notifications.append(reopened.quarantined_count)
    )
    first = await reopened.batch()
    assert (reopened.quarantined_count, notifications) == (0, [])
    assert first.older == 1
    assert len(await all_entries(reopened)) == 68
    assert (reopened.quarantined_count, notifications) == (1, [1])


@run_in_event_loop
async def test_each_damage_to_a_record_is_quarantined_separately() -> None:
    backend = MemoryBackend()
    await filled_journal(backend)
    for damage in (b"{one", b"{two"):
        backend.records["settings"] = damage
        await open_own_journal(backend)
    journal = await open_own_journal(backend)
    assert journal.quarantined_count == 2
    quarantine = json.loads(await journal.export_quarantine())
    assert [current["text"] for current in quarantine.values()] == ["{one", "{two"]


@run_in_event_loop
async def test_refused_quarantine_is_written_with_the_next_change() -> None:
    memory = MemoryBackend()
    await filled_journal(memory)
    memory.records["pins"] = b"{damaged"
    backend = RefusingBackend(memory)
    backend.refusing = True
    journal = await open_own_journal(backend)
    assert journal.quarantined_count == 1
    assert b"{damaged" in await journal.export_quarantine()
    assert memory.records["pins"] == b"{damaged", "the damaged record was changed"
    backend.refusing = False
    await journal.add(FIRST_CHECK)
    assert memory.records[f"{QUARANTINE}pins-0"] == b"{damaged"
    assert (await open_own_journal(memory)).quarantined_count == 1


@run_in_event_loop
async def test_record_that_cannot_be_decrypted_is_quarantined_through_passcode_changes() -> None:
    backend = MemoryBackend()
    journal = await filled_journal(backend)
    await journal.set_passcode(PASSCODE)
    broken = bytearray(backend.records["draft"])
    broken[-1] ^= 1
    backend.records["draft"] = bytes(broken)
    reopened = await open_own_journal(backend)
    await reopened.unlock(PASSCODE)
    assert reopened.draft() is None
    assert reopened.quarantined_count == 1
    await reopened.set_passcode("un autre")
    await reopened.set_passcode(None)
    assert "base64" in json.loads(await reopened.export_quarantine())[f"{QUARANTINE}draft-0"]


@run_in_event_loop
async def test_damaged_verifier_does_not_prevent_unlocking() -> None:
    for damage in (None, b"", b"{damaged"):
        backend = MemoryBackend()
        journal = await filled_journal(backend)
        original = await journal_data(journal)
        await journal.set_passcode(PASSCODE)
        await backend.commit({"passcode": damage})
        reopened = await open_own_journal(backend)
        assert reopened.storage_state is StorageState.LOCKED
        await reopened.unlock(PASSCODE)
        assert await journal_data(reopened) == original


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(RECORDS), st.binary(max_size=60), min_size=1))
@run_in_event_loop
async def test_journal_is_usable_whatever_bytes_its_records_hold(damage: dict[str, bytes]) -> None:
    backend = MemoryBackend()
    await filled_journal(backend)
    backend.records |= damage
    journal = await open_own_journal(backend)
    await journal_data(journal)
    entry = await journal.add(FIRST_CHECK)
    assert entry in await all_entries(await open_own_journal(backend))
    assert {*damage.values()} <= {*backend.records.values()}
