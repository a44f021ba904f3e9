"""Dates in the form of each language."""

import datetime as dt
from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content

DAYS = {
    dt.date(2026, 12, 1): {
        "fr": "mardi 1er décembre 2026",
        "en": "Tuesday, 1 December 2026",
        "es": "martes, 1 de diciembre de 2026",
    },
    dt.date(2026, 12, 2): {
        "fr": "mercredi 2 décembre 2026",
        "en": "Wednesday, 2 December 2026",
        "es": "miércoles, 2 de diciembre de 2026",
    },
    dt.date(2027, 1, 1): {
        "fr": "vendredi 1er janvier 2027",
        "en": "Friday, 1 January 2027",
        "es": "viernes, 1 de enero de 2027",
    },
    dt.date(2027, 1, 11): {
        "fr": "lundi 11 janvier 2027",
        "en": "Monday, 11 January 2027",
        "es": "lunes, 11 de enero de 2027",
    },
}


@pytest.mark.parametrize("day", DAYS)
def test_day_is_written_in_the_form_of_its_language(
    contents: Mapping[str, Content], day: dt.date
) -> None:
    texts = {code: content.labels.date.with_weekday(day) for code, content in contents.items()}
    assert {code: text.replace("\u00a0", " ") for code, text in texts.items()} == DAYS[day]
