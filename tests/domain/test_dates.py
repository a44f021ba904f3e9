"""Dates in the form of each language."""

import datetime as dt
from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content

DAYS = {
    dt.date(2026, 12, 1): ("mardi 1er décembre 2026", "Tuesday, 1 December 2026"),
    dt.date(2026, 12, 2): ("mercredi 2 décembre 2026", "Wednesday, 2 December 2026"),
    dt.date(2027, 1, 1): ("vendredi 1er janvier 2027", "Friday, 1 January 2027"),
    dt.date(2027, 1, 11): ("lundi 11 janvier 2027", "Monday, 11 January 2027"),
}


@pytest.mark.parametrize("day", DAYS)
def test_day_is_written_in_the_form_of_its_language(
    contents: Mapping[str, Content], day: dt.date
) -> None:
    texts = tuple(contents[code].labels.date.with_weekday(day) for code in ("fr", "en"))
    assert tuple(text.replace("\u00a0", " ") for text in texts) == DAYS[day]
