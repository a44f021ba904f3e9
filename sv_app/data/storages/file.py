"""A file on a phone or a computer, replaced whole."""

import os
from contextlib import suppress
from pathlib import Path


class FilePlace:
    """One file: written beside, synced, then renamed over the old one."""

    def __init__(self, path: Path) -> None:
        """Keep the text at `path`, whose folder is made if it is missing."""
        self._path = path

    async def load(self) -> str | None:
        """The file's text, or None when there is no file yet."""
        try:
            return self._path.read_text("utf-8")
        except FileNotFoundError:
            return None

    async def save(self, text: str) -> None:
        """Replace the file: a crash leaves the old text or the new, never a mix."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f"{self._path.name}.new")
        beside.unlink(missing_ok=True)
        with open(beside, "x", encoding="utf-8", opener=_private) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
        _sync_folder(self._path.parent)


def _private(path: str, flags: int) -> int:
    """Open a file that only its owner may read, from its first byte."""
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    """Make a rename durable, where the system knows how.

    The new text is in place by now: a file system that can't do this is no failure.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
