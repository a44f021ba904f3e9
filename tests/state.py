"""A state of a screen: what it is called, and who is told when it is there."""

from collections.abc import Callable

Seen = Callable[[str], None]
"""Called with the name of each state, when it is on screen."""


def name(path: str) -> str:
    """What the state a path opens on is called: `me-self-check`."""
    return path.strip("/").replace("/", "-").replace(":", "").replace("+", "") or "home"
