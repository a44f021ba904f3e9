"""Runs what must pass before a change is merged: linters, types, then tests.

The tests run on as many workers as there are processors. Each run of pytest prints its ten
slowest tests. `SV_LONG=1` selects the long profile (see tests/profile.py).
"""

import os
import subprocess
import sys
import time
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
