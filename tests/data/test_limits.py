"""Limits of a journal, for imported and for typed data; accepted data stays readable."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sv_app.data import entries as entries_module
from sv_app.data.packed_contents import load_contents_or_exit
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
from tests.data.export_files import contact, entry, export_file, rejection_of
from tests.data.journal_builder import (
    CONTACT,
    FIRST_CHECK,
    PASSCODE,
    all_entries,
    open_own_journal,
)
from tests.loop import run_in_event_loop
from tests.profile import PROFILE
from tests.strategies import self_checks

CONTENTS = load_contents_or_exit()
KEEP_FOREVER = Settings(own_device=True, retention=Retention.UNTIL_ERASED)


@pytest.mark.parametrize("at", ["2199-12-31T23:59:59-14:00", "1970-01-01T00:00:00+00:01"])
@run_in_event_loop
async def test_time_out_of_bounds_in_utc_is_refused(at: str) -> None:
    assert await rejection_of(export_file(entries=[entry(at=at)])) is RejectReason.DAMAGED


@pytest.mark.parametrize("at", ["2200-01-01T13:59:59+14:00", "1969-12-31T23:00:00-01:00"])
@run_in_event_loop
async def test_time_in_bounds_in_utc_is_imported(at: str) -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    await journal.save_settings(KEEP_FOREVER)
    await journal.apply_import(await journal.preview_import(export_file(entries=[entry(at=at)])))
    assert len(await all_entries(await open_own_journal(backend))) == 1


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))
EDGE_DAYS = st.sampled_from(
    [dt.datetime(year, 12, 31, tzinfo=dt.UTC) for year in (1969, 2025, 2199)]
)
TIMES = st.builds(
    lambda day, minutes, zone: (day + dt.timedelta(minutes=minutes)).replace(tzinfo=zone),
    EDGE_DAYS,
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
@run_in_event_loop
async def test_accepted_file_is_shown_exported_and_read_again(
    fields: dict[str, Any],
) -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    await journal.save_settings(KEEP_FOREVER)
    try:
        plan = await journal.preview_import(export_file(**fields))
    except ImportRejectedError:
        return
    await journal.apply_import(plan)
    reopened = await open_own_journal(backend)
    stored = await all_entries(reopened)
    assert reopened.quarantined_count == 0
    assert {e.id for e in stored} == {e.id for e in plan.entries}
    for content in CONTENTS.values():
        render_report(content, stored)
    assert all(c.uri for c in reopened.contacts())
    other = await open_own_journal(MemoryBackend())
    await other.save_settings(KEEP_FOREVER)
    second_plan = await other.preview_import(await reopened.export(None))
    assert (second_plan.count, second_plan.not_dialable_count) == (plan.count, 0)
    await other.apply_import(second_plan)
    assert await all_entries(other) == stored
    assert (other.contacts(), other.pins()) == (reopened.contacts(), reopened.pins())


@pytest.mark.parametrize(
    "fields",
    [
        {"contacts": [contact(n) for n in range(MAX_FILE_CONTACTS + 1)]},
        {"contacts": [contact(n) for n in range(3000)]},
        {"pins": [f"a/b{n}" for n in range(MAX_PINS + 1)]},
        {"entries": [entry(n) for n in range(MAX_ENTRIES_PER_DAY + 1)]},
        {
            "entries": [
                entry(n, at=f"2026-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}T00:00:00Z")
                for n in range(MAX_ENTRIES + 1)
            ]
        },
    ],
    ids=["contacts", "3000 contacts", "pins", "entries of a day", "entries"],
)
@run_in_event_loop
async def test_file_with_too_many_items_is_refused(fields: dict[str, Any]) -> None:
    assert await rejection_of(export_file(**fields)) is RejectReason.TOO_MANY


@run_in_event_loop
async def test_contacts_without_a_number_to_dial_are_left_out_and_counted() -> None:
    journal = await open_own_journal(MemoryBackend())
    phones = ("*21*0600000000#", "4512", "01 55 55 55 55")
    data = export_file(
        entries=[entry(at=dt.datetime.now(dt.UTC).isoformat())],
        contacts=[contact(n, phone) for n, phone in enumerate(phones)],
    )
    plan = await journal.preview_import(data)
    assert (plan.count, len(plan.contacts), plan.not_dialable_count) == (1, 1, 2)
    await journal.apply_import(plan)
    assert [c.uri for c in journal.contacts()] == ["tel:0155555555"]


@run_in_event_loop
async def test_stored_contact_with_a_service_code_is_read_and_exported() -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    old = Contact(id="d" * 32, name="Unit", phone="*21*0600000000#")
    await journal.save_contacts((old, CONTACT))
    reopened = await open_own_journal(backend)
    assert (reopened.quarantined_count, reopened.contacts()) == (0, (old, CONTACT))
    other = await open_own_journal(MemoryBackend())
    plan = await other.preview_import(await reopened.export(None))
    assert (plan.contacts, plan.not_dialable_count) == ((CONTACT,), 1)


@run_in_event_loop
async def test_import_adds_no_more_contacts_and_pins_than_there_is_room_for() -> None:
    journal = await open_own_journal(MemoryBackend())
    existing = tuple(Contact.model_validate(contact(n)) for n in range(MAX_CONTACTS - 1))
    await journal.save_contacts(existing)
    plan = await journal.preview_import(
        export_file(contacts=[contact(n) for n in range(40, 40 + MAX_CONTACTS)], pins=["a/b"])
    )
    assert (len(plan.contacts), plan.pins, plan.no_room_count) == (1, ("a/b",), 40)
    await journal.apply_import(plan)
    assert len(journal.contacts()) == MAX_CONTACTS
    with pytest.raises(LimitReachedError):
        await journal.save_contacts((*journal.contacts(), CONTACT))
    await journal.save_contacts(journal.contacts()[1:])
    with pytest.raises(LimitReachedError):
        await journal.save_pins(tuple(f"a/b{n}" for n in range(MAX_PINS + 1)))


@run_in_event_loop
async def test_stored_contacts_over_the_limit_are_read_and_one_can_be_deleted() -> None:
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    await journal.save_contacts((CONTACT,))
    table = {str(n): contact(n) for n in range(1, 151)}
    backend.records["contacts"] = json.dumps(table).encode()
    reopened = await open_own_journal(backend)
    assert (reopened.quarantined_count, len(reopened.contacts())) == (0, 150)
    await reopened.save_contacts(reopened.contacts()[1:])
    assert len(reopened.contacts()) == 149
    assert b"Unit 150" in await reopened.export(None)


@run_in_event_loop
async def test_saving_stops_at_the_limit_of_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_module, "MAX_ENTRIES_PER_DAY", 70)
    backend = MemoryBackend()
    journal = await open_own_journal(backend)
    for _ in range(70):
        last = await journal.add(FIRST_CHECK)
    with pytest.raises(LimitReachedError):
        await journal.add(FIRST_CHECK)
    assert len(await all_entries(await open_own_journal(backend))) == 70
    await journal.erase_entry(last.id)
    await journal.add(FIRST_CHECK)


@run_in_event_loop
async def test_saving_stops_at_the_limit_of_a_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_module, "MAX_ENTRIES", 32)
    journal = await open_own_journal(MemoryBackend())
    for _ in range(32):
        await journal.add(FIRST_CHECK)
    with pytest.raises(LimitReachedError):
        await journal.add(FIRST_CHECK)


@run_in_event_loop
async def test_encrypted_export_of_the_largest_size_is_accepted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal = await open_own_journal(MemoryBackend())
    await journal.add(FIRST_CHECK)
    plain = await journal.export(None)
    monkeypatch.setattr("sv_app.domain.export_format.MAX_IMPORT_SIZE", len(plain))
    other = await open_own_journal(MemoryBackend())
    assert (await other.preview_import(await journal.export(PASSCODE), PASSCODE)).count == 1
