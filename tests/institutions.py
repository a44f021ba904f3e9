"""A hospital's own file, whole, and what it says: the example of content/README.md."""

import re
from pathlib import Path

from sv_app.project import CONTENT


def example() -> str:
    """The example the README gives to copy."""
    readme = (CONTENT / "README.md").read_text("utf-8")
    found = re.search(r"```toml\n(#:schema schemas/institution\.json\n.+?)```", readme, re.DOTALL)
    assert found, "content/README.md shows no institution.toml"
    return found[1]


def written(folder: Path, text: str | None = None) -> Path:
    """A file that says `text`, or the example, in `folder`."""
    path = folder / "our-hospital.toml"
    path.write_text(example() if text is None else text, "utf-8")
    return path
