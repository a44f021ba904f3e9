"""app.zip: the app, its words and its packages, as Python finds them in the browser."""

import io
import pickle
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sv_app.data.content import COMPILED
from sv_app.domain.content import Kit

PACKAGES = "__pypackages__/"
NOT_SHIPPED = ("sv_app/pwa/", "sv_app/editorial/", "sv_app/cli.py")
STAMP = (2020, 1, 1, 0, 0, 0)
"""One date for every member, so that the same files make the same archive."""

Members = dict[str, bytes]


def members(root: Path, kits: Mapping[str, Kit], wheels: Mapping[str, Path]) -> Members:
    """Everything the app needs: the project at `root`, `kits`, and what `wheels` hold."""
    found = dict(_app(root))
    found[f"content/{COMPILED}"] = packed(kits)
    for name, wheel in wheels.items():
        if name != "flet-web":
            found |= _packages(wheel)
    return found


def write(found: Members, out: Path) -> None:
    """Write `found` as an archive, stored: the whole compresses better on its way."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(found):
            archive.writestr(zipfile.ZipInfo(name, STAMP), found[name])


def packed(kits: Mapping[str, Kit]) -> bytes:
    """What `load_kits_or_exit` finds instead of the TOML: the same bytes for the same words."""
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=5).dump(dict(kits))
    return buffer.getvalue()


class _Pickler(pickle._Pickler):
    """Writes sets sorted; their own order differs from one process to the next."""

    def reducer_override(self, value: Any) -> Any:
        """Tell how a set is written; everything else is written as usual."""
        return (set, (sorted(value),)) if type(value) is set else NotImplemented


def _app(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in (root / "main.py", *root.glob("sv_app/**/*.py")):
        name = path.relative_to(root).as_posix()
        if not name.startswith(NOT_SHIPPED):
            yield name, path.read_bytes()


def _packages(wheel: Path) -> Members:
    with zipfile.ZipFile(wheel) as archive:
        names = [n for n in archive.namelist() if not n.endswith("/") and ".dist-info/" not in n]
        return {PACKAGES + name: archive.read(name) for name in names}
