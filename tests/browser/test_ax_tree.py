"""The rules for accessibility trees detect faults, even in reviewed trees."""

import pytest

from tests.browser.ax_tree import faults

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


def test_good_screen_has_no_fault() -> None:
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
        ("  text: Words", "  button: Call\n    button: Call"),
    ],
)
def test_fault_is_detected(line: str, instead: str) -> None:
    changed = [instead if original == line else original for original in GOOD]
    assert faults("\n".join(changed).split("\n"))
