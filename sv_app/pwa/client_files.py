"""The web client and Pyodide, from the flet-web wheel, made to stay on the origin."""

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sv_app.pwa.wheels import BuildError
from sv_app.ui.theme import FONTS, REGULAR

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


def copy(wheel: Path, out: Path) -> Mapping[str, Any]:
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
