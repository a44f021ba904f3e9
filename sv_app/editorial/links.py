"""Links inside content/: from its README to files, from each file to its schema."""

import re
from collections.abc import Iterator
from pathlib import Path

README = "README.md"
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)\)")
SCHEMA = re.compile(r"^#:schema (\S+)$", re.MULTILINE)


def broken(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file under `root` that points at one which is not there, and why."""
    readme = root / README
    wanted = {readme: LINK.findall(readme.read_text("utf-8"))} if readme.exists() else {}
    for path in sorted(root.rglob("*.toml")):
        wanted[path] = SCHEMA.findall(path.read_text("utf-8", errors="replace"))
    for path, targets in wanted.items():
        for target in targets:
            if not (path.parent / target).exists():
                yield path, f"there is no {target}"
