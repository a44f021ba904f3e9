"""The site, from the words to the files; read from top to bottom."""

import hashlib
import json
import shutil
from pathlib import Path

from sv_app.data.content import load_kits
from sv_app.pwa import archive, client_files, page, wheels

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
CACHE = ROOT / ".build" / "wheels"
STAMP = "build.json"
STEPS = 5


def build(out: Path) -> None:
    """Build the site into `out`, which is replaced only once all of it is ready.

    Raises:
        ContentError: when the words have faults.
        BuildError: when a wheel can't be had, or is not the one expected.
    """
    _say(1, "checking the words")
    kits = load_kits(ROOT / "content")
    _say(2, "fetching the pinned wheels (about 30 MB the first time)")
    found = wheels.fetch(CACHE)
    site = out.with_name(out.name + ".new")
    shutil.rmtree(site, ignore_errors=True)
    _say(3, "copying the web client")
    flutter = client_files.copy(found["flet-web"], site)
    _say(4, "packing the app")
    archive.write(ROOT, found, site / "app.zip")
    _say(5, "writing the page")
    shutil.copytree(ROOT / "assets", site, dirs_exist_ok=True)
    shutil.copytree(HERE / "client", site, dirs_exist_ok=True)
    boot = {"archive": "app.zip", "flutter": flutter}
    (site / "index.html").write_text(page.render(kits, boot), "utf-8")
    (site / STAMP).write_text(json.dumps({"made_from": fingerprint()}), "utf-8")
    shutil.rmtree(out, ignore_errors=True)
    site.rename(out)


def build_if_changed(out: Path) -> None:
    """Build into `out`, unless it was built from exactly the files of now."""
    stamp = out / STAMP
    if stamp.exists() and json.loads(stamp.read_text("utf-8")) == {"made_from": fingerprint()}:
        print("Nothing has changed since the last build.", flush=True)
    else:
        build(out)


def fingerprint() -> str:
    """A SHA-256 of every file the site is made from."""
    digest = hashlib.sha256()
    for path in sorted(_inputs()):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _inputs() -> list[Path]:
    folders = [ROOT / name for name in ("sv_app", "content", "assets")]
    files = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    return [ROOT / "main.py", *(p for p in files if "__pycache__" not in p.parts)]


def _say(step: int, what: str) -> None:
    print(f"[{step}/{STEPS}] {what}", flush=True)
