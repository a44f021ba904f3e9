"""How long wrong codes delay the next attempt, by a clock that nobody can set."""

import time
from collections.abc import Callable

from sv_app.domain.keeping import CodeDelayedError

FREE = 3
LONGEST = 15 * 60


def wait_after(wrong_codes: int) -> float:
    """Seconds before the next try: none after three, then 5, 10, 20… up to 15 minutes."""
    return min(5.0 * 2 ** min(wrong_codes - FREE - 1, 20), LONGEST) if wrong_codes > FREE else 0


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
        self._ends_at = self._clock() + wait_after(wrong_codes)

    def check(self) -> None:
        """Refuse an attempt that comes too soon.

        Raises:
            CodeDelayedError: with the seconds that are left.
        """
        left = self._ends_at - self._clock()
        if left > 0:
            raise CodeDelayedError(left)
