"""The calendar file, as an independent library reads it."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sv_app.domain.calendar import appointment

PARIS = dt.timezone(dt.timedelta(hours=1))
START = dt.datetime(2026, 11, 30, 14, 30, tzinfo=PARIS)
NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
HALF_AN_HOUR = dt.timedelta(minutes=30)


def made(title: str = "Rendez-vous", start: dt.datetime = START) -> bytes:
    return appointment(title, start, HALF_AN_HOUR, "a-uid", NOW)


def event(data: bytes) -> Any:
    [found] = Calendar.from_ical(data).walk("VEVENT")
    return found


def test_it_says_when_and_nothing_but_a_neutral_title() -> None:
    found = event(made())
    assert found["SUMMARY"] == "Rendez-vous"
    assert found.decoded("DTSTART") == START
    assert found.decoded("DTEND") - found.decoded("DTSTART") == HALF_AN_HOUR
    assert found.decoded("DTSTAMP") == NOW
    assert found["UID"] == "a-uid"
    assert set(found) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
    assert not Calendar.from_ical(made()).errors


def test_it_reminds_as_it_starts() -> None:
    [alarm] = event(made()).walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm.decoded("TRIGGER") == dt.timedelta()


def test_every_line_ends_as_the_standard_says() -> None:
    data = made("é" * 200)
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_any_title_is_read_as_it_was_written(title: str) -> None:
    found = event(made(title))
    assert found["SUMMARY"] == title
    assert all(len(line) <= 75 for line in made(title).split(b"\r\n"))


def test_a_title_of_two_lines_stays_one_title() -> None:
    assert event(made("one\r\nDESCRIPTION:two"))["SUMMARY"] == "one\nDESCRIPTION:two"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        made(start=START.replace(tzinfo=None))


def test_an_appointment_of_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        appointment("Rendez-vous", START, dt.timedelta(), "a-uid", NOW)
