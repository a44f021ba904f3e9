"""Links inside content/: from its README to files, from each file to its schema."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

README = "README.md"
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)\)")
SCHEMA = re.compile(r"^#:schema (\S+)$", re.MULTILINE)


def broken(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file under `root` that points at one which is not there, and why."""
    readme = root / README
    wanted: dict[Path, list[str]] = {}
    for path, link in ((readme, LINK), *((path, SCHEMA) for path in sorted(root.rglob("*.toml")))):
        # A TOML file that can't be read is a fault already; the README is for people alone.
        with suppress(OSError):
            if path.is_file():
                wanted[path] = link.findall(path.read_text("utf-8", errors="replace"))
    for path, targets in wanted.items():
        for target in targets:
            if not (path.parent / target).exists():
                yield path, f"there is no {target}"
