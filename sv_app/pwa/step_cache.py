"""An on-disk cache of build steps, keyed by a digest of their inputs."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

DIGEST_BYTES = hashlib.sha256().digest_size


def digest(*parts: bytes | str) -> str:
    """Return a SHA-256 of `parts` and of their lengths, in hexadecimal."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.hexdigest()


def digest_files(files: Mapping[str, Path]) -> str:
    """Return a SHA-256 of the names and contents of `files`, in hexadecimal."""
    return digest(
        *(part for name, path in files.items() for part in (name, digest(path.read_bytes())))
    )


class StepCache:
    """Results by step and by the digest of all that the step reads.

    Each file begins with the SHA-256 of its result, so that a damaged file counts as
    missing. Files are written under a temporary name and renamed, so that several builds may
    share a folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reused: Counter[str] = Counter()
        self.made: Counter[str] = Counter()

    def get(self, step: str, key: str) -> bytes | None:
        """Return the cached result of `step` for the inputs of `key`, or None."""
        try:
            entry = self._path(step, key).read_bytes()
        except OSError:
            return None
        result = entry[DIGEST_BYTES:]
        if entry[:DIGEST_BYTES] != hashlib.sha256(result).digest():
            return None
        self.reused[step] += 1
        return result

    def put(self, step: str, key: str, result: bytes) -> None:
        """Store the result of `step`; errors of the disk are ignored and only slow later builds."""
        self.made[step] += 1
        path = self._path(step, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                temporary = Path(folder, path.name)
                temporary.write_bytes(hashlib.sha256(result).digest() + result)
                temporary.replace(path)
        except OSError:
            return

    def reuse(self, step: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the cached result of `step`, or call `make` and store its result."""
        result = self.get(step, key)
        if result is None:
            result = make()
            self.put(step, key, result)
        return result

    def summary(self) -> list[str]:
        """Return a line for each step with the number of results that were reused."""
        return [
            f"{step}: reused {self.reused[step]} of {self.reused[step] + self.made[step]}"
            for step in sorted({*self.reused, *self.made})
        ]

    def _path(self, step: str, key: str) -> Path:
        return self.folder / step / key
