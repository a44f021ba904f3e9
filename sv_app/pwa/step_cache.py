"""Results of build steps, kept on disk and reused while their inputs stay the same."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

DIGEST = hashlib.sha256().digest_size


def digest(*parts: bytes | str) -> str:
    """A SHA-256 of `parts`; each one counts with its length."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def digest_files(files: Iterable[Path]) -> str:
    """A SHA-256 of the names and the content of `files`."""
    return digest(*(part for path in files for part in (path.name, path.read_bytes())))


class StepCache:
    """Results by step and by the digest of everything that the step reads.

    Each entry begins with the SHA-256 of its result, so that a damaged entry counts as
    absent. Entries are written beside and renamed: several builds may share a folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reused: Counter[str] = Counter()
        self.made: Counter[str] = Counter()

    def get(self, step: str, key: str) -> bytes | None:
        """The result of `step` for these inputs, or None when it has to be made."""
        try:
            entry = self._path(step, key).read_bytes()
        except OSError:
            return None
        result = entry[DIGEST:]
        if entry[:DIGEST] != hashlib.sha256(result).digest():
            return None
        self.reused[step] += 1
        return result

    def put(self, step: str, key: str, result: bytes) -> None:
        """Keep the result of `step`; a disk that refuses it only makes later builds slower."""
        self.made[step] += 1
        path = self._path(step, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
                beside.write(hashlib.sha256(result).digest() + result)
            Path(beside.name).replace(path)
        except OSError:
            return

    def reuse(self, step: str, key: str, make: Callable[[], bytes]) -> bytes:
        """The result of `step` for these inputs: the kept one, else what `make` returns."""
        result = self.get(step, key)
        if result is None:
            result = make()
            self.put(step, key, result)
        return result

    def summary(self) -> list[str]:
        """One line a step: how many of its results were reused."""
        return [
            f"{step}: reused {self.reused[step]} of {self.reused[step] + self.made[step]}"
            for step in sorted({*self.reused, *self.made})
        ]

    def _path(self, step: str, key: str) -> Path:
        return self.folder / step / key
