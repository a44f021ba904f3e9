"""Runs Lighthouse, which package.json pins and npm installs."""

import json
from pathlib import Path
from typing import Any

from tests import npm

HERE = Path(__file__).parent
PINNED = HERE / "package.json"


def audit(port: int, address: str, script: str, ready: str, counted: str) -> dict[str, Any]:
    """Run audit.mjs on the page at `address`, and return its report."""
    arguments = (str(port), address, script, ready, counted)
    result = npm.run(str(HERE / "audit.mjs"), *arguments, folder=npm.install_packages(PINNED))
    assert result.returncode == 0, result.stderr[-2000:]
    report: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return report
