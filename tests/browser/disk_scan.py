"""Searches the files of a browser profile on the disk."""

from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def files_containing(profile: Path, words: str | bytes) -> list[str]:
    """Return the files under `profile` that contain `words`, in any encoding of browsers."""
    needles = [words] if isinstance(words, bytes) else [words.encode(name) for name in ENCODINGS]
    return [
        path.relative_to(profile).as_posix()
        for path in sorted(profile.rglob("*"))
        if path.is_file() and not path.is_symlink() and _contains(path, needles)
    ]


def _contains(path: Path, needles: list[bytes]) -> bool:
    data = path.read_bytes()
    return any(needle in data for needle in needles)
