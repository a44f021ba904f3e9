"""Runs every check that a change must pass before it is merged: linters, types, then tests.

The tests run on as many workers as there are processors; more workers would slow each other down.
The site that the browser tests open is built while the linters and the fast tests run. Each run of
pytest prints its ten slowest tests. `SV_LONG=1` selects the long profile (see tests/profile.py).
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
# Groups keep the tests that share an expensive fixture on one worker. The collection order, with
# the slowest tests first, is kept.
BY_GROUP = ("--dist", "loadgroup", "--no-loadscope-reorder")
SLOWEST = ("--durations", "10", "--durations-min", "1")
STEPS = (
    ("ruff", "format", "--check"),
    ("ruff", "check"),
    ("mypy",),
    ("pytest", "-m", "not browser", *WORKERS, "--dist", "worksteal", *SLOWEST),
    ("pytest", "-m", "browser", *WORKERS, *BY_GROUP, *SLOWEST),
)


def main() -> int:
    """Run every step in order, and return the exit code of the first that fails, or 0."""
    with building_site():
        return run_steps()


@contextmanager
def building_site() -> Iterator[None]:
    """Build the site in the background; the tests that need the site report a failed build."""
    command = [sys.executable, "-m", "tests.browser.built_site"]
    devnull = subprocess.DEVNULL
    build = subprocess.Popen(command, cwd=ROOT, stdout=devnull, stderr=devnull)
    try:
        yield
    finally:
        build.terminate()
        build.wait()


def run_steps() -> int:
    for module, *arguments in STEPS:
        print("+", module, *arguments, flush=True)
        start = time.monotonic()
        result = subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=False)
        print(f"{module}: {time.monotonic() - start:.0f} s", flush=True)
        if result.returncode:
            return result.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
