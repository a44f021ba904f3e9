"""The choices of successive days cover every case and every layout."""

import datetime as dt
from itertools import product

import pytest

from tests.browser.daily_selection import (
    LAYOUT_PERIOD,
    OTHER_LANGUAGES,
    case_of_day,
    layout_is_due,
)
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


def test_each_layout_of_each_state_is_audited_on_a_day_when_its_group_runs_in_french() -> None:
    """On some days a group runs in another language, and its layouts are then not audited."""
    groups = list(GROUPS)
    ranks = range(len(OTHER_LANGUAGES))
    audited = {
        (group, state, layout)
        for day in day_numbers(len(groups) * LAYOUT_PERIOD)
        for group, state, layout in product(groups, STATES, LAYOUTS)
        if all(group != case_of_day(groups, day + rank) for rank in ranks)
        and layout_is_due(state, layout, day)
    }
    assert audited == set(product(groups, STATES, LAYOUTS))
