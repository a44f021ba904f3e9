"""The manifest of a folder of records: which of its files are valid, and who may write."""

import os
import re
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, ValidationError

from sv_app.data.storages import durable_file
from sv_app.domain.model import Model

FILE = "manifest"
_RECORD = re.compile(r"^[a-z0-9-]+\.[0-9]+$")
"""A record's file: its name, and the number of the commit that wrote it."""


class Manifest(Model):
    """Which file holds which record, and the name of the one writer."""

    writer: str
    files: dict[str, Annotated[str, StringConstraints(pattern=_RECORD.pattern)]]

    @property
    def last(self) -> int:
        """The number of the last commit of which something is left."""
        return max(map(_number, self.files.values()), default=0)


def found(folder: Path) -> Manifest:
    """What `folder` says; when that can't be read, the newest file of each record."""
    try:
        return Manifest.model_validate_json((folder / FILE).read_bytes())
    except (FileNotFoundError, ValidationError):
        files = sorted(listed(folder), key=_number)
        return Manifest(writer="", files={file.rpartition(".")[0]: file for file in files})


def keep(folder: Path, writer: str, files: Mapping[str, str]) -> Manifest:
    """Make these the valid files, all at once."""
    manifest = Manifest(writer=writer, files=dict(files))
    durable_file.replace(folder / FILE, manifest.model_dump_json().encode())
    return manifest


def set_aside(folder: Path) -> None:
    """Keep, as a record, a manifest that can't be read."""
    path = folder / FILE
    if path.exists():
        names = (f"aside-manifest-{number}.0" for number in count())
        free = next(name for name in names if not (folder / name).exists())
        durable_file.write(folder / free, path.read_bytes())


def listed(folder: Path) -> list[str]:
    """The files of records, valid or not."""
    if not folder.exists():
        return []
    with os.scandir(folder) as files:
        return [file.name for file in files if _RECORD.fullmatch(file.name)]


def mark(path: Path) -> tuple[int, int, int]:
    """Another one for each file that takes the place of the one before."""
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def size(folder: Path, files: Iterable[str]) -> int:
    """How many bytes these files take together."""
    return sum((folder / file).stat().st_size for file in files if (folder / file).exists())


def _number(file: str) -> int:
    return int(file.rpartition(".")[2])


def new_size(changes: Mapping[str, bytes | None]) -> int:
    """How many bytes the new records of a commit take together."""
    return sum(len(data or b"") for data in changes.values())
