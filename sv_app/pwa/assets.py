"""Assets of the site: the web client, icons, manifests, and compressed copies of each file."""

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import brotli
from fontTools import subset
from fontTools.ttLib import TTFont

from sv_app import routes
from sv_app.domain.content import DEFAULT, Content
from sv_app.pwa.step_cache import StepCache, digest
from sv_app.pwa.wheels import BuildError
from sv_app.ui.theme import FONTS, LIGHT, REGULAR

WEB = "flet_web/web/"
KEPT = (
    "assets/AssetManifest.bin.json",
    "assets/NOTICES",
    "assets/fonts/MaterialIcons-Regular.otf",
    "assets/packages/wakelock_plus/assets/no_sleep.js",
    "canvaskit/canvaskit.js",
    "canvaskit/canvaskit.wasm",
    "canvaskit/chromium/canvaskit.js",
    "canvaskit/chromium/canvaskit.wasm",
    "flutter.js",
    "main.dart.js",
    "pyodide/pyodide.asm.mjs",
    "pyodide/pyodide.asm.wasm",
    "pyodide/pyodide.mjs",
    "pyodide/python_stdlib.zip",
    "version.json",
)
"""What the page may ask for; the rest of the wheel, about 50 MB, it never does."""

ROBOTO = FONTS[REGULAR]
"""The engine fetches a Roboto from a CDN unless one is listed; ours takes its name."""
RIVE = re.compile(r"k\.src=A\.\w+\(\)\+a\nk\.type=\"application/javascript\"")
FOLDERS = ("assets/shaders/",)
FLUTTER = re.compile(r"_flutter\.buildConfig = (\{.*?\});", re.DOTALL)


def copy_web_client(wheel: Path, out: Path) -> Mapping[str, Any]:
    """Copy the client into `out`; returns what Flutter's loader must be told of it.

    Raises:
        BuildError: when the client is not the one these changes were made for.
    """
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            inside = name.removeprefix(WEB)
            if inside in KEPT or inside.startswith(FOLDERS):
                _write(out / inside, archive.read(name))
        lock = json.loads(archive.read(f"{WEB}pyodide/pyodide-lock.json"))
        bootstrap = archive.read(f"{WEB}flutter_bootstrap.js").decode()
    # The whole index of Pyodide's packages would be downloaded to use none of them.
    _write(out / "pyodide/pyodide-lock.json", json.dumps(lock | {"packages": {}}).encode())
    # Listed fonts are all fetched at start: 20 of a formula engine, one of iOS icons.
    _write(out / "assets/FontManifest.json", json.dumps(_fonts()).encode())
    _silence_rive(out / "main.dart.js")
    return _flutter_build(bootstrap)


def _fonts() -> list[dict[str, Any]]:
    files = {"MaterialIcons": "fonts/MaterialIcons-Regular.otf"}
    # The engine looks under its own assets/; the project's are copied beside that.
    files |= {name: f"../{path}" for name, path in {**FONTS, "Roboto": ROBOTO}.items()}
    return [{"family": name, "fonts": [{"asset": path}]} for name, path in files.items()]


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _silence_rive(client: Path) -> None:
    """Stop the client from asking a public CDN for an animation engine at every start."""
    text, count = RIVE.subn('k.type="text/plain"', client.read_text("utf-8"))
    if count != 1:
        raise BuildError(f"{client.name}: the request to the CDN was not found; look for it again.")
    client.write_text(text, "utf-8")


def _flutter_build(bootstrap: str) -> Mapping[str, Any]:
    found = FLUTTER.search(bootstrap)
    if found is None:
        raise BuildError("flutter_bootstrap.js: Flutter's build settings were not found.")
    settings = json.loads(found[1])
    builds = [b for b in settings["builds"] if b["renderer"] == "canvaskit"]
    return {"engineRevision": settings["engineRevision"], "builds": builds}


FONT = "assets/fonts/MaterialIcons-Regular.otf"
NAMES = "__pypackages__/flet/controls/material/icons.json"
USED = re.compile(r"\bft\.Icons\.([A-Z0-9_]+)")
VARIANTS = ("_OUTLINED", "_ROUNDED", "_SHARP")


def find_used_icons(package: Path) -> set[str]:
    """The icons that the screens of the package name: such as `CALL`."""
    texts = (path.read_text("utf-8") for path in (package / "ui").rglob("*.py"))
    return {name for text in texts for name in USED.findall(text)}


def trim_names(names: bytes, icons: Iterable[str]) -> bytes:
    """Flet's own table of icons, cut down to `icons`."""
    table = json.loads(names)
    return json.dumps({name: table[name] for name in sorted(icons)}).encode()


def trim_font(path: Path, icons: Iterable[str], cache: StepCache) -> None:
    """Cut the font at `path` down to the glyphs of `icons`, which keep their places."""
    names, whole, code = sorted(icons), path.read_bytes(), Path(__file__).read_bytes()
    key = digest(whole, *names, code, version("fonttools"))
    path.write_bytes(cache.reuse("icon font", key, lambda: _trimmed(path, names)))


