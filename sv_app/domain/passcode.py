"""A passcode: how it is read, how strong it is, a proposed one, and the delay after wrong ones."""

import math
import secrets
import time
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import pairwise

from sv_app.domain.journal import CodeDelayedError

SHORTEST = 4
WORDS = 6
WORDS_AT_LEAST = 256
"""Six words out of these are as hard to guess as 48 bits picked at random."""
SHORT_BITS = 34
LONG_BITS = 46
BITS_PER_WORD = 12
"""The bits of a word that comes to mind: one out of 4,096."""


class PasscodeStrength(StrEnum):
    """What a code is worth against someone who has a copy of the data."""

    SHORT = "short"
    FAIR = "fair"
    LONG = "long"


def normalize(typed: str) -> str:
    """What counts of what was typed: a keyboard's spaces and accents come in many ways."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())


def propose_passphrase(words: Sequence[str]) -> str:
    """A passphrase out of `words`, picked by the system's own randomness."""
    return " ".join(secrets.choice(words) for _ in range(WORDS))


def passcode_strength(code: str, words: Sequence[str]) -> PasscodeStrength:
    """How hard `code` is to guess, at best: as if it had been picked at random."""
    bits = _bits(normalize(code), frozenset(words))
    if bits < SHORT_BITS:
        return PasscodeStrength.SHORT
    return PasscodeStrength.LONG if bits >= LONG_BITS else PasscodeStrength.FAIR


def _bits(code: str, words: frozenset[str]) -> float:
    parts = code.split()
    if words.issuperset(parts):
        return len(set(parts)) * math.log2(len(words))
    return sum(_bits_of(part) for part in set(parts))


def _bits_of(part: str) -> float:
    size = 10 * any(c.isdigit() for c in part) + 26 * any(c.isalpha() for c in part)
    size += 20 * any(not c.isalnum() for c in part)
    # A letter that only repeats what came before adds nothing to guess.
    changes = 1 + sum(a != b for a, b in pairwise(part))
    # Letters alone are a word, most often: dictionaries are tried first.
    return min(changes * math.log2(size), BITS_PER_WORD if part.isalpha() else math.inf)


FREE_ATTEMPTS = 3
MAX_DELAY = 15 * 60


def backoff_seconds(wrong_codes: int) -> float:
    """Seconds before the next try: none after three, then 5, 10, 20… up to 15 minutes."""
    return (
        min(5.0 * 2 ** min(wrong_codes - FREE_ATTEMPTS - 1, 20), MAX_DELAY)
        if wrong_codes > FREE_ATTEMPTS
        else 0
    )


class AttemptDelay:
    """Delays attempts within one session; the count of wrong codes is stored elsewhere.

    A monotonic clock means nothing after a restart: each session starts the whole wait anew.
    """

    def __init__(self, wrong_codes: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the wait that so many wrong codes cause."""
        self._clock = clock
        self.start(wrong_codes)

    def start(self, wrong_codes: int) -> None:
        """Start the wait anew."""
        self._ends_at = self._clock() + backoff_seconds(wrong_codes)

    def check(self) -> None:
        """Refuse an attempt that comes too soon.

        Raises:
            CodeDelayedError: with the seconds that are left.
        """
        left = self._ends_at - self._clock()
        if left > 0:
            raise CodeDelayedError(left)
