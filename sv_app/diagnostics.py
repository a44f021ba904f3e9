"""Logging of errors: the type and the lines of code, never the message.

The message of an exception may quote what a person wrote.
"""

import logging
import traceback

log = logging.getLogger("sv_app")


def silence_flet_logging() -> None:
    """Stop Flet from logging exceptions with their messages."""
    logging.getLogger("flet").setLevel(logging.CRITICAL)


def report(error: BaseException) -> None:
    """Log the type of an error and the lines of its traceback."""
    lines = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s at:\n%s", type(error).__name__, lines)


def report_trace(trace: str) -> None:
    """Log the file, line and function of each frame of a formatted stack trace."""
    lines = [line for line in trace.splitlines() if line.startswith("  File ")]
    log.error("Unhandled error at:\n%s", "\n".join(lines))