def _trimmed(path: Path, icons: Iterable[str]) -> bytes:
    # The date of the build would make each build differ from the one before.
    font = TTFont(path, recalcTimestamp=False)
    wanted = {name: _glyph(name) for name in icons}
    if lacking := sorted(wanted.keys() - {n for n, g in wanted.items() if g in font.getGlyphSet()}):
        raise BuildError(f"{path.name} draws no {', '.join(lacking)}: an icon of another name?")
    options = subset.Options(glyph_names=False, notdef_outline=True, retain_gids=False)
    cut = subset.Subsetter(options)
    cut.populate(glyphs=wanted.values())
    cut.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _glyph(name: str) -> str:
    return name.lower() if name.endswith(VARIANTS) else f"{name.lower()}_baseline"


PHONE = "390x844"


def write_manifests(contents: Mapping[str, Content], site: Path) -> None:
    """Write a manifest for each language of `contents` into `site`.

    A static host can't choose by the device's language: the page's script does, and
    without a script the page names that of the language everyone falls back to.
    """
    for code, content in contents.items():
        text = json.dumps(manifest(content), ensure_ascii=False, indent=1)
        (site / manifest_name(code)).write_text(text, "utf-8")


def manifest_name(code: str) -> str:
    """The file of a language: `manifest.json` for the default one, else `manifest.en.json`."""
    return "manifest.json" if code == DEFAULT else f"manifest.{code}.json"


def manifest_names(contents: Mapping[str, Content]) -> dict[str, dict[str, str]]:
    """What the page's script needs to choose: each language's file, and the app's name."""
    return {
        code: {"file": manifest_name(code), "name": content.labels.app.name}
        for code, content in contents.items()
    }


def manifest(content: Content) -> dict[str, Any]:
    """The manifest; every address in it is relative, for any path."""
    app = content.labels.app
    return {
        # The same in every language: it is one app. Resolved against the origin alone: "./"
        # would be any other app at its root.
        "id": "cote-a-cote",
        "scope": "./",
        "start_url": "./",
        "name": app.name,
        "short_name": app.name,
        "description": app.description,
        "lang": content.code,
        "dir": "ltr",
        "categories": ["health", "medical", "education"],
        "display": "standalone",
        "theme_color": LIGHT.surface,
        "background_color": LIGHT.surface,
        "icons": [
            _icon("icon-192.png", "192x192", "any"),
            _icon("icon-512.png", "512x512", "any"),
            _icon("icon.svg", "any", "any"),
            _icon("maskable-192.png", "192x192", "maskable"),
            _icon("maskable-512.png", "512x512", "maskable"),
            _icon("monochrome-512.png", "512x512", "monochrome"),
        ],
        "screenshots": [
            _screenshot("home", content.labels.home.title),
            _screenshot("script", content.labels.scripts.title),
            _screenshot("helplines", content.labels.helplines.title),
        ],
        "shortcuts": [
            _shortcut(content.labels.helplines.title, routes.HELPLINES),
            _shortcut(content.labels.self_check.title, routes.SELF_CHECK),
            _shortcut(content.labels.scripts.title, routes.SCRIPTS),
        ],
    }


def _icon(file: str, sizes: str, purpose: str) -> dict[str, str]:
    kind = "image/svg+xml" if file.endswith(".svg") else "image/png"
    return {"src": f"icons/{file}", "sizes": sizes, "type": kind, "purpose": purpose}


def _screenshot(name: str, label: str) -> dict[str, str]:
    return {
        "src": f"screenshots/{name}.png",
        "sizes": PHONE,
        "type": "image/png",
        "form_factor": "narrow",
        "label": label,
    }


def _shortcut(name: str, path: str) -> dict[str, Any]:
    icon = _icon("icon-192.png", "192x192", "any")
    return {"name": name, "url": f"./#{path}", "icons": [icon]}


WORTH = {".css", ".html", ".js", ".json", ".mjs", ".otf", ".svg", ".ttf", ".wasm", ".zip"}
SMALLEST = 512
"""Bytes under which compressing gains nothing a packet would notice."""


BEST = 11
"""The effort of Brotli that makes the smallest files, in a minute or two for the whole site."""
SUFFIXES = (".br", ".gz")


def write_compressed(site: Path, cache: Path, effort: int = BEST) -> None:
    """Compress what is worth it in `site`; `cache` keeps what a former build compressed.

    `effort` is that of Brotli, from 0 to 11.
    """
    cache.mkdir(parents=True, exist_ok=True)
    files = [path for path in sorted(site.rglob("*")) if _worth(path)]
    # The largest first, so that no processor waits for one at the end.
    files.sort(key=lambda path: -path.stat().st_size)
    jobs = [(path, suffix, cache, effort) for path in files for suffix in SUFFIXES]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(_compress, jobs))


def _worth(path: Path) -> bool:
    return path.is_file() and path.suffix in WORTH and path.stat().st_size > SMALLEST


def _compress(job: tuple[Path, str, Path, int]) -> None:
    path, suffix, cache, effort = job
    data = path.read_bytes()
    kept = cache / f"{hashlib.sha256(data).hexdigest()}-{effort}{suffix}"
    if not kept.exists():
        beside = kept.with_suffix(f"{suffix}.{os.getpid()}")
        beside.write_bytes(_compressed(data, suffix, effort))
        beside.replace(kept)
    shutil.copyfile(kept, path.with_name(path.name + suffix))


def _compressed(data: bytes, suffix: str, effort: int) -> bytes:
    if suffix == ".gz":
        return gzip.compress(data, compresslevel=9, mtime=0)
    packed: bytes = brotli.compress(data, quality=effort, lgwin=24)
    return packed
