"""Errors that end a command, which prints their message: it gives the reason."""

import shutil


class InputError(Exception):
    """An option, a file or an address can't be used; most messages say what to give instead."""


class BuildError(Exception):
    """The site can't be built."""


class PortError(Exception):
    """The port can't be used."""


def os_reason(error: OSError) -> str:
    """Return the reason that the system gives, to be used inside a sentence."""
    return (error.strerror or str(error)).lower()


def describe(error: OSError) -> str:
    """Return one sentence: the file that could not be read or written, and the reason."""
    if isinstance(error, shutil.Error):  # copytree lists (source, target, reason)
        source, _, reason = error.args[0][0]
        return f"{source} could not be copied: {reason}."
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."
