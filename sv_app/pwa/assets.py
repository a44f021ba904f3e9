"""Assets of the site: the web client, icons, manifests, and compressed copies of the files."""

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
from sv_app.domain.content import DEFAULT_LANGUAGE, Content
from sv_app.pwa.errors import BuildError
from sv_app.pwa.step_cache import StepCache, digest
from sv_app.ui.theme import FONTS, LIGHT, REGULAR

WHEEL_FOLDER = "flet_web/web/"
WEB_CLIENT_FILES = (
    "assets/AssetManifest.bin.json",
    "assets/NOTICES",
    "assets/fonts/MaterialIcons-Regular.otf",
    "assets/packages/wakelock_plus/assets/no_sleep.js",
    "canvaskit/canvaskit.js",
    "canvaskit/canvaskit.wasm",
    "canvaskit/chromium/canvaskit.js",
    "canvaskit/chromium/canvaskit.wasm",
    "canvaskit/skwasm.js",
    "canvaskit/skwasm.wasm",
    "flutter.js",
    "main.dart.js",
    "main.dart.mjs",
    "main.dart.wasm",
    "pyodide/pyodide.asm.mjs",
    "pyodide/pyodide.asm.wasm",
    "pyodide/pyodide.mjs",
    "pyodide/python_stdlib.zip",
    "version.json",
)
"""Files that `copy_web_client` copies from the wheel, with those in `WEB_CLIENT_FOLDERS`."""

LISTED_AS_ROBOTO = FONTS[REGULAR]
"""Listed under the name Roboto too: the engine fetches Roboto from a CDN unless it is listed."""
RIVE_REQUEST = re.compile(r"k\.src=A\.\w+\(\)\+a\nk\.type=\"application/javascript\"")
"""Requests Rive, an animation engine, from a CDN, in the JavaScript client."""
SCRIPT_TYPE, INERT_TYPE = b"\x16application/javascript", b"\x16application/not-script"
"""The MIME type that the WebAssembly client gives to the script of Rive, and its replacement.

The client would request that script from a CDN; browsers request no script of the second type. The
first byte of each is the length of the rest.
"""
IMAGE_CODEC_TEST = 'typeof ImageDecoder>"u"?!1:'
"""The test of image codecs in Flutter's loader, which only Chromium passes.

In other browsers, the loader chooses larger files, which decode images themselves. The app needs
no decoder: its drawings are SVG files.
"""
WEB_CLIENT_FOLDERS = ("assets/shaders/",)
FLUTTER_CONFIG = re.compile(r"_flutter\.buildConfig = (\{.*?\});", re.DOTALL)
RENDERERS = ["skwasm", "canvaskit"]
"""The builds of the web client, in the order in which Flutter's loader tries them."""


def site_folders(source: Path) -> list[Path]:
    """Return the folders of `source`; the files beside them are for phone apps."""
    return sorted(path for path in source.iterdir() if path.is_dir())


COMMENT_LINES = re.compile(r"^[ \t]*(//.*|/\*\*[\s\S]*?\*/)\n", re.MULTILINE)
"""Lines of a script with nothing but a comment."""


def strip_comments(script: str) -> str:
    """Return `script` without the lines that hold only a comment, which would be downloaded too.

    `tests/javascript` compares the tokens of each script before and after.
    """
    return COMMENT_LINES.sub("", script)


