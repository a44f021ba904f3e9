import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from sv_app.data.content import load_contents
from sv_app.domain.helplines import HelplineFacts

URIS = {
    "suicide-prevention": "tel:3114",
    "samu": "tel:15",
    "europe-emergency": "tel:112",
    "sms-emergency": "sms:114",
    "sps": "tel:0805232336",
    "cnom": "tel:0800288038",
}


def line(number: str, **more: Any) -> HelplineFacts:
    return HelplineFacts.model_validate(
        {
            "id": "a-line",
            "number": number,
            "checked_on": dt.date(2026, 1, 1),
            "source": "https://example.org",
            **more,
        }
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_tap_on_every_line_of_the_content_opens_its_number(language: str) -> None:
    lines = load_contents()[language].helplines
    assert {one.id: one.facts.uri for one in lines} == URIS


@given(st.from_regex(r"[0-9]{2,4}", fullmatch=True))
def test_a_short_code_is_dialled_as_it_is(code: str) -> None:
    assert line(code).uri == f"tel:{code}"
    assert line(code, channel="sms").uri == f"sms:{code}"


@given(
    st.from_regex(
        r"0[0-9]( [0-9]{2}){4}|0[0-9]{3}( [0-9]{3}){2}|1( [0-9]{3}){2}-[0-9]{4}|116 [0-9]{3}",
        fullmatch=True,
    )
)
def test_a_long_number_is_dialled_with_every_digit_and_no_prefix(number: str) -> None:
    assert line(number).uri == f"tel:{number.replace(' ', '').replace('-', '')}"


@given(st.from_regex(r"\d{2,4}", fullmatch=True))
def test_digits_a_phone_does_not_have_are_refused(code: str) -> None:
    assume(not code.isascii())
    with pytest.raises(ValidationError):
        line(code)


@given(st.text(st.sampled_from("0123456789 +()-.\u00a0")))
def test_a_number_is_either_refused_or_dialled_whole(number: str) -> None:
    try:
        uri = line(number).uri
    except ValidationError:
        return
    assert uri == "tel:" + re.sub("[ -]", "", number)
    assert re.fullmatch(r"tel:[0-9]{2,}", uri)


@pytest.mark.parametrize(
    "number", ["", "1", "12345", " 15", "15 ", "1 5", "15\n", "(15)", "tel:15"]
)
def test_a_short_code_nobody_could_dial_is_refused(number: str) -> None:
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
def test_a_long_number_not_written_as_people_read_it_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        line(number)


@pytest.mark.parametrize(
    "number", ["15", "3114", "0805 23 23 36", "0800 288 038", "116 123", "0800 0 911 912"]
)
def test_a_number_on_screen_never_breaks_and_reads_the_same(number: str) -> None:
    shown = line(number).shown
    assert " " not in shown
    assert shown.replace("\u00a0", " ") == number


@pytest.mark.parametrize(
    ("on", "old"),
    [
        (dt.date(2026, 1, 1), False),
        (dt.date(2027, 1, 1), False),
        (dt.date(2027, 1, 2), True),
        (dt.date(2025, 1, 1), False),
    ],
)
def test_a_line_is_old_a_year_and_a_day_after_it_was_checked(on: dt.date, old: bool) -> None:
    assert line("15").is_old(on) is old


def test_a_line_is_called_unless_it_says_otherwise() -> None:
    assert line("114").uri == "tel:114"
    with pytest.raises(ValidationError):
        line("114", channel="fax")
