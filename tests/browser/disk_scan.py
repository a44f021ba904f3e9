"""What a browser left on the disk."""

from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def holding(profile: Path, words: str | bytes) -> list[str]:
    """The files under `profile` that hold `words`, in any encoding a browser writes."""
    forms = [words] if isinstance(words, bytes) else [words.encode(name) for name in ENCODINGS]
    return [
        path.relative_to(profile).as_posix()
        for path in sorted(profile.rglob("*"))
        if path.is_file() and not path.is_symlink() and _holds(path, forms)
    ]


def _holds(path: Path, forms: list[bytes]) -> bool:
    data = path.read_bytes()
    return any(form in data for form in forms)
