"""The languages in which a browser test runs, and what runs on a day: tests, cases, layouts."""

from collections.abc import Sequence
from typing import TypeVar

import pytest

from sv_app.domain.content import DEFAULT_LANGUAGE
from tests.languages import LANGUAGES
from tests.profile import DAY, LONG, PROFILE

T = TypeVar("T")

FRENCH_IN_DEFAULT_PROFILE = pytest.mark.parametrize(
    "language", LANGUAGES if PROFILE is LONG else ["fr"]
)
ENGLISH_IN_DEFAULT_PROFILE = pytest.mark.parametrize(
    "language", LANGUAGES if PROFILE is LONG else ["en"]
)
"""A single language for behaviour that does not depend on the words; all in the long profile.

The component tests check the words of every screen in every language.
"""

WEEKLY = pytest.mark.weekly
"""A test that runs one day a week: a seventh of these tests runs each day, all in the long profile.

The tests without this mark run every day; they have at least one of each kind: start, self-check,
call, offline, failure, privacy. Fast tests show the rest of what these tests repeat in a browser.
"""
DAYS_OF_WEEK = 7

LAYOUT_PERIOD = 5
"""Each layout of a state is due every fifth day.

Each of the four groups runs in French every fourth day. A layout is thus audited every twentieth
day, at the fifth run of its group. The number of groups must not be a multiple of five: most
layouts would then never be due on a day of their group.
"""


def weekly_tests_of_the_day(tests: Sequence[str], day: int = DAY) -> set[str]:
    """Return the names of the weekly tests that run on a day."""
    if PROFILE is LONG:
        return set(tests)
    return set(sorted(set(tests))[day % DAYS_OF_WEEK :: DAYS_OF_WEEK])


def of_the_day(cases: Sequence[T], offset: int = 0) -> list[T]:
    """Return the case of the day, each day the next of `cases`; all of them in the long profile.

    Uses of the same `cases` on the same day get different cases by a different `offset`. A weekly
    test runs every case in turn, unless their number is a multiple of seven.
    """
    return list(cases) if PROFILE is LONG else [case_of_day(cases, DAY + offset)]


def case_of_day(cases: Sequence[T], day: int) -> T:
    """Return the case of a day; successive days have successive cases."""
    return cases[day % len(cases)]


OTHER_LANGUAGES = [code for code in LANGUAGES if code != DEFAULT_LANGUAGE]
LANGUAGES_OF_THE_DAY = [DEFAULT_LANGUAGE, *of_the_day(OTHER_LANGUAGES)]
"""The languages of the tests whose behaviour may depend on the words: French, and each day the next
of the others; all of them in the long profile."""


def screen_groups_of_the_day(groups: Sequence[T], day: int = DAY) -> list[tuple[str, T]]:
    """Return the groups of screens that are opened on a day, each with its language.

    In the default profile, one group is opened in French, and the next one in another language.
    """
    if PROFILE is LONG:
        return [(code, group) for code in LANGUAGES for group in groups]
    other = case_of_day(OTHER_LANGUAGES, day // len(groups))
    return [
        (DEFAULT_LANGUAGE, case_of_day(groups, day)),
        (other, case_of_day(groups, day + 1)),
    ]


def layout_is_due(state: int, layout: int, day: int = DAY) -> bool:
    """Return whether a layout of a state, both given by their number, is audited on a day."""
    return PROFILE is LONG or (state + layout + day) % LAYOUT_PERIOD == 0
