"""Reserve: space kept free for erasing, which writes a smaller record first, on a full disk."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from sv_app.data.storages import durable_file

SIZE = 128 * 1024
"""More than a page of entries and the manifest take."""
FULL = (errno.ENOSPC, errno.EDQUOT)

T = TypeVar("T")


class Reserve:
    """A file of random bytes that is deleted when its space is needed, and made again later."""

    def __init__(self, path: Path) -> None:
        """Keep it at `path`."""
        self._path = path

    def make(self) -> None:
        """Take the space, if there is enough."""
        if self._path.exists():
            return
        try:
            durable_file.write(self._path, os.urandom(SIZE))
        except OSError:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def used_by(self, write: Callable[[], T], allowed: bool = True) -> T:
        """Return the result of `write`; on a full disk, it may be `allowed` to use the reserve.

        Raises:
            OSError: when the device still refuses.
        """
        try:
            return write()
        except OSError as error:
            if not allowed or error.errno not in FULL or not self._path.exists():
                raise
            self._path.unlink()
            return write()
