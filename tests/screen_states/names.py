"""The names of states, and the callback that reports them."""

from collections.abc import Callable

ReportState = Callable[[str], None]
"""Called with the name of each state while it is on the screen."""


def state_name(path: str) -> str:
    """Return the name of the state that a path opens, such as `me-self-check`."""
    return path.strip("/").replace("/", "-").replace(":", "").replace("+", "") or "home"
