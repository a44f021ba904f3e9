"""The number of a helpline: validated, displayed, and dialled completely."""

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from sv_app.data.content import load_contents
from sv_app.domain.helplines import HelplineFacts
from tests.languages import LANGUAGES

URIS = {
    "suicide-prevention": "tel:3114",
    "samu": "tel:15",
    "europe-emergency": "tel:112",
    "sms-emergency": "sms:114",
    "sps": "tel:0805232336",
    "cnom": "tel:0800288038",
    "fr-mots": "tel:0608282589",
    "fr-students": "tel:0800737800",
    "fr-aura-doctors": "tel:0805620133",
}


def line(number: str, **fields: Any) -> HelplineFacts:
    return HelplineFacts.model_validate(
        {
            "id": "a-line",
            "number": number,
            "checked_on": dt.date(2026, 1, 1),
            "source": "https://example.org",
            **fields,
        }
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_content_has_its_uri(language: str) -> None:
    lines = load_contents()[language].helplines
    assert {helpline.id: helpline.facts.uri for helpline in lines} == URIS


@given(st.from_regex(r"[0-9]{2,4}", fullmatch=True))
def test_short_code_is_dialled_unchanged(code: str) -> None:
    assert line(code).uri == f"tel:{code}"
    assert line(code, channel="sms").uri == f"sms:{code}"


@given(
    st.from_regex(
        r"0[0-9]( [0-9]{2}){4}|0[0-9]{3}( [0-9]{3}){2}|1( [0-9]{3}){2}-[0-9]{4}|116 [0-9]{3}",
        fullmatch=True,
    )
)
def test_long_number_is_dialled_with_every_digit_and_no_prefix(number: str) -> None:
    assert line(number).uri == f"tel:{number.replace(' ', '').replace('-', '')}"


@given(st.from_regex(r"\d{2,4}", fullmatch=True))
def test_non_ascii_digits_are_refused(code: str) -> None:
    assume(not code.isascii())
    with pytest.raises(ValidationError):
        line(code)


@given(st.text(st.sampled_from("0123456789 +()-.\u00a0")))
def test_number_is_refused_or_dialled_completely(number: str) -> None:
    try:
        uri = line(number).uri
    except ValidationError:
        return
    assert uri == "tel:" + re.sub("[ -]", "", number)
    assert re.fullmatch(r"tel:[0-9]{2,}", uri)


@pytest.mark.parametrize(
    "number", ["", "1", "12345", " 15", "15 ", "1 5", "15\n", "(15)", "tel:15"]
)
def test_invalid_short_code_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        line(number)


@pytest.mark.parametrize(
    "number",
    [
        "+333114",
        "+33 805 23 23 36",
        "0805232336",
        "0805.23.23.36",
        "0805  23 23 36",
        "0805\u00a023\u00a023\u00a036",
        "0805 23 23 36 ",
        "0805 - 23",
        "08 05 2",
        "0805 23 23 36 0805 23 23",
        "O805 23 23 36",
    ],
)
def test_long_number_in_an_unusual_form_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        line(number)


@pytest.mark.parametrize(
    "number", ["15", "3114", "0805 23 23 36", "0800 288 038", "116 123", "0800 0 911 912"]
)
def test_displayed_number_has_only_non_breaking_spaces_and_the_same_digits(number: str) -> None:
    displayed = line(number).display_number
    assert " " not in displayed
    assert displayed.replace("\u00a0", " ") == number


@pytest.mark.parametrize(
    ("on", "is_outdated"),
    [
        (dt.date(2026, 1, 1), False),
        (dt.date(2027, 1, 1), False),
        (dt.date(2027, 1, 2), True),
        (dt.date(2025, 1, 1), False),
    ],
)
def test_line_is_old_a_year_and_a_day_after_its_check(on: dt.date, is_outdated: bool) -> None:
    assert line("15").is_outdated(on) is is_outdated


def test_default_channel_is_a_voice_call() -> None:
    assert line("114").uri == "tel:114"
    with pytest.raises(ValidationError):
        line("114", channel="fax")
