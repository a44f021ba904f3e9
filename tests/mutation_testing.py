"""Mutation testing of `sv_app.domain` and `sv_app.data`, with mutmut.

    python -m tests.mutation_testing [--sample 300] [--seed 20261130]

mutmut changes an operator, a value or a call of a function (a mutant), and runs the tests that call
the function. A mutant is killed when one of them fails. `--sample 0` tries every mutant, which
takes hours. Prints the rate and, for each mutant that survived, the change.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from sv_app.project import CACHE, PROJECT
from tests.profile import SEED

FOLDER = CACHE / "mutation"
MUTANTS = "mutants"
INPUTS = ("sv_app", "tests", "content", "assets", "main.py", "pyproject.toml", "README.md")
SMALL_MODULE = "sv_app.domain.folding*"
"""A small module.

Trying its mutants makes mutmut write those of all modules, from which the sample is then drawn.
"""
SAMPLE = 300
KILLED = {1, 3, 24, 36, -24, 152, 255}
"""Exit codes of a run that failed, or that mutmut stopped because it did not end."""
NO_TEST = {5, 33}
MAX_OUTPUT = 5_000
"""The last characters of a failure that are shown: mutmut draws its progress before."""


def copy_inputs() -> None:
    """Copy what the tests read to `FOLDER`; mutmut writes beside it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in INPUTS:
        source, copy = PROJECT / name, FOLDER / name
        if source.is_file():
            shutil.copy2(source, copy)
            continue
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))


def mutmut(*arguments: str) -> str:
    """Run a command of mutmut, and return what it prints.

    Raises:
        RuntimeError: when it fails, such as when a test fails without any mutant.
    """
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    done = subprocess.run(
        command, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise RuntimeError(f"mutmut {arguments[0]} failed:\n{done.stdout[-MAX_OUTPUT:]}")
    return done.stdout


def exit_codes() -> dict[str, int | None]:
    """Return the exit code of the tests for each mutant; None for a mutant that was not tried."""
    codes: dict[str, int | None] = {}
    for path in (FOLDER / MUTANTS).rglob("*.meta"):
        codes |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return codes


def sample(names: Collection[str], size: int, seed: int) -> list[str]:
    """Return `size` of the names, or all of them if `size` is 0."""
    ordered = sorted(names)
    return random.Random(seed).sample(ordered, min(size, len(ordered))) if size else ordered


def try_mutants(size: int, seed: int) -> dict[str, int | None]:
    """Try a sample of the mutants, and return the exit code of the tests for each."""
    copy_inputs()
    mutmut("run", SMALL_MODULE)
    names = sample(exit_codes(), size, seed)
    mutmut("run", *names)
    codes = exit_codes()
    return {name: codes[name] for name in names}


def main() -> None:
    """Print the rate, and the mutants that survived."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, default=SAMPLE)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    codes = try_mutants(options.sample, options.seed)
    survivors = {name: code for name, code in codes.items() if code not in KILLED}
    for name, code in survivors.items():
        print(f"{'no test' if code in NO_TEST else 'survived'}: {name}\n{mutmut('show', name)}")
    print(f"{len(codes)} mutants, {1 - len(survivors) / len(codes):.1%} killed")


if __name__ == "__main__":
    main()
