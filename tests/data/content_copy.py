"""A copy of content/ that a test can edit."""

import re
import shutil
from pathlib import Path

from sv_app.data.content import load_contents
from sv_app.data.content_files import ContentError, Fault
from sv_app.project import CONTENT


class ContentCopy:
    """A copy of content/, edited by line: no test depends on the wording of a sentence."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "content"
        shutil.copytree(CONTENT, self.root)

    def text(self, file: str) -> str:
        return (self.root / file).read_text("utf-8")

    def write(self, file: str, text: str, encoding: str = "utf-8") -> None:
        (self.root / file).write_text(text, encoding)

    def write_in_new_folder(self, folder: str, file: str, text: str) -> None:
        (self.root / folder).mkdir()
        self.write(f"{folder}/{file}", text)

    def delete(self, file: str) -> None:
        (self.root / file).unlink()

    def set_line(self, file: str, key: str, new: str) -> None:
        """Replace the first line that sets `key` with `new`."""
        self.replace(file, rf"^{re.escape(key)} = .*$", new)

    def add_to_table(self, file: str, table: str, new: str) -> None:
        """Insert the line `new` at the start of `[table]`."""
        self.replace(file, rf"^\[{re.escape(table)}\]$", f"[{table}]\n{new}")

    def duplicate_item(self, file: str, item_id: str) -> None:
        """Append a copy of the list item that has the id `item_id`."""
        item = re.search(rf'\[\[\w+\]\]\nid = "{item_id}"\n(?:.+\n)*', self.text(file))
        assert item, f"{file} has no {item_id}"
        self.write(file, f"{self.text(file)}\n{item[0]}")

    def remove_item(self, file: str, item_id: str) -> None:
        """Remove the list item that has the id `item_id`."""
        self.replace(file, rf'\[\[\w+\]\]\nid = "{item_id}"\n(?:.+\n)*', "")

    def add_rehearsal(self, file: str, *phrases: str) -> None:
        """Insert a rehearsal whose answers are `phrases`, before the other tables."""
        answers = [f"[[rehearse.answers]]\nphrase = '{name}'\nwhy = 'x'\n" for name in phrases]
        rehearsal = "[[rehearse]]\nid = 'a-line'\nline = 'x'\n" + "".join(answers)
        self.replace(file, r"^\[", f"{rehearsal}\n[")

    def replace(self, file: str, pattern: str, new: str) -> None:
        text, count = re.subn(pattern, lambda _: new, self.text(file), count=1, flags=re.MULTILINE)
        assert count == 1, f"{file} has no {pattern}"
        self.write(file, text)

    def faults(self) -> tuple[Fault, ...]:
        """Load the copy, and return the faults that are found."""
        try:
            load_contents(self.root)
        except ContentError as error:
            return error.faults
        return ()
