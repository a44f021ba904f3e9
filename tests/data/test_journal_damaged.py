"""Whatever is wrong with what is kept: the rest is shown, and nothing is thrown away."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Retention, Settings, StorageState
from tests.data.fake_backends import RefusingPlace
from tests.data.journal_builder import FIRST, SECOND, entries, filled, holdings, opened
from tests.loop import in_a_loop

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
@in_a_loop
async def test_one_damaged_record_costs_no_other_and_its_bytes_are_kept(
    name: str, damage: bytes
) -> None:
    backend = MemoryBackend()
    await filled(backend)
    whole = await holdings(await opened(backend))
    backend.records[name] = damage
    journal = await opened(backend)
    found = await holdings(journal)
    assert sum(one != other for one, other in zip(found, whole, strict=True)) <= 1
    assert journal.damaged == 1
    assert journal.storage_state is StorageState.KEPT
    assert backend.records[f"aside-{name}-0"] == damage
    assert json.loads(await journal.export_quarantine()).keys() == {f"aside-{name}-0"}


@pytest.mark.parametrize("name", RECORDS)
@in_a_loop
async def test_after_damage_the_journal_goes_on_and_what_was_set_aside_stays(name: str) -> None:
    backend = MemoryBackend()
    await filled(backend)
    backend.records[name] = b"{damaged"
    journal = await opened(backend)
    await entries(journal)
    entry = await journal.add(SECOND)
    await journal.save_settings(Settings(language="en"))
    again = await opened(backend)
    assert entry in await entries(again)
    assert again.settings().language == "en"
    assert again.damaged == 1
    assert b"{damaged" in await again.export_quarantine()


@in_a_loop
async def test_of_a_page_the_entries_that_can_be_read_are_shown() -> None:
    backend = MemoryBackend()
    journal = await opened(backend)
    kept = [await journal.add(FIRST) for _ in range(3)]
    table = json.loads(backend.records["entries-0"])
    table["2"]["at"] = "the day before"
    backend.records["entries-0"] = damaged = json.dumps(table).encode()
    again = await opened(backend)
    assert await entries(again) == (kept[2], kept[0])
    assert backend.records["aside-entries-0-0"] == damaged
    assert await entries(await opened(backend)) == (kept[2], kept[0])


@in_a_loop
async def test_damage_found_later_is_told_when_it_is_found() -> None:
    backend = MemoryBackend()
    journal = await opened(backend)
    await journal.save_settings(Settings(own_device=True, retention=Retention.KEPT))
    for _ in range(100):
        await journal.add(FIRST)
    backend.records["entries-1"] = b"{damaged"
    told: list[int] = []
    again = await Journal.open(backend, NativeKeys(), lambda: told.append(again.damaged))
    first = await again.page()
    assert (again.damaged, told) == (0, [])
    assert first.older == 1
    assert len(await entries(again)) == 68
    assert (again.damaged, told) == (1, [1])


@in_a_loop
async def test_damage_found_twice_is_set_aside_twice() -> None:
    backend = MemoryBackend()
    await filled(backend)
    for damage in (b"{one", b"{two"):
        backend.records["settings"] = damage
        await opened(backend)
    journal = await opened(backend)
    assert journal.damaged == 2
    aside = json.loads(await journal.export_quarantine())
    assert [found["text"] for found in aside.values()] == ["{one", "{two"]


@in_a_loop
async def test_what_cannot_be_set_aside_now_is_with_the_next_change() -> None:
    inner = MemoryBackend()
    await filled(inner)
    inner.records["pins"] = b"{damaged"
    backend = RefusingPlace(inner)
    backend.refusing = True
    journal = await opened(backend)
    assert journal.damaged == 1
    assert b"{damaged" in await journal.export_quarantine()
    assert inner.records["pins"] == b"{damaged", "left as it is"
    backend.refusing = False
    await journal.add(FIRST)
    assert inner.records["aside-pins-0"] == b"{damaged"
    assert (await opened(inner)).damaged == 1


@in_a_loop
async def test_a_broken_seal_is_set_aside_and_a_new_passcode_keeps_it() -> None:
    backend = MemoryBackend()
    journal = await filled(backend)
    await journal.set_passcode("le code")
    broken = bytearray(backend.records["draft"])
    broken[-1] ^= 1
    backend.records["draft"] = bytes(broken)
    again = await opened(backend)
    await again.unlock("le code")
    assert again.draft() is None
    assert again.damaged == 1
    await again.set_passcode("un autre")
    await again.set_passcode(None)
    assert "base64" in json.loads(await again.export_quarantine())["aside-draft-0"]


@in_a_loop
async def test_a_lost_verifier_does_not_lose_what_the_passcode_opens() -> None:
    for damage in (None, b"", b"{damaged"):
        backend = MemoryBackend()
        journal = await filled(backend)
        whole = await holdings(journal)
        await journal.set_passcode("le code")
        await backend.commit({"passcode": damage})
        again = await opened(backend)
        assert again.storage_state is StorageState.LOCKED
        await again.unlock("le code")
        assert await holdings(again) == whole


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(RECORDS), st.binary(max_size=60), min_size=1))
@in_a_loop
async def test_any_bytes_at_all_leave_a_journal_that_works(damage: dict[str, bytes]) -> None:
    backend = MemoryBackend()
    await filled(backend)
    backend.records |= damage
    journal = await opened(backend)
    await holdings(journal)
    entry = await journal.add(FIRST)
    assert entry in await entries(await opened(backend))
    assert {*damage.values()} <= {*backend.records.values()}
