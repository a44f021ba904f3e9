"""Erasing a folder of records: all of it at once, by a rename, then file by file."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from sv_app.data.storages import durable_file

ERASED = "erased-"
"""How the name of a folder starts whose files are being deleted."""


def erase(records: Path, others: Iterable[Path]) -> None:
    """Delete `records` and the files `others` beside it; a crash leaves all of them, or none.

    Raises:
        OSError: when some files are left; `finish` tries again.
    """
    records.mkdir(parents=True, exist_ok=True)
    for path in others:
        if path.exists():
            path.replace(records / path.name)
    records.replace(records.with_name(f"{ERASED}{os.urandom(8).hex()}"))
    durable_file.sync(records.parent)
    finish(records.parent)


def finish(folder: Path) -> None:
    """Delete what an erasure that was interrupted has left in `folder`.

    Raises:
        OSError: when some files are still left.
    """
    for path in left(folder):
        shutil.rmtree(path)


def left(folder: Path) -> Iterator[Path]:
    """The folders whose files are still to be deleted."""
    return folder.glob(f"{ERASED}*")
