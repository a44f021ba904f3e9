"""The languages in which a browser test runs, and the cases that run on a day."""

import random
from collections.abc import Sequence
from typing import TypeVar

import pytest

from tests.profile import LONG, PROFILE, SEED

T = TypeVar("T")

FRENCH = pytest.mark.parametrize("language", ["fr", "en"] if PROFILE is LONG else ["fr"])
ENGLISH = pytest.mark.parametrize("language", ["fr", "en"] if PROFILE is LONG else ["en"])
"""One language for behaviour that does not depend on the words; both in the long profile.

The component tests check the words of every screen in every language.
"""

TURN = pytest.mark.turn
"""`@TURN("name")`: of the tests with the same name, one chosen at random runs each day; all of them
run in the long profile. Each repeats in a browser, in its own way, what component tests show.
"""


def turn_of_the_day(turn: str, tests: Sequence[str]) -> list[str]:
    """Return the names of the tests of `turn` that run today.

    The choice is random, so that a test whose cases take turns by `of_the_day` gets each of them.
    """
    return list(tests) if PROFILE is LONG else [random.Random(f"{SEED} {turn}").choice(tests)]


def of_the_day(cases: Sequence[T], rank: int = 0) -> list[T]:
    """Return one of `cases`, a different one each day; all of them in the long profile.

    `rank` gives different cases to tests of the same day.
    """
    return list(cases) if PROFILE is LONG else [cases[(SEED + rank) % len(cases)]]
