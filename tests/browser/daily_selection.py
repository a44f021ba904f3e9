"""The languages in which a browser test runs, and the tests and cases that run on a day."""

import random
from collections.abc import Sequence
from typing import TypeVar

import pytest

from tests.profile import LONG, PROFILE, SEED

T = TypeVar("T")

FRENCH = pytest.mark.parametrize("language", ["fr", "en"] if PROFILE is LONG else ["fr"])
ENGLISH = pytest.mark.parametrize("language", ["fr", "en"] if PROFILE is LONG else ["en"])
"""A single language for behaviour that does not depend on the words; both in the long profile.

The component tests check the words of every screen in every language.
"""

ONE_PER_DAY = pytest.mark.one_per_day
"""`@ONE_PER_DAY("group")`: of the tests of a group, one runs each day; all run in the long profile.

Component tests already show what these tests repeat in a browser.
"""


def test_of_the_day(group: str, tests: Sequence[str]) -> list[str]:
    """Return the names of the tests of `group` that run today.

    The choice is random: in a fixed order, a test would meet only some cases of `of_the_day`.
    """
    return list(tests) if PROFILE is LONG else [random.Random(f"{SEED} {group}").choice(tests)]


def of_the_day(cases: Sequence[T], rank: int = 0) -> list[T]:
    """Return the case of the day, each day the next of `cases`; all of them in the long profile.

    `rank` gives different cases to tests of the same day.
    """
    return list(cases) if PROFILE is LONG else [cases[(SEED + rank) % len(cases)]]
