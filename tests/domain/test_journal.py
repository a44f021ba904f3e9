"""The models of the journal: entries and settings."""

import datetime as dt
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sv_app.domain.journal import Entry, Settings
from sv_app.domain.self_check import SelfCheck
from tests.strategies import self_checks

ID = "0123456789abcdef" * 2
LATE_IN_UTC = dt.datetime(2026, 1, 31, 23, 30, tzinfo=dt.UTC)


@pytest.fixture
def paris_time_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


@given(
    self_checks,
    st.datetimes(timezones=st.just(dt.UTC)).filter(lambda at: 1970 <= at.year < 2200),
)
def test_entry_is_unchanged_through_json(check: SelfCheck, at: dt.datetime) -> None:
    entry = Entry(id=ID, at=at, check=check)
    assert Entry.model_validate(entry.model_dump(mode="json")) == entry
    assert Entry.model_validate_json(entry.model_dump_json()).check == check


@pytest.mark.usefixtures("paris_time_zone")
def test_local_time_is_in_the_time_zone_of_the_device() -> None:
    assert Entry(id=ID, at=LATE_IN_UTC, check=SelfCheck()).local_time.date() == dt.date(2026, 2, 1)


def test_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        Entry(id=ID, at=LATE_IN_UTC.replace(tzinfo=None), check=SelfCheck())


@pytest.mark.parametrize("entry_id", ["", "x" * 32, ID[:-1], ID + "0", ID.upper(), f"{ID}\n"])
def test_invalid_id_is_refused(entry_id: str) -> None:
    with pytest.raises(ValidationError):
        Entry(id=entry_id, at=LATE_IN_UTC, check=SelfCheck())


def test_entry_is_frozen_and_refuses_other_fields() -> None:
    entry = Entry(id=ID, at=LATE_IN_UTC, check=SelfCheck())
    with pytest.raises(ValidationError):
        entry.at = LATE_IN_UTC  # type: ignore[misc]
    assert set(Entry.model_fields) == {"id", "at", "check", "note"}
    with pytest.raises(ValidationError):
        Entry.model_validate({**entry.model_dump(), "story": "a name"})


def test_settings_have_no_language_by_default_and_refuse_other_fields() -> None:
    assert Settings().language is None
    with pytest.raises(ValidationError):
        Settings.model_validate({"theme": "dark"})