def copy_web_client(wheel: Path, out: Path) -> Mapping[str, Any]:
    """Copy the web client from `wheel` into `out`; return the settings of Flutter's loader.

    Raises:
        BuildError: when something that is replaced or left out is not in the wheel exactly once:
            the client is then of another version than the one that these changes are for.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        for name in names:
            path = name.removeprefix(WHEEL_FOLDER)
            if path in WEB_CLIENT_FILES or path.startswith(WEB_CLIENT_FOLDERS):
                _write(out / path, archive.read(name))
        for path in WEB_CLIENT_FILES:
            _require_once(f"the file {path}", names.count(f"{WHEEL_FOLDER}{path}"), "the wheel")
        _require_some_shader(names)
        lock = archive.read(f"{WHEEL_FOLDER}pyodide/pyodide-lock.json")
        fonts = archive.read(f"{WHEEL_FOLDER}assets/FontManifest.json")
        bootstrap = archive.read(f"{WHEEL_FOLDER}flutter_bootstrap.js").decode()
    _write(out / "pyodide/pyodide-lock.json", empty_package_index(lock))
    _write(out / "assets/FontManifest.json", font_manifest(fonts))
    client = out / "main.dart.js"
    client.write_text(remove_rive_request(client.read_text("utf-8")), "utf-8")
    wasm_client = out / "main.dart.wasm"
    wasm_client.write_bytes(disable_rive_script(wasm_client.read_bytes()))
    loader = out / "flutter.js"
    loader.write_text(choose_files_without_codecs(loader.read_text("utf-8")), "utf-8")
    return flutter_build_config(bootstrap)


def _require_once(what: str, count: int, file: str) -> None:
    """Check that `what`, on which a change relies, was found exactly once in `file`.

    Raises:
        BuildError: when it was not.
    """
    if count != 1:
        raise BuildError(
            f"{file}: expected {what} once, found it {count} times. A new version of Flet "
            "changed it: adapt sv_app/pwa/assets.py."
        )


def _require_some_shader(names: Iterable[str]) -> None:
    for folder in WEB_CLIENT_FOLDERS:
        if not any(name.startswith(f"{WHEEL_FOLDER}{folder}") for name in names):
            raise BuildError(f"the wheel: {folder} is not there; adapt sv_app/pwa/assets.py.")


def empty_package_index(lock: bytes) -> bytes:
    """Return Pyodide's lock file without its index of packages, which each page would download.

    Raises:
        BuildError: when the file has no index of packages.
    """
    index = json.loads(lock)
    _require_once("the key packages", list(index).count("packages"), "pyodide-lock.json")
    return json.dumps(index | {"packages": {}}).encode()


def font_manifest(stock: bytes) -> bytes:
    """Return the list of the fonts that the engine fetches at start, made for the app.

    The stock list also has 20 fonts of KaTeX (mathematics), and CupertinoIcons.

    Raises:
        BuildError: when the stock list does not have the font of icons once, at its path.
    """
    path = ICON_FONT.removeprefix("assets/")
    entries = [{"family": ICON_FAMILY, "fonts": [{"asset": path}]}]
    count = json.loads(stock).count(entries[0])
    _require_once(f"the font {ICON_FAMILY}", count, "FontManifest.json")
    # Paths are relative to the engine's assets/; the project's fonts are copied next to it.
    for name, file in {**FONTS, "Roboto": LISTED_AS_ROBOTO}.items():
        entries.append({"family": name, "fonts": [{"asset": f"../{file}"}]})
    return json.dumps(entries).encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def remove_rive_request(client: str) -> str:
    """Return the client without the request for an animation engine, from a CDN at each start.

    Raises:
        BuildError: when the request is not there exactly once.
    """
    text, count = RIVE_REQUEST.subn('k.type="text/plain"', client)
    _require_once("the request to the CDN", count, "main.dart.js")
    return text


def disable_rive_script(client: bytes) -> bytes:
    """Return the WebAssembly client with another type for the script of the animation engine.

    No browser requests a script of that type.

    Raises:
        BuildError: when the type is not there exactly once.
    """
    _require_once("the type of the script of the CDN", client.count(SCRIPT_TYPE), "main.dart.wasm")
    return client.replace(SCRIPT_TYPE, INERT_TYPE)


def choose_files_without_codecs(loader: str) -> str:
    """Return Flutter's loader, changed to choose the files without image codecs in every browser.

    Raises:
        BuildError: when its test of the browser's codecs is not there exactly once.
    """
    _require_once("the test of image codecs", loader.count(IMAGE_CODEC_TEST), "flutter.js")
    return loader.replace(IMAGE_CODEC_TEST, "!0||")


def flutter_build_config(bootstrap: str) -> Mapping[str, Any]:
    """Return the settings of Flutter's loader, with its two builds.

    Raises:
        BuildError: when the settings, or these builds in this order, are not there exactly once.
    """
    found = FLUTTER_CONFIG.findall(bootstrap)
    _require_once("the assignment of _flutter.buildConfig", len(found), "flutter_bootstrap.js")
    settings = json.loads(found[0])
    renderers = [build.get("renderer") for build in settings["builds"]]
    for renderer in RENDERERS:
        _require_once(f"the build {renderer}", renderers.count(renderer), "flutter_bootstrap.js")
    if renderers != RENDERERS:
        raise BuildError(
            f"flutter_bootstrap.js: the builds are {renderers} instead of {RENDERERS}: adapt "
            "sv_app/pwa/client/flutter-client.js."
        )
    return {"engineRevision": settings["engineRevision"], "builds": settings["builds"]}


ICON_FAMILY = "MaterialIcons"
ICON_FONT = "assets/fonts/MaterialIcons-Regular.otf"
ICON_TABLE = "__pypackages__/flet/controls/material/icons.json"
ICON_REFERENCE = re.compile(r"\bft\.Icons\.([A-Z0-9_]+)")
ICON_VARIANTS = ("_OUTLINED", "_ROUNDED", "_SHARP")


def find_used_icons(package: Path) -> set[str]:
    """Return the names of the icons that the modules in `ui` use, such as `CALL`."""
    texts = (path.read_text("utf-8") for path in (package / "ui").rglob("*.py"))
    return {name for text in texts for name in ICON_REFERENCE.findall(text)}


def trim_icon_table(members: dict[str, bytes], icons: Iterable[str]) -> None:
    """Reduce Flet's JSON table of icons, one of `members`, to `icons`.

    Raises:
        BuildError: when Flet has no such table, or it lacks an icon.
    """
    _require_once(f"the file {ICON_TABLE}", list(members).count(ICON_TABLE), "flet")
    table, names = json.loads(members[ICON_TABLE]), sorted(icons)
    for name in names:
        _require_once(f"the icon {name}", list(table).count(name), ICON_TABLE)
    members[ICON_TABLE] = json.dumps({name: table[name] for name in names}).encode()


def trim_icon_font(path: Path, icons: Iterable[str], cache: StepCache) -> None:
    """Reduce the font at `path` to the glyphs of `icons`, which keep their code points."""
    names, font, code = sorted(icons), path.read_bytes(), Path(__file__).read_bytes()
    key = digest(font, *names, code, version("fonttools"))
    path.write_bytes(cache.reuse("icon font", key, lambda: _subset_font(path, names)))


def _subset_font(path: Path, icons: Iterable[str]) -> bytes:
    # Keep the date of the font: a date of the build would make each build differ.
    font = TTFont(path, recalcTimestamp=False)
    glyphs = {name: _glyph_name(name) for name in icons}
    available = font.getGlyphSet()
    if missing := sorted(name for name, glyph in glyphs.items() if glyph not in available):
        raise BuildError(f"{path.name} draws no {', '.join(missing)}: an icon of another name?")
    options = subset.Options(glyph_names=False, notdef_outline=True, retain_gids=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(glyphs=glyphs.values())
    subsetter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _glyph_name(name: str) -> str:
    return name.lower() if name.endswith(ICON_VARIANTS) else f"{name.lower()}_baseline"


SCREENSHOT_SIZE = "390x844"


def write_manifests(contents: Mapping[str, Content], site: Path) -> None:
    """Write a web app manifest for each language of `contents` into `site`.

    A static host can't choose by the device's language, so the page's script does. Without
    script, the page links the manifest of the default language.
    """
    for code, content in contents.items():
        text = json.dumps(manifest(content), ensure_ascii=False, indent=1)
        (site / manifest_name(code)).write_text(text, "utf-8")


def manifest_name(code: str) -> str:
    """Return the file name: `manifest.json` for the default language, else `manifest.en.json`."""
    return "manifest.json" if code == DEFAULT_LANGUAGE else f"manifest.{code}.json"


def manifest_names(contents: Mapping[str, Content]) -> dict[str, dict[str, str]]:
    """Return each language's manifest file and app name, for the page's script."""
    return {
        code: {"file": manifest_name(code), "name": content.labels.app.name}
        for code, content in contents.items()
    }


def manifest(content: Content) -> dict[str, Any]:
    """Return the manifest; its URLs are relative, so that the site can be at any path."""
    app = content.labels.app
    return {
        # The same in every language, because it is one app. Browsers resolve the id against the
        # origin alone: "./" would be the id of any app at the root of the origin.
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
    mime_type = "image/svg+xml" if file.endswith(".svg") else "image/png"
    return {"src": f"icons/{file}", "sizes": sizes, "type": mime_type, "purpose": purpose}


def _screenshot(name: str, label: str) -> dict[str, str]:
    return {
        "src": f"screenshots/{name}.png",
        "sizes": SCREENSHOT_SIZE,
        "type": "image/png",
        "form_factor": "narrow",
        "label": label,
    }


def _shortcut(name: str, path: str) -> dict[str, Any]:
    icon = _icon("icon-192.png", "192x192", "any")
    return {"name": name, "url": f"./#{path}", "icons": [icon]}


COMPRESSIBLE = {".css", ".html", ".js", ".json", ".mjs", ".otf", ".svg", ".ttf", ".wasm", ".zip"}
MAX_UNCOMPRESSED_BYTES = 512
"""Files of at most this many bytes are not compressed: it would not save a packet."""


MAX_BROTLI_QUALITY = 11
"""The Brotli quality with the smallest files; the whole site takes a minute or two."""
COMPRESSED_SUFFIXES = (".br", ".gz")
"""Suffixes of the compressed copies, which a host sends in place of a file."""


def write_compressed(site: Path, cache: Path, quality: int = MAX_BROTLI_QUALITY) -> None:
    """Write a .br and a .gz next to each file of `site` that compresses well.

    `cache` keeps compressed files for later builds. `quality` is that of Brotli, 0 to 11; gzip
    always has its highest level.
    """
    cache.mkdir(parents=True, exist_ok=True)
    files = [path for path in sorted(site.rglob("*")) if _is_compressible(path)]
    # Largest first, so that no processor is left with a large file at the end.
    files.sort(key=lambda path: -path.stat().st_size)
    jobs = [(path, suffix, cache, quality) for path in files for suffix in COMPRESSED_SUFFIXES]
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(_compress_file, jobs))


def _is_compressible(path: Path) -> bool:
    return (
        path.is_file()
        and path.suffix in COMPRESSIBLE
        and path.stat().st_size > MAX_UNCOMPRESSED_BYTES
    )


def _compress_file(job: tuple[Path, str, Path, int]) -> None:
    path, suffix, cache, quality = job
    data = path.read_bytes()
    cached = cache / f"{hashlib.sha256(data).hexdigest()}-{quality}{suffix}"
    if not cached.exists():
        temporary = cached.with_suffix(f"{suffix}.{os.getpid()}")
        temporary.write_bytes(_compress_bytes(data, suffix, quality))
        temporary.replace(cached)
    shutil.copyfile(cached, path.with_name(path.name + suffix))


def _compress_bytes(data: bytes, suffix: str, quality: int) -> bytes:
    if suffix == ".gz":
        return gzip.compress(data, compresslevel=9, mtime=0)
    compressed: bytes = brotli.compress(data, quality=quality, lgwin=24)
    return compressed
