"""A complete institution file for tests: the example of content/README.md."""

import re
from pathlib import Path

from sv_app.project import CONTENT


def example_institution() -> str:
    """Return the example institution.toml of content/README.md."""
    readme = (CONTENT / "README.md").read_text("utf-8")
    match = re.search(r"```toml\n(#:schema schemas/institution\.json\n.+?)```", readme, re.DOTALL)
    assert match, "content/README.md shows no institution.toml"
    return match[1]


def write_institution(folder: Path, text: str | None = None) -> Path:
    """Write `text`, or the example, to a file in `folder`, and return its path."""
    path = folder / "our-hospital.toml"
    path.write_text(example_institution() if text is None else text, "utf-8")
    return path
