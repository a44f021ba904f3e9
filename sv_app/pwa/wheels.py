"""Download the wheels of the site from the package registry, pinned by version and hash."""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from sv_app.pwa.errors import BuildError

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
"""Messages of pip when it could not connect."""


def pins() -> list[tuple[str, str, str]]:
    """Return the name, the version and the SHA-256 of each pinned wheel."""
    return PIN.findall(PINS.read_text("utf-8"))


def fetch(cache: Path) -> dict[str, Path]:
    """Return the pinned wheels by name; download them into `cache` if any is missing.

    Raises:
        BuildError: when a wheel can't be downloaded or does not match its pin.
    """
    wheels = _find_cached(cache)
    if wheels is None:
        _download(cache)
        wheels = _find_cached(cache)
    if wheels is None:
        raise BuildError(f"{cache} does not hold the wheels that {PINS.name} pins.")
    return wheels


def _find_cached(cache: Path) -> dict[str, Path] | None:
    """Return the pinned wheels in `cache` by name, or None if any is missing."""
    paths = [path for path in cache.glob("*.whl") if path.is_file()]
    by_digest = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}
    digests = {name: digest for name, _, digest in pins()}
    wheels = {name: by_digest[digest] for name, digest in digests.items() if digest in by_digest}
    return wheels if len(wheels) == len(digests) else None


def _download(cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--require-hashes", "--disable-pip-version-check", *PLATFORM]
    # Download into a temporary folder: a concurrent build never sees a partial wheel.
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        command += ["--dest", folder, "--requirement", str(PINS)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            raise BuildError(f"The pinned wheels could not be fetched: {_reason(result.stderr)}")
        for wheel in Path(folder).glob("*.whl"):
            wheel.replace(cache / wheel.name)


def _reason(stderr: str) -> str:
    """Return the reason of a failure of pip in one sentence."""
    if UNREACHABLE.search(stderr):
        return "the package registry can't be reached; check the network, and `pip config list`."
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")]
    line = next(iter(errors or lines[-1:]), "pip did not say why.")
    return line.removeprefix("ERROR:").strip()
