"""Limits of a journal, for files and for what is typed; what is accepted stays readable."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sv_app.data import entries as entries_module
from sv_app.data.content import load_contents_or_exit
from sv_app.data.crypto import cipher
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.clinician_report import render_report
from sv_app.domain.export_format import ImportRejectedError, RejectReason
from sv_app.domain.journal import (
    MAX_CONTACTS,
    MAX_ENTRIES,
    MAX_ENTRIES_PER_DAY,
    MAX_FILE_CONTACTS,
    MAX_PINS,
    Contact,
    LimitReachedError,
    Retention,
    Settings,
)
from tests.data.journal_builder import CONTACT, FIRST, entries, opened
from tests.loop import in_a_loop
from tests.profile import PROFILE
from tests.strategies import self_checks

CONTENTS = load_contents_or_exit()
KEPT = Settings(own_device=True, retention=Retention.KEPT)


def file(**holds: Any) -> bytes:
    return json.dumps({"format": "cote-a-cote", "version": 2, **holds}).encode()


def entry(number: int = 0, at: str = "2026-01-02T03:04:05Z") -> dict[str, Any]:
    return {"id": f"{number:032x}", "at": at, "check": {"answers": {}}}


def contact(number: int = 0, phone: str = "01 55 55 55 55") -> dict[str, Any]:
    return {"id": f"{number:032x}", "name": f"Unit {number}", "phone": phone}


async def reason(data: bytes) -> RejectReason:
    journal = await opened(MemoryBackend())
    with pytest.raises(ImportRejectedError) as error:
        await journal.read_import(data)
    return error.value.reason


@pytest.mark.parametrize("at", ["2199-12-31T23:59:59-14:00", "1970-01-01T00:00:00+00:01"])
@in_a_loop
async def test_time_out_of_bounds_in_utc_is_refused(at: str) -> None:
    assert await reason(file(entries=[entry(at=at)])) is RejectReason.DAMAGED


@pytest.mark.parametrize("at", ["2200-01-01T13:59:59+14:00", "1969-12-31T23:00:00-01:00"])
@in_a_loop
async def test_time_in_bounds_in_utc_is_read_again(at: str) -> None:
    backend = MemoryBackend()
    journal = await opened(backend)
    await journal.save_settings(KEPT)
    await journal.import_(await journal.read_import(file(entries=[entry(at=at)])))
    assert len(await entries(await opened(backend))) == 1


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))
EDGES = st.sampled_from([dt.datetime(year, 12, 31, tzinfo=dt.UTC) for year in (1969, 2025, 2199)])
TIMES = st.builds(
    lambda day, minutes, zone: (day + dt.timedelta(minutes=minutes)).replace(tzinfo=zone),
    EDGES,
    st.integers(0, 3 * 24 * 60),
    ZONES,
)
PHONES = st.text("0123456789+*# ()", min_size=2, max_size=14)
LINES = st.text(min_size=1, max_size=90)
FILES = st.fixed_dictionaries(
    {},
    optional={
        "entries": st.lists(
            st.fixed_dictionaries(
                {
                    "id": st.integers(0, 9).map(lambda n: f"{n:032x}"),
                    "at": TIMES.map(dt.datetime.isoformat),
                    "check": self_checks.map(lambda check: check.model_dump(mode="json")),
                },
                optional={"note": st.text(max_size=210)},
            ),
            max_size=4,
            unique_by=lambda each: str(each["id"]),
        ),
        "contacts": st.lists(
            st.fixed_dictionaries(
                {
                    "id": st.integers(0, 9).map(lambda n: f"{n:032x}"),
                    "name": LINES,
                    "phone": PHONES,
                },
                optional={"hours": LINES, "place": LINES},
            ),
            max_size=3,
            unique_by=lambda each: str(each["id"]),
        ),
        "pins": st.lists(
            st.from_regex(r"[a-z][a-z0-9-]{0,9}/[a-z][a-z0-9-]{0,9}", fullmatch=True), max_size=3
        ),
    },
)


@settings(max_examples=PROFILE.examples, deadline=None, suppress_health_check=[*HealthCheck])
@given(FILES)
@in_a_loop
async def test_accepted_file_is_shown_exported_and_read_again(
    holds: dict[str, Any],
) -> None:
    backend = MemoryBackend()
    journal = await opened(backend)
    await journal.save_settings(KEPT)
    try:
        found = await journal.read_import(file(**holds))
    except ImportRejectedError:
        return
    await journal.import_(found)
    again = await opened(backend)
    kept = await entries(again)
    assert again.damaged == 0
    assert {e.id for e in kept} == {e.id for e in found.entries}
    for content in CONTENTS.values():
        render_report(content, kept)
    assert all(c.uri for c in again.contacts())
    other = await opened(MemoryBackend())
    await other.save_settings(KEPT)
    copy = await other.read_import(await again.export(None))
    assert (copy.count, copy.not_dialable) == (found.count, 0)
    await other.import_(copy)
    assert await entries(other) == kept
    assert (other.contacts(), other.pins()) == (again.contacts(), again.pins())


@pytest.mark.parametrize(
    "holds",
    [
        {"contacts": [contact(n) for n in range(MAX_FILE_CONTACTS + 1)]},
        {"contacts": [contact(n) for n in range(3000)]},
        {"pins": [f"a/b{n}" for n in range(MAX_PINS + 1)]},
        {"entries": [entry(n) for n in range(MAX_ENTRIES_PER_DAY + 1)]},
        {
            "entries": [
                entry(n, f"2026-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}T00:00:00Z")
                for n in range(MAX_ENTRIES + 1)
            ]
        },
    ],
    ids=["contacts", "3000 contacts", "pins", "entries of a day", "entries"],
)
@in_a_loop
async def test_file_with_too_many_items_is_refused(holds: dict[str, Any]) -> None:
    assert await reason(file(**holds)) is RejectReason.TOO_MANY


@in_a_loop
async def test_contacts_without_a_number_to_dial_are_left_out_and_counted() -> None:
    journal = await opened(MemoryBackend())
    phones = ("*21*0600000000#", "4512", "01 55 55 55 55")
    data = file(
        entries=[entry(at=dt.datetime.now(dt.UTC).isoformat())],
        contacts=[contact(n, phone) for n, phone in enumerate(phones)],
    )
    found = await journal.read_import(data)
    assert (found.count, len(found.contacts), found.not_dialable) == (1, 1, 2)
    await journal.import_(found)
    assert [c.uri for c in journal.contacts()] == ["tel:0155555555"]


@in_a_loop
async def test_stored_contact_with_a_service_code_opens_and_stays_in_exports() -> None:
    backend = MemoryBackend()
    journal = await opened(backend)
    old = Contact(id="d" * 32, name="Unit", phone="*21*0600000000#")
    await journal.save_contacts((old, CONTACT))
    again = await opened(backend)
    assert (again.damaged, again.contacts()) == (0, (old, CONTACT))
    other = await opened(MemoryBackend())
    found = await other.read_import(await again.export(None))
    assert (found.contacts, found.not_dialable) == ((CONTACT,), 1)


@in_a_loop
async def test_import_adds_no_more_contacts_and_pins_than_there_is_room_for() -> None:
    journal = await opened(MemoryBackend())
    here = tuple(Contact.model_validate(contact(n)) for n in range(MAX_CONTACTS - 1))
    await journal.save_contacts(here)
    found = await journal.read_import(
        file(contacts=[contact(n) for n in range(40, 40 + MAX_CONTACTS)], pins=["a/b"])
    )
    assert (len(found.contacts), found.pins, found.no_room) == (1, ("a/b",), 40)
    await journal.import_(found)
    assert len(journal.contacts()) == MAX_CONTACTS
    with pytest.raises(LimitReachedError):
        await journal.save_contacts((*journal.contacts(), CONTACT))
    await journal.save_contacts(journal.contacts()[1:])
    with pytest.raises(LimitReachedError):
        await journal.save_pins(tuple(f"a/b{n}" for n in range(MAX_PINS + 1)))


@in_a_loop
async def test_more_contacts_than_the_limit_stored_before_open_and_can_be_erased() -> None:
    backend = MemoryBackend()
    journal = await opened(backend)
    await journal.save_contacts((CONTACT,))
    table = {str(n): contact(n) for n in range(1, 151)}
    backend.records["contacts"] = json.dumps(table).encode()
    again = await opened(backend)
    assert (again.damaged, len(again.contacts())) == (0, 150)
    await again.save_contacts(again.contacts()[1:])
    assert b"Unit 150" in await again.export(None)


@in_a_loop
async def test_saving_stops_at_the_limit_of_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_module, "MAX_ENTRIES_PER_DAY", 70)
    backend = MemoryBackend()
    journal = await opened(backend)
    for _ in range(70):
        last = await journal.add(FIRST)
    with pytest.raises(LimitReachedError):
        await journal.add(FIRST)
    assert len(await entries(await opened(backend))) == 70
    await journal.delete(last.id)
    await journal.add(FIRST)


@in_a_loop
async def test_saving_stops_at_the_limit_of_a_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_module, "MAX_ENTRIES", 32)
    journal = await opened(MemoryBackend())
    for _ in range(32):
        await journal.add(FIRST)
    with pytest.raises(LimitReachedError):
        await journal.add(FIRST)


@in_a_loop
async def test_sealed_file_may_be_as_large_as_a_readable_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cipher, "ROUNDS", 2)
    journal = await opened(MemoryBackend())
    await journal.add(FIRST)
    plain = await journal.export(None)
    monkeypatch.setattr("sv_app.domain.export_format.LARGEST", len(plain))
    other = await opened(MemoryBackend())
    assert (await other.read_import(await journal.export("code"), "code")).count == 1
