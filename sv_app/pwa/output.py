"""The folder that a build writes: checked before anything is replaced, then swapped in.

Only a folder that is absent, empty or an earlier build is replaced. Each build writes its
`build.json` last, so a folder without a valid one was not made by a build.
"""

import json
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sv_app.project import PROJECT
from sv_app.pwa.wheels import BuildError


class InputError(Exception):
    """A path can't be read; the message says why, and what to give instead."""


def check_folder(path: Path, option: str, content: str) -> None:
    """Check that `path`, the value of `option`, is a folder that can be listed.

    `content` says what belongs in the folder.

    Raises:
        InputError: when it is not.
    """
    instead = f"give {option} {content}."
    try:
        if not path.exists():
            raise InputError(f"{path} does not exist: {instead}")
        if not path.is_dir():
            raise InputError(f"{path} is not a folder: {instead}")
        next(path.iterdir(), None)
    except OSError as error:
        raise InputError(f"{path} can't be read, {_reason(error)}: {instead}") from None


def check_file(path: Path, option: str, content: str) -> None:
    """Check that `path`, the value of `option`, is a regular file that can be read.

    `content` says what belongs in the file.

    Raises:
        InputError: when it is not.
    """
    instead = f"give {option} {content}."
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{path} is a folder, not a file: {instead}")
        # Opening a FIFO would block until somebody writes to it; a device may have no end.
        if not stat.S_ISREG(mode):
            raise InputError(f"{path} is not a regular file: {instead}")
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise InputError(f"{path} does not exist: {instead}") from None
    except OSError as error:
        raise InputError(f"{path} can't be read, {_reason(error)}: {instead}") from None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def describe(error: OSError) -> str:
    """Say in one sentence which file could not be read or written, and why."""
    if isinstance(error, shutil.Error):  # of copytree: each file, and why it was not copied
        source, _, reason = error.args[0][0]
        return f"{source} could not be copied: {reason}."
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


STAMP = "build.json"
KEY = "made_from"
DIGITS = 64
"""Hexadecimal digits of a SHA-256."""
LONGEST = 10_000
"""Bytes of the largest `build.json` that is read."""


def write_stamp(site: Path, fingerprint: str) -> None:
    """Write the `build.json` of `site`, which marks it as a build of these inputs."""
    (site / STAMP).write_text(json.dumps({KEY: fingerprint}), "utf-8")


def read_stamp(site: Path) -> str | None:
    """The fingerprint in the `build.json` of `site`; None if it has no valid one."""
    stamp = site / STAMP
    try:
        status = stamp.lstat()
        # Opening a FIFO would block until somebody writes to it.
        if not stat.S_ISREG(status.st_mode) or status.st_size > LONGEST:
            return None
        content = json.loads(stamp.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    fingerprint = content.get(KEY) if isinstance(content, dict) else None
    valid = isinstance(fingerprint, str) and len(fingerprint) == DIGITS
    return fingerprint if valid else None


def check_replaceable(out: Path, inputs: Iterable[Path] = ()) -> None:
    """Check that a build may replace `out`, which may hold none of `inputs`.

    Raises:
        BuildError: when `out` is a link, a protected folder, no folder, or holds
            anything but an earlier build.
    """
    other = "name a new folder with --out."
    if out.is_symlink():
        raise BuildError(f"{out} is a symbolic link, which a build does not follow: {other}")
    for path in (out, *out.parents):
        if path.exists() and not path.is_dir():
            raise BuildError(f"{path} is not a folder: {other}")
    folder = _resolve(out)
    for protected in (Path.cwd(), _home(), PROJECT, *inputs):
        if _resolve(protected).is_relative_to(folder):
            raise BuildError(f"{out} is or holds {protected}, which is never replaced: {other}")
    if out.exists() and any(out.iterdir()) and read_stamp(out) is None:
        raise BuildError(
            f"{out} is not empty and holds no valid {STAMP} of an earlier build, so it is not "
            f"replaced: delete it yourself, or {other}"
        )


def _resolve(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:  # before Python 3.13, for a loop of symbolic links
        raise BuildError(f"{path} is in a loop of symbolic links: name another folder.") from None


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # an account without one, as in some containers
        return PROJECT


@contextmanager
def replacing(out: Path, inputs: Iterable[Path] = ()) -> Iterator[Path]:
    """An empty folder beside `out`, which takes its place when the block ends.

    After an exception `out` is as it was. The folder beside has a name that nothing else has,
    and is removed in any case.

    Raises:
        BuildError: when `out` may not be replaced, or nothing can be written beside it.
    """
    check_replaceable(out, inputs)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = tempfile.TemporaryDirectory(prefix=f"{out.name}.new-", dir=out.parent)
    except OSError as error:
        raise BuildError(
            f"{out} can't be written, {_reason(error)}: name a folder with --out, "
            "in one that you may write to."
        ) from None
    with beside as name:
        # The temporary folder is readable by its owner alone; the site in it is not.
        site, former = Path(name) / "site", Path(name) / "former"
        site.mkdir()
        yield site
        check_replaceable(out, inputs)
        _swap(site, out, former)


def _swap(site: Path, out: Path, former: Path) -> None:
    moved = out.exists()
    try:
        if moved:
            out.rename(former)
        try:
            site.rename(out)
        except OSError:
            if moved:
                former.rename(out)
            raise
    except OSError as error:
        raise BuildError(
            f"{out} can't be replaced, {_reason(error)}: name another folder with --out."
        ) from None
