"""What the developer's console is told: where the code broke, never what was said.

The text of an exception may quote what a person wrote.
"""

import logging
import traceback

log = logging.getLogger("sv_app")


def silence_flet_logging() -> None:
    """Stop Flet from logging whole exceptions."""
    logging.getLogger("flet").setLevel(logging.CRITICAL)


def report(error: BaseException) -> None:
    """Say which kind of error, and at which lines."""
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s at:\n%s", type(error).__name__, places)


def report_trace(trace: str) -> None:
    """Say at which lines, when all there is left is a formatted trace."""
    places = [line for line in trace.splitlines() if line.startswith("  File ")]
    log.error("The app was rescued from:\n%s", "\n".join(places))
