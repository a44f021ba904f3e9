"""app.zip: the app, its words and its packages, as Python finds them in the browser."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGES = "__pypackages__/"
NOT_SHIPPED = ("sv_app/pwa/", "sv_app/cli.py")
STAMP = (2020, 1, 1, 0, 0, 0)
"""One date for every member, so that the same files make the same archive."""


def write(root: Path, wheels: Mapping[str, Path], out: Path) -> None:
    """Write the archive of the project at `root` and of `wheels` to `out`.

    Members are stored, not compressed: the whole compresses better on its way.
    """
    members = dict(_app(root))
    for name, wheel in wheels.items():
        if name != "flet-web":
            members |= _packages(wheel)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            archive.writestr(zipfile.ZipInfo(name, STAMP), members[name])


def _app(root: Path) -> Iterator[tuple[str, bytes]]:
    yield "main.py", (root / "main.py").read_bytes()
    for pattern in ("sv_app/**/*.py", "content/**/*.toml"):
        for path in root.glob(pattern):
            name = path.relative_to(root).as_posix()
            if not name.startswith(NOT_SHIPPED):
                yield name, path.read_bytes()


def _packages(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        names = [n for n in archive.namelist() if not n.endswith("/")]
        return {PACKAGES + name: archive.read(name) for name in names}
