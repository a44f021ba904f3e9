"""Where what is written goes, and how keeping it can fail."""

from collections.abc import Awaitable
from enum import StrEnum


class Keeping(StrEnum):
    """Where what is written goes now."""

    UNDECIDED = "undecided"
    """In memory: nobody has said yet whose device this is."""
    SHARED = "shared"
    """In memory, until the app is closed: the device is not the person's own."""
    REFUSED = "refused"
    """In memory: the device has no room, or does not let anything be kept."""
    SERVED = "served"
    """In memory: Python runs on somebody's server."""
    ELSEWHERE = "elsewhere"
    """Nowhere: another window writes; this one can only read."""
    ERASED = "erased"
    """In memory: what was kept was erased while the app was open, not by this window."""
    LOCKED = "locked"
    """Behind the passcode."""
    KEPT = "kept"
    """On the device."""


ON_DEVICE = (Keeping.KEPT, Keeping.ELSEWHERE)


class NotKeptError(Exception):
    """A change could not be made durable; what was kept before still is."""


class LostTurnError(NotKeptError):
    """Another window writes now."""


class ErasedError(NotKeptError):
    """What was kept was erased, by another window or by the browser."""


class StorageTimeoutError(NotKeptError):
    """The device has not answered in time."""

    def __init__(self, outcome: Awaitable[object] | None = None) -> None:
        """Carry the `outcome` to come, of work that goes on; None when nothing was started."""
        super().__init__("the storage does not answer")
        self.outcome = outcome


class NotCheckedError(NotKeptError):
    """Whether anything is left on the device could not be checked."""


class LockedError(NotKeptError):
    """The passcode is needed first."""


class LimitReachedError(NotKeptError):
    """There would be more of these than a journal holds."""


class WrongCodeError(Exception):
    """The code was tried, and is not the passcode."""

    def __init__(self, wait: float) -> None:
        """No code is tried for `wait` seconds."""
        super().__init__("wrong code")
        self.wait = wait


class CodeDelayedError(Exception):
    """The code was not tried: it comes too soon after wrong ones."""

    def __init__(self, wait: float) -> None:
        """No code is tried for `wait` seconds."""
        super().__init__("too soon")
        self.wait = wait
