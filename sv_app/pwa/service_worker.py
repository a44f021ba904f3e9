"""Write the service worker `sw.js`, which lists every file to store, with its hash."""

import base64
import hashlib
import json
from pathlib import Path

from sv_app.pwa.assets import COMPRESSED_SUFFIXES, strip_comments
from sv_app.pwa.hosts import ASSET_LINKS, BILL_OF_MATERIALS, CHECKSUMS, CONFIGURATIONS, NOT_FOUND
from sv_app.pwa.statements import SECURITY
from sv_app.pwa.static_page import POLICY

PART_NAMES = ("sw.js", "files.js", "drafts.js", "requests.js")
PARTS = tuple(Path(__file__).with_name("worker") / name for name in PART_NAMES)
"""Joined into one file, so that all parts of the worker have the same version."""
NAME = "sw.js"
EXCLUDED_FILES = {
    NAME,
    "build.json",
    "assets/NOTICES",
    "fonts/OFL.txt",
    ASSET_LINKS,
    CHECKSUMS,
    BILL_OF_MATERIALS,
    NOT_FOUND,
    SECURITY,
    *CONFIGURATIONS,
}
"""Files that no page requests: the service worker itself, notices and licences for people, and
files for the build, the host and Android.
"""
EXCLUDED_FOLDERS = ("screenshots/",)


def write(site: Path) -> None:
    """Write `sw.js` for the files in `site`; call it after the last file that the app requests."""
    files = listed(site)
    worker = strip_comments("\n".join(part.read_text("utf-8") for part in PARTS))
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    worker = _fill(worker, "const FILES = {};", f"const FILES = {json.dumps(files, indent=0)};")
    worker = _fill(worker, 'const VERSION = "";', f'const VERSION = "{version}";')
    worker = _fill(worker, 'const POLICY = "";', f"const POLICY = {json.dumps(POLICY)};")
    (site / NAME).write_text(worker, "utf-8")


def listed(site: Path) -> dict[str, str]:
    """Return the SHA-256, in base64, of each file that the app may request, by path."""
    paths = {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}
    return {name: _hash(paths[name]) for name in sorted(paths) if _is_requested(name)}


def _is_requested(name: str) -> bool:
    if name in EXCLUDED_FILES or name.startswith(EXCLUDED_FOLDERS):
        return False
    return not name.endswith(COMPRESSED_SUFFIXES)


def _hash(path: Path) -> str:
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def _fill(worker: str, placeholder: str, value: str) -> str:
    if worker.count(placeholder) != 1:
        raise ValueError(f"{NAME}: expected exactly one {placeholder}")
    return worker.replace(placeholder, value)
