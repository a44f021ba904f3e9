"""The calendar file, read by an independent library."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sv_app.domain.calendar import create_event

PARIS = dt.timezone(dt.timedelta(hours=1))
START = dt.datetime(2026, 11, 30, 14, 30, tzinfo=PARIS)
NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
HALF_AN_HOUR = dt.timedelta(minutes=30)
QUARTER = dt.timedelta(minutes=15)


def calendar_file(title: str = "Rendez-vous", start: dt.datetime = START) -> bytes:
    return create_event(title, start, HALF_AN_HOUR, QUARTER, "a-uid", NOW)


def read_event(data: bytes) -> Any:
    [event] = Calendar.from_ical(data).walk("VEVENT")
    return event


def test_event_has_only_its_times_and_a_neutral_title() -> None:
    event = read_event(calendar_file())
    assert event["SUMMARY"] == "Rendez-vous"
    assert event.decoded("DTSTART") == START
    assert event.decoded("DTEND") - event.decoded("DTSTART") == HALF_AN_HOUR
    assert event.decoded("DTSTAMP") == NOW
    assert event["UID"] == "a-uid"
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
    assert not Calendar.from_ical(calendar_file()).errors


def test_alarm_is_before_the_start() -> None:
    [alarm] = read_event(calendar_file()).walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm.decoded("TRIGGER") == -QUARTER


def test_lines_end_with_crlf_and_have_at_most_75_bytes() -> None:
    data = calendar_file("é" * 200)
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_any_title_is_read_unchanged(title: str) -> None:
    event = read_event(calendar_file(title))
    assert event["SUMMARY"] == title
    assert all(len(line) <= 75 for line in calendar_file(title).split(b"\r\n"))


def test_line_break_in_a_title_adds_no_property() -> None:
    assert read_event(calendar_file("one\r\nDESCRIPTION:two"))["SUMMARY"] == "one\nDESCRIPTION:two"


def test_start_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        calendar_file(start=START.replace(tzinfo=None))


@pytest.mark.parametrize("durations", [(dt.timedelta(), QUARTER), (HALF_AN_HOUR, dt.timedelta())])
def test_appointment_without_a_duration_or_a_reminder_is_refused(
    durations: tuple[dt.timedelta, dt.timedelta],
) -> None:
    with pytest.raises(ValueError, match="positive"):
        create_event("Rendez-vous", START, *durations, "a-uid", NOW)
