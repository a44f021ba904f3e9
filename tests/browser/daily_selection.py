"""The languages in which a browser test runs, and what runs on a day: tests, cases, layouts."""

import random
from collections.abc import Sequence
from typing import TypeVar

import pytest

from sv_app.domain.content import DEFAULT_LANGUAGE
from tests.languages import LANGUAGES
from tests.profile import DAY, LONG, PROFILE, SEED

T = TypeVar("T")

FRENCH = pytest.mark.parametrize("language", LANGUAGES if PROFILE is LONG else ["fr"])
ENGLISH = pytest.mark.parametrize("language", LANGUAGES if PROFILE is LONG else ["en"])
"""A single language for behaviour that does not depend on the words; all in the long profile.

The component tests check the words of every screen in every language.
"""

ONE_PER_DAY = pytest.mark.one_per_day
"""`@ONE_PER_DAY("group")`: of the tests of a group, one runs each day; all run in the long profile.

Component tests already show what these tests repeat in a browser.
"""


LAYOUT_PERIOD = 13
"""Each layout of a state is due once in this many days. The number of groups of screens must have
no common factor with it: otherwise a layout could be due only on days when its group runs in
another language than French, where layouts are not audited."""


def select_of_the_day(group: str, tests: Sequence[str]) -> list[str]:
    """Return the names of the tests of `group` that run today.

    The choice is random: in a fixed rotation, a test could always meet the same case of
    `of_the_day`.
    """
    return list(tests) if PROFILE is LONG else [random.Random(f"{SEED} {group}").choice(tests)]


def of_the_day(cases: Sequence[T], rank: int = 0) -> list[T]:
    """Return the case of the day, each day the next of `cases`; all of them in the long profile.

    Uses of the same `cases` on the same day get different cases by a different `rank`.
    """
    return list(cases) if PROFILE is LONG else [case_of_day(cases, DAY + rank)]


def case_of_day(cases: Sequence[T], day: int) -> T:
    """Return the case of a day; successive days have successive cases."""
    return cases[day % len(cases)]


OTHER_LANGUAGES = [code for code in LANGUAGES if code != DEFAULT_LANGUAGE]
LANGUAGES_OF_THE_DAY = [DEFAULT_LANGUAGE, *of_the_day(OTHER_LANGUAGES)]
"""The languages of the tests whose behaviour may depend on the words: French, and each day the next
of the others; all of them in the long profile."""


def layout_is_due(state: int, layout: int, day: int = DAY) -> bool:
    """Return whether a layout of a state, both given by their number, is audited on a day."""
    return PROFILE is LONG or (state + layout + day) % LAYOUT_PERIOD == 0
