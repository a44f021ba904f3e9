"""A copy of content/ to break."""

import re
import shutil
from pathlib import Path

from sv_app.data.content import load_contents
from sv_app.data.content_files import ContentError, Fault
from sv_app.project import CONTENT


class Words:
    """Edits by line, so that no test depends on what a sentence says."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "content"
        shutil.copytree(CONTENT, self.root)

    def text(self, file: str) -> str:
        return (self.root / file).read_text("utf-8")

    def write(self, file: str, text: str, encoding: str = "utf-8") -> None:
        (self.root / file).write_text(text, encoding)

    def write_in(self, folder: str, file: str, text: str) -> None:
        (self.root / folder).mkdir()
        self.write(f"{folder}/{file}", text)

    def delete(self, file: str) -> None:
        (self.root / file).unlink()

    def line(self, file: str, key: str, new: str) -> None:
        """Put `new` in place of the first line that sets `key`."""
        self.replace(file, rf"^{re.escape(key)} = .*$", new)

    def under(self, file: str, table: str, new: str) -> None:
        """Put the line `new` first in `[table]`."""
        self.replace(file, rf"^\[{re.escape(table)}\]$", f"[{table}]\n{new}")

    def again(self, file: str, item_id: str) -> None:
        """Put the item of a list that has this id a second time, at the end."""
        found = re.search(rf'\[\[\w+\]\]\nid = "{item_id}"\n(?:.+\n)*', self.text(file))
        assert found, f"{file} has no {item_id}"
        self.write(file, f"{self.text(file)}\n{found[0]}")

    def without(self, file: str, item_id: str) -> None:
        """Take the item of a list that has this id away."""
        self.replace(file, rf'\[\[\w+\]\]\nid = "{item_id}"\n(?:.+\n)*', "")

    def rehearse(self, file: str, *phrases: str) -> None:
        """Put a rehearsal first, whose answers are these phrases."""
        answers = [f"[[rehearse.answers]]\nphrase = '{name}'\nwhy = 'x'\n" for name in phrases]
        rehearsal = "[[rehearse]]\nid = 'a-line'\nline = 'x'\n" + "".join(answers)
        self.replace(file, r"^\[", f"{rehearsal}\n[")

    def replace(self, file: str, pattern: str, new: str) -> None:
        text, count = re.subn(pattern, lambda _: new, self.text(file), count=1, flags=re.MULTILINE)
        assert count == 1, f"{file} has no {pattern}"
        self.write(file, text)

    def faults(self) -> tuple[Fault, ...]:
        try:
            load_contents(self.root)
        except ContentError as error:
            return error.faults
        return ()
