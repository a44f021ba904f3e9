"""What no screen may sound like is noticed, whatever was reviewed."""

import pytest

from tests.browser.hearing import faults

GOOD = (
    "banner",
    "  link: Hide",
    "navigation: Back",
    "main",
    "  heading 1: Title",
    "  heading 2: Part",
    "  text: Words",
    "  radiogroup: Answers",
    "    radio checked=false: Yes",
    "complementary: Talk to someone",
    "  button: Call",
)


def test_a_good_screen_has_no_fault() -> None:
    assert faults(list(GOOD)) == []


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("main", "group: Main"),
        ("banner", "main"),
        ("  heading 1: Title", "  heading 2: Title"),
        ("  heading 2: Part", "  heading 1: Part"),
        ("  button: Call", "  button"),
        ("    radio checked=false: Yes", "    radio checked=false"),
        ("  text: Words", "  text: Question {n}"),
        ("  text: Words", "  text: None"),
        ("  heading 2: Part", "  text: Words"),
    ],
)
def test_a_fault_is_noticed(line: str, instead: str) -> None:
    assert faults([instead if one == line else one for one in GOOD])
