"""Runs what must pass before a change is kept: linters, types, then tests."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STEPS = (
    ("ruff", "format", "--check"),
    ("ruff", "check"),
    ("mypy",),
    ("pytest", "-m", "not browser"),
    ("pytest", "-m", "browser"),
)


def main() -> int:
    """Run every step in order; stop at the first that fails."""
    for module, *arguments in STEPS:
        print("+", module, *arguments, flush=True)
        done = subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
