"""A lock that one process holds at a time, and that ends with it."""

import os
import sys
from pathlib import Path


class FileLock:
    """Held on an open file: the system lets go of it when the process ends, however it does."""

    def __init__(self, path: Path) -> None:
        """Lock the file at `path`, made if it is missing."""
        self._path = path
        self._descriptor: int | None = None

    def hold(self, wait: bool = False) -> bool:
        """Take the lock, if need be once another has let go; whether it is held."""
        if self._descriptor is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(descriptor, wait)
            except OSError:
                os.close(descriptor)
                return False
            self._descriptor = descriptor
        return True

    def let_go(self) -> None:
        """Let another hold it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    __del__ = let_go


def _lock(descriptor: int, wait: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        # The waiting one gives up after ten seconds.
        mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK
        msvcrt.locking(descriptor, mode, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
