"""Passcodes: normalisation, strength, proposed passphrases, and the delay after wrong passcodes."""

import math
import secrets
import time
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import pairwise

from sv_app.domain.journal import PasscodeDelayedError

MIN_LENGTH = 4
WORDS = 6
MIN_WORD_LIST = 256
"""Minimum length of the word list; six words out of 256 have 48 bits of entropy."""
FAIR_BITS = 34
"""A passcode with fewer bits is weak."""
STRONG_BITS = 46
BITS_PER_WORD = 12
"""Bits of a word that a person chose: one out of 4,096."""


class PasscodeStrength(StrEnum):
    """The strength of a passcode against someone who has a copy of the data."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def normalize(typed: str) -> str:
    """Normalise a typed passcode: keyboards encode spaces and accents in several ways."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())


def propose_passphrase(words: Sequence[str]) -> str:
    """Return six different words of `words`, picked with the system's secure random generator."""
    return " ".join(secrets.SystemRandom().sample(words, WORDS))


def passcode_strength(passcode: str, words: Sequence[str]) -> PasscodeStrength:
    """Rate how hard `passcode` is to guess, as if its words or characters were picked at random.

    If every word is in `words`, each counts as picked from that list; otherwise each word counts as
    picked from 4,096 at most. A part with digits or marks counts by its characters. What a person
    chose may be easier to guess.
    """
    bits = _bits(normalize(passcode), frozenset(words))
    if bits < FAIR_BITS:
        return PasscodeStrength.WEAK
    return PasscodeStrength.STRONG if bits >= STRONG_BITS else PasscodeStrength.FAIR


def _bits(passcode: str, words: frozenset[str]) -> float:
    parts = passcode.split()
    if words.issuperset(parts):
        return len(set(parts)) * math.log2(len(words))
    return sum(_part_bits(part) for part in set(parts))


def _part_bits(part: str) -> float:
    size = 10 * any(c.isdigit() for c in part) + 26 * any(c.isalpha() for c in part)
    size += 20 * any(not c.isalnum() for c in part)
    # A character that repeats the one before adds nothing to guess.
    changes = 1 + sum(a != b for a, b in pairwise(part))
    # Letters alone are usually a word, and attackers try dictionaries first.
    return min(changes * math.log2(size), BITS_PER_WORD if part.isalpha() else math.inf)


FREE_ATTEMPTS = 3
MAX_DELAY = 15 * 60


def backoff_seconds(wrong_passcodes: int) -> float:
    """Return the seconds to wait: 0 after at most three wrong passcodes, then 5, 10, 20… to 900."""
    return (
        min(5.0 * 2 ** min(wrong_passcodes - FREE_ATTEMPTS - 1, 20), MAX_DELAY)
        if wrong_passcodes > FREE_ATTEMPTS
        else 0
    )


class AttemptDelay:
    """Delays attempts within one session; the count of wrong passcodes is stored elsewhere.

    Each session restarts the full delay, as a monotonic clock has no meaning after a restart.
    """

    def __init__(self, wrong_passcodes: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the delay for this number of wrong passcodes."""
        self._clock = clock
        self.start(wrong_passcodes)

    def start(self, wrong_passcodes: int) -> None:
        """Restart the delay, for this number of wrong passcodes."""
        self._ends_at = self._clock() + backoff_seconds(wrong_passcodes)

    def check(self) -> None:
        """Check that an attempt is allowed now.

        Raises:
            PasscodeDelayedError: If the delay is not over; it holds the seconds left.
        """
        left = self._ends_at - self._clock()
        if left > 0:
            raise PasscodeDelayedError(left)
