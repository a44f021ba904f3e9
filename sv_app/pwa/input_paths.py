"""The files and folders that commands read, checked before a command starts."""

import shutil
import stat
from pathlib import Path


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
