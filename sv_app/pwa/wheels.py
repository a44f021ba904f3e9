"""The wheels the site ships: from the package registry, pinned by version and hash."""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PINS = Path(__file__).with_name("wheels.txt")
PIN = re.compile(r"^([\w.-]+)==(\S+) \\\n\s+--hash=sha256:([0-9a-f]{64})$", re.MULTILINE)
PLATFORM = (
    "--only-binary=:all:",
    *("--platform", "pyemscripten_2026_0_wasm32", "--platform", "any"),
    *("--implementation", "cp", "--python-version", "3.14"),
    *("--abi", "cp314", "--abi", "none"),
)
UNREACHABLE = re.compile(
    r"connection broken by|NewConnectionError|NameResolutionError|ConnectTimeout|Max retries"
)
"""What pip says when no connection was made."""


class BuildError(Exception):
    """The site can't be built; the message says why, in one sentence."""


def fetch(cache: Path) -> dict[str, Path]:
    """The pinned wheels by name, downloaded into `cache` when they are not there.

    Raises:
        BuildError: when one can't be fetched, or is not the one that was pinned.
    """
    found = _cached(cache)
    if found is None:
        _download(cache)
        found = _cached(cache)
    if found is None:
        raise BuildError(f"{cache} does not hold the wheels that {PINS.name} pins.")
    return found


def _cached(cache: Path) -> dict[str, Path] | None:
    wheels = [path for path in cache.glob("*.whl") if path.is_file()]
    hashes = {hashlib.sha256(w.read_bytes()).hexdigest(): w for w in wheels}
    pins = {name: hashes.get(digest) for name, _, digest in PIN.findall(PINS.read_text("utf-8"))}
    found = {name: wheel for name, wheel in pins.items() if wheel}
    return found if len(found) == len(pins) else None


def _download(cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--require-hashes", "--disable-pip-version-check", *PLATFORM]
    # Downloaded beside: another build at the same time never sees half of a wheel.
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        command += ["--dest", folder, "--requirement", str(PINS)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(f"The pinned wheels could not be fetched: {_reason(done.stderr)}")
        for wheel in Path(folder).glob("*.whl"):
            wheel.replace(cache / wheel.name)


def _reason(stderr: str) -> str:
    """Why pip failed, in one sentence."""
    if UNREACHABLE.search(stderr):
        return "the package registry can't be reached; check the network, and `pip config list`."
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")]
    line = next(iter(errors or lines[-1:]), "pip did not say why.")
    return line.removeprefix("ERROR:").strip()
