"""Check the paths that a command receives, and replace the output folder of a build.

Only a folder that is absent, empty or an earlier build is replaced. Each build writes
`build.json` last, so a folder without a valid one was not made by a build.
"""

import json
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sv_app.project import PROJECT
from sv_app.pwa.errors import BuildError, InputError, os_reason


def check_folder(path: Path, option: str, content: str) -> None:
    """Check that `path`, the value of `option`, is a folder that can be listed.

    `content` describes the expected folder in the error message.

    Raises:
        InputError: when it is missing, no folder, or unreadable.
    """
    hint = f"give {option} {content}."
    try:
        if not path.exists():
            raise InputError(f"{path} does not exist: {hint}")
        if not path.is_dir():
            raise InputError(f"{path} is not a folder: {hint}")
        next(path.iterdir(), None)
    except OSError as error:
        raise InputError(f"{path} can't be read, {os_reason(error)}: {hint}") from None


def check_file(path: Path, option: str, content: str) -> None:
    """Check that `path`, the value of `option`, is a regular file that can be read.

    `content` describes the expected file in the error message.

    Raises:
        InputError: when it is missing, no regular file, or unreadable.
    """
    hint = f"give {option} {content}."
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{path} is a folder, not a file: {hint}")
        # Opening a FIFO blocks until another process writes to it; a device may never end.
        if not stat.S_ISREG(mode):
            raise InputError(f"{path} is not a regular file: {hint}")
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise InputError(f"{path} does not exist: {hint}") from None
    except OSError as error:
        raise InputError(f"{path} can't be read, {os_reason(error)}: {hint}") from None


STAMP = "build.json"
FINGERPRINT_KEY = "made_from"
FINGERPRINT_DIGITS = 64
"""Hexadecimal digits of a SHA-256."""
MAX_STAMP_BYTES = 10_000
"""A larger `build.json` is not read."""


def write_stamp(site: Path, fingerprint: str) -> None:
    """Write `build.json`, which marks `site` as a build of the inputs with this fingerprint."""
    (site / STAMP).write_text(json.dumps({FINGERPRINT_KEY: fingerprint}), "utf-8")


def read_stamp(site: Path) -> str | None:
    """Return the fingerprint in the `build.json` of `site`, or None if there is no valid one."""
    stamp = site / STAMP
    try:
        status = stamp.lstat()
        # Opening a FIFO blocks until another process writes to it.
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_STAMP_BYTES:
            return None
        content = json.loads(stamp.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    fingerprint = content.get(FINGERPRINT_KEY) if isinstance(content, dict) else None
    valid = isinstance(fingerprint, str) and len(fingerprint) == FINGERPRINT_DIGITS
    return fingerprint if valid else None


def check_replaceable(out: Path, inputs: Iterable[Path] = ()) -> None:
    """Check that a build may replace `out`, and that `out` contains none of `inputs`.

    Raises:
        BuildError: when `out` is a symbolic link or no folder, contains a protected
            folder, or holds anything but an earlier build.
    """
    hint = "name a new folder with --out."
    if out.is_symlink():
        raise BuildError(f"{out} is a symbolic link, which a build does not follow: {hint}")
    for path in (out, *out.parents):
        if path.exists() and not path.is_dir():
            raise BuildError(f"{path} is not a folder: {hint}")
    folder = _resolve(out)
    for protected in (Path.cwd(), _home(), PROJECT, *inputs):
        if _resolve(protected).is_relative_to(folder):
            raise BuildError(f"{out} is or holds {protected}, which is never replaced: {hint}")
    if out.exists() and any(out.iterdir()) and read_stamp(out) is None:
        raise BuildError(
            f"{out} is not empty and holds no valid {STAMP} of an earlier build, so it is not "
            f"replaced: delete it yourself, or {hint}"
        )


def _resolve(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:  # a loop of symbolic links, before Python 3.13
        raise BuildError(f"{path} is in a loop of symbolic links: name another folder.") from None


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # an account without a home folder, as in some containers
        return PROJECT


@contextmanager
def replace_folder(out: Path, inputs: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield an empty folder, and move it to `out` when the block ends.

    If the block raises, `out` is unchanged. The folder is inside a temporary folder next to
    `out`; the temporary folder has a unique name, and is always removed.

    Raises:
        BuildError: when `out` may not be replaced, or its parent folder is not writable.
    """
    check_replaceable(out, inputs)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        temporary = tempfile.TemporaryDirectory(prefix=f"{out.name}.new-", dir=out.parent)
    except OSError as error:
        raise BuildError(
            f"{out} can't be written, {os_reason(error)}: name a folder with --out, "
            "in one that you may write to."
        ) from None
    with temporary as name:
        # Build in a subfolder: the temporary folder itself is readable by its owner alone.
        site, previous = Path(name) / "site", Path(name) / "former"
        site.mkdir()
        yield site
        check_replaceable(out, inputs)
        _swap(site, out, previous)


def _swap(site: Path, out: Path, previous: Path) -> None:
    existed = out.exists()
    try:
        if existed:
            out.rename(previous)
        try:
            site.rename(out)
        except OSError:
            if existed:
                previous.rename(out)
            raise
    except OSError as error:
        raise BuildError(
            f"{out} can't be replaced, {os_reason(error)}: name another folder with --out."
        ) from None
