"""Stand-ins for what a test can't have: a client, and what it shows."""

from sv_app.pwa.python.client import Client
from sv_app.pwa.python.tree import unwrapped, walk

__all__ = ["Client", "unwrapped", "walk"]
