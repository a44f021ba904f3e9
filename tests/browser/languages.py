"""The languages in which a browser test runs, and the cases of a day."""

import random
from collections.abc import Sequence
from typing import TypeVar

import pytest

from tests.profile import LONG, PROFILE, SEED

T = TypeVar("T")

FRENCH = pytest.mark.parametrize("language", ["fr", "en"] if PROFILE is LONG else ["fr"])
ENGLISH = pytest.mark.parametrize("language", ["fr", "en"] if PROFILE is LONG else ["en"])
"""One language for behaviour that the words do not change, both in the long profile.

The component tests show the words of every screen in every language.
"""

TURN = pytest.mark.turn
"""`@TURN("name")`: of the tests that share the name, another runs each day; all of them run in the
long profile. They repeat in a browser what component tests show, each in its own way.
"""


def turn_of_the_day(turn: str, tests: Sequence[str]) -> list[str]:
    """The names of the tests of `turn` that run today.

    A random choice: a test whose own cases take turns by `of_the_day` meets each of them.
    """
    return list(tests) if PROFILE is LONG else [random.Random(f"{SEED} {turn}").choice(tests)]


def of_the_day(cases: Sequence[T], rank: int = 0) -> list[T]:
    """One of `cases`, another one each day; all of them in the long profile.

    `rank` gives tests of the same day different cases.
    """
    return list(cases) if PROFILE is LONG else [cases[(SEED + rank) % len(cases)]]
