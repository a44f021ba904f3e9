"""Lighthouse, from the npm registry: its one pinned package, and how it is run."""

import json
from pathlib import Path
from typing import Any

from tests import npm

HERE = Path(__file__).parent
PINNED = HERE / "package.json"


def audited(port: int, address: str, script: str, ready: str, counted: str) -> dict[str, Any]:
    """What audit.mjs found on the page at `address`."""
    arguments = (str(port), address, script, ready, counted)
    done = npm.run(str(HERE / "audit.mjs"), *arguments, folder=npm.installed(PINNED))
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
