"""sw.js: the list of every file that must be on the device, by content."""

import base64
import hashlib
import json
from pathlib import Path

from sv_app.pwa.static_page import POLICY

NAMES = ("sw.js", "files.js", "drafts.js")
PARTS = tuple(Path(__file__).with_name("worker") / name for name in NAMES)
"""One file on the site: a worker in several could be of several versions."""
NAME = "sw.js"
NEVER_ASKED = {NAME, "build.json", "assets/NOTICES", "fonts/OFL.txt"}
"""Files for the host and for people who read licences: the app never asks for them."""
NEVER_ASKED_IN = ("screenshots/",)
NEVER_ASKED_AS = {".br", ".gz", ".map", ".symbols"}
"""Siblings of a file: compressed for the host, or for a debugger."""


def write(site: Path) -> None:
    """Write the worker of everything that is in `site`: it must be the last file."""
    files = listed(site)
    worker = "\n".join(part.read_text("utf-8") for part in PARTS)
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    worker = _put(worker, "const FILES = {};", f"const FILES = {json.dumps(files, indent=0)};")
    worker = _put(worker, 'const VERSION = "";', f'const VERSION = "{version}";')
    worker = _put(worker, 'const POLICY = "";', f"const POLICY = {json.dumps(POLICY)};")
    (site / NAME).write_text(worker, "utf-8")


def listed(site: Path) -> dict[str, str]:
    """The SHA-256, in base64, of each file the app may ask for, by its path."""
    paths = {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}
    return {name: _hash(paths[name]) for name in sorted(paths) if _may_be_asked(name)}


def _may_be_asked(name: str) -> bool:
    if name in NEVER_ASKED or name.startswith(NEVER_ASKED_IN):
        return False
    return Path(name).suffix not in NEVER_ASKED_AS


def _hash(path: Path) -> str:
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def _put(worker: str, place: str, value: str) -> str:
    if worker.count(place) != 1:
        raise ValueError(f"{NAME}: not one line says {place}")
    return worker.replace(place, value)
