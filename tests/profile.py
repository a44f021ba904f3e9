"""Test profiles: how many cases a run tries, and the seed of its random choices.

The default profile fits every run; `SV_LONG=1` selects the long profile, for a nightly run or a
release. The seed changes each day, so that successive runs try different cases. The header of the
pytest report shows it, and `SV_SEED` repeats the run of another day.
"""

import datetime as dt
import os
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """How many cases a run tries."""

    name: str
    examples: int
    """Examples of a Hypothesis test, unless the test sets its own number."""
    kills: int
    """Processes that are killed while they write files."""
    browser_kill_rounds: int
    """Browsers that are killed while they write to IndexedDB; the next one reads what is stored."""
    updates: int
    """Versions that are installed, in sequence, while a draft is kept."""
    install_cut_count: int
    """How many points of an installation are tested: at each of them, the network is cut."""
    fuzz_runs: int
    """The inputs that the coverage-guided fuzzer tries for each of its targets."""


DEFAULT = Profile(
    name="default",
    examples=50,
    kills=20,
    browser_kill_rounds=6,
    updates=1,
    install_cut_count=1,
    fuzz_runs=200,
)
LONG = Profile(
    name="long",
    examples=10_000,
    kills=1_000,
    browser_kill_rounds=101,
    updates=20,
    install_cut_count=9,
    fuzz_runs=50_000,
)


def day_number(seed: int) -> int:
    """Return the number of the day that a seed such as 20261128 names.

    Successive days have successive numbers, unlike their dates at the end of a month. A seed that
    names no day is its own number.
    """
    try:
        return dt.date.fromisoformat(str(seed)).toordinal()
    except ValueError:
        return seed


PROFILE = LONG if os.environ.get("SV_LONG") == "1" else DEFAULT
# Set in the environment for the workers of pytest-xdist, which may start after midnight.
SEED = int(os.environ.setdefault("SV_SEED", f"{dt.datetime.now(dt.UTC):%Y%m%d}"))
DAY = day_number(SEED)
INSTALL_CUTS = sorted(random.Random(SEED).sample(range(1, 10), PROFILE.install_cut_count))
"""The tenths of an installation after which the network is cut."""
