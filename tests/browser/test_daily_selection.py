"""The choices of successive days cover every case and every layout."""

import datetime as dt
from itertools import product

import pytest

from tests.browser.daily_selection import (
    DAYS_OF_WEEK,
    LAYOUT_PERIOD,
    OTHER_LANGUAGES,
    case_of_day,
    layout_is_due,
    screen_groups_of_the_day,
    weekly_tests_of_the_day,
)
from tests.languages import LANGUAGES
from tests.profile import day_number
from tests.screen_states import GROUPS

LAYOUTS = range(3)
"""The numbers of the layouts, as in tests/browser/layout_audit.py."""
STATES = range(1, 41)
FIRST_DAY = dt.date(2027, 12, 20)
"""The days after it include the end of a year, and the end of February in a leap year."""


def day_numbers(count: int) -> list[int]:
    """Return the numbers of the first days from `FIRST_DAY`, from their seeds."""
    days = [FIRST_DAY + dt.timedelta(days=passed) for passed in range(count)]
    return [day_number(int(f"{day:%Y%m%d}")) for day in days]


def test_successive_days_have_successive_numbers() -> None:
    first, *_ = numbers = day_numbers(400)
    assert numbers == list(range(first, first + 400))


@pytest.mark.parametrize("seed", [0, 7, -3, 20261301, 123456789])
def test_seed_that_names_no_day_is_its_own_number(seed: int) -> None:
    assert day_number(seed) == seed


@pytest.mark.parametrize("count", [1, 2, 3, 4, 12, 60])
def test_each_case_is_chosen_in_as_many_days_as_there_are_cases(count: int) -> None:
    cases = range(count)
    assert {case_of_day(cases, day) for day in day_numbers(count)} == set(cases)


def test_each_weekly_test_runs_once_in_seven_days() -> None:
    tests = [f"test_{number}" for number in range(40)]
    chosen = [weekly_tests_of_the_day(tests, day) for day in day_numbers(DAYS_OF_WEEK)]
    assert sorted(test for names in chosen for test in names) == sorted(tests)


def test_each_group_of_screens_is_opened_in_each_language() -> None:
    groups = list(GROUPS)
    days = day_numbers(len(groups) * len(OTHER_LANGUAGES))
    opened = [pair for day in days for pair in screen_groups_of_the_day(groups, day)]
    assert set(opened) == set(product(LANGUAGES, groups))
    assert all(
        french != other
        for day in days
        for (_, french), (_, other) in [screen_groups_of_the_day(groups, day)]
    )


def test_each_layout_of_each_state_is_audited_on_a_day_when_its_group_runs_in_french() -> None:
    groups = list(GROUPS)
    audited = {
        (group, state, layout)
        for day in day_numbers(len(groups) * LAYOUT_PERIOD)
        for (_, group), _ in [screen_groups_of_the_day(groups, day)]
        for state, layout in product(STATES, LAYOUTS)
        if layout_is_due(state, layout, day)
    }
    assert audited == set(product(groups, STATES, LAYOUTS))
