"""Where what is written goes, and how keeping it can fail."""

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
    LOCKED = "locked"
    """Behind the passcode."""
    KEPT = "kept"
    """On the device."""


class NotKeptError(Exception):
    """A change could not be made durable; what was kept before still is."""


class LostTurnError(NotKeptError):
    """Another window writes now."""


class LockedError(NotKeptError):
    """The passcode is needed first."""


class WrongCodeError(Exception):
    """The code is not the one, or comes too soon after wrong ones."""

    def __init__(self, wait: float) -> None:
        """No code is tried for `wait` seconds."""
        super().__init__("wrong code")
        self.wait = wait
