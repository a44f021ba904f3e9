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
LATE = dt.datetime(2026, 1, 31, 23, 30, tzinfo=dt.UTC)


@pytest.fixture
def in_paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


@given(
    self_checks,
    st.datetimes(timezones=st.just(dt.UTC)).filter(lambda at: 1970 <= at.year < 2200),
)
def test_json_gives_back_the_same_entry(check: SelfCheck, at: dt.datetime) -> None:
    entry = Entry(id=ID, at=at, check=check)
    assert Entry.model_validate(entry.model_dump(mode="json")) == entry
    assert Entry.model_validate_json(entry.model_dump_json()).check == check


@pytest.mark.usefixtures("in_paris")
def test_the_day_of_an_entry_is_the_day_where_the_device_is() -> None:
    assert Entry(id=ID, at=LATE, check=SelfCheck()).local_day == dt.date(2026, 2, 1)


def test_a_time_of_no_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        Entry(id=ID, at=LATE.replace(tzinfo=None), check=SelfCheck())


@pytest.mark.parametrize("entry_id", ["", "x" * 32, ID[:-1], ID + "0", ID.upper(), f"{ID}\n"])
def test_an_id_that_could_not_be_in_a_path_is_refused(entry_id: str) -> None:
    with pytest.raises(ValidationError):
        Entry(id=entry_id, at=LATE, check=SelfCheck())


def test_an_entry_is_frozen_and_has_no_place_for_a_story() -> None:
    entry = Entry(id=ID, at=LATE, check=SelfCheck())
    with pytest.raises(ValidationError):
        entry.at = LATE  # type: ignore[misc]
    assert set(Entry.model_fields) == {"id", "at", "check", "note"}
    with pytest.raises(ValidationError):
        Entry.model_validate({**entry.model_dump(), "story": "a name"})


def test_settings_leave_the_device_to_decide_until_told() -> None:
    assert Settings().language is None
    with pytest.raises(ValidationError):
        Settings.model_validate({"theme": "dark"})
