"""Runs what must pass before a change is merged: linters, types, then tests.

The tests run on as many workers as there are processors: more would only slow each other. The site
that the browser tests open is built while the linters and the fast tests run. Each run of pytest
prints its ten slowest tests. `SV_LONG=1` selects the long profile (see tests/profile.py).
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORKERS = ("-n", str(os.cpu_count() or 2))
# Groups keep the tests that share an expensive fixture on one worker. The order of collection
# stays: the tests that take longest are first.
GROUPED = ("--dist", "loadgroup", "--no-loadscope-reorder")
SLOWEST = ("--durations", "10", "--durations-min", "1")
STEPS = (
    ("ruff", "format", "--check"),
    ("ruff", "check"),
    ("mypy",),
    ("pytest", "-m", "not browser", *WORKERS, "--dist", "worksteal", *SLOWEST),
    ("pytest", "-m", "browser", *WORKERS, *GROUPED, *SLOWEST),
)


def main() -> int:
    """Run every step in order; stop at the first that fails."""
    with building_site():
        return run_steps()


@contextmanager
def building_site() -> Iterator[None]:
    """Build the site in the background; a fault is reported by the tests that need the site."""
    command = [sys.executable, "-m", "tests.browser.built_site"]
    quiet = subprocess.DEVNULL
    building = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        building.terminate()
        building.wait()


def run_steps() -> int:
    for module, *arguments in STEPS:
        print("+", module, *arguments, flush=True)
        began = time.monotonic()
        done = subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=False)
        print(f"{module}: {time.monotonic() - began:.0f} s", flush=True)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
