"""Finds the scripts that a script of the site imports."""

import re
from pathlib import Path

IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["']\./([^"']+)["']""")


def with_imports(folder: Path, script: str) -> dict[str, str]:
    """Return the text of a script and of all that it imports, by name, without Pyodide's."""
    texts: dict[str, str] = {}
    unread = [script]
    while unread:
        name = unread.pop()
        if name not in texts and not name.startswith("pyodide/"):
            texts[name] = (folder / name).read_text("utf-8")
            unread += IMPORT.findall(texts[name])
    return texts
