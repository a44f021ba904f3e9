"""Builds the reference site: the same app, built with the functions of flet-web.

The build does what `flet publish` does, except for three changes that the app needs to start. The
wheels are packed with the app, because the benchmark has no package index. The worker is told where
Pyodide is. A stub replaces the module `sv_device`, which the worker of this site provides.
"""

import io
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import flet_web
from flet.controls.types import RouteUrlStrategy, WebRenderer

from sv_app.project import CACHE
from sv_app.pwa import assets as assets_module
from sv_app.pwa import tree_shaking, wheels
from tests.source import ROOT

ARCHIVE = "app.tar.gz"
UNUSED_ENGINES = ("main.dart.wasm", "canvaskit/skwasm*", "canvaskit/wimp*", "canvaskit/exp*")
"""Engines of other renderers: they are never requested, and take minutes to compress."""

SV_DEVICE = b"""
class records:
    encrypt = decrypt = None

    async def names():
        return []

keys = records

async def ask(name, value=None):
    return None if name == "get-draft" else False

def address():
    return ""

async def isAvailableOffline():
    return False

def languages():
    return ["fr-FR"]

def listen(name, listener):
    pass

def post_message(name, value=None):
    pass

def preferences():
    class Preferences:
        contrast = compact = shares = False
        secure = True
    return Preferences
"""
"""A stub of `sv_device` in which nothing is stored, as on a first visit."""


def build(out: Path, quality: int = assets_module.MAX_BROTLI_QUALITY) -> None:
    """Build the stock site into `out`, compressed as this site is."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(flet_web.get_package_web_dir(), out)
    shutil.copytree(ROOT / "assets", out, dirs_exist_ok=True)
    _pack(out / ARCHIVE)
    _patch(out)
    for pattern in UNUSED_ENGINES:
        for path in out.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assets_module.write_compressed(out, CACHE / "compressed", quality)


def _patch(out: Path) -> None:
    index = out / "index.html"
    flet_web.patch_index_html(
        str(index),
        base_href="",
        pyodide=True,
        pyodide_script_path="main.py",
        pyodide_version="bundled",
        app_package_url=ARCHIVE,
        web_renderer=WebRenderer.CANVAS_KIT,
        route_url_strategy=RouteUrlStrategy.HASH,
        no_cdn=True,
    )
    flet_web.patch_font_manifest_json(str(out / "assets" / "FontManifest.json"))
    # A module worker rejects the bare specifier that the patcher writes.
    page = index.read_text("utf-8")
    assert '"pyodide/pyodide.mjs"' in page
    index.write_text(page.replace('"pyodide/pyodide.mjs"', '"./pyodide/pyodide.mjs"'), "utf-8")


def _pack(out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, tarfile.open(out, "w:gz") as tar:
        packages = Path(folder)
        for name, wheel in wheels.fetch(CACHE / "wheels").items():
            if name != "flet-web":
                shutil.unpack_archive(wheel, packages, "zip")
        tar.add(packages, tree_shaking.PACKAGES)
        for name, data in _app():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def _app() -> Iterator[tuple[str, bytes]]:
    yield "sv_device.py", SV_DEVICE
    content_files = ROOT.glob("content/**/*.toml")
    for path in (ROOT / "main.py", *ROOT.glob("sv_app/**/*.py"), *content_files):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(tree_shaking.NOT_SHIPPED):
            yield name, path.read_bytes()
