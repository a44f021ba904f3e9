"""How a state of a screen is called, and how it is reported."""

from collections.abc import Callable

Seen = Callable[[str], None]
"""Called with the name of each state while it is on the screen."""


def name(path: str) -> str:
    """The name of the state in which a path opens: `me-self-check`."""
    return path.strip("/").replace("/", "-").replace(":", "").replace("+", "") or "home"
