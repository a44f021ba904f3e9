"""The site, from the words to the files; read from top to bottom."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from sv_app.domain.content import Content
from sv_app.editorial.rules import checked_contents
from sv_app.project import ASSETS, CACHE, CONTENT, PACKAGE
from sv_app.pwa import assets, output, service_worker, static_page, step_cache, tree_shaking, wheels

HERE = Path(__file__).parent
STEPS = 6


def build(
    out: Path,
    institution: Path | None = None,
    compressed: bool = False,
    steps: Path = CACHE / "steps",
) -> None:
    """Build the site into `out`, which is replaced only once all of it is ready.

    `institution` is a hospital's own file, to use in place of `content/institution.toml`.

    `compressed` adds a .br and a .gz beside each file, for hosts that serve them.

    `steps` keeps the results of steps, for the builds to come.

    Raises:
        ContentError: when the words have faults.
        BuildError: when `out` holds anything but an earlier build or can't be written, when
            a wheel can't be had, or is not the one expected.
    """
    with output.replacing(out, [institution] if institution else []) as site:
        _write(site, institution, compressed, steps)


def _write(site: Path, institution: Path | None, compressed: bool, steps: Path) -> None:
    made_from = fingerprint(institution)
    _say(1, "checking the words")
    contents = checked_contents(CONTENT, institution)
    _say(2, "fetching the pinned wheels (about 30 MB the first time)")
    found = wheels.fetch(CACHE / "wheels")
    _say(3, "copying the web client")
    flutter = assets.copy_web_client(found["flet-web"], site)
    _say(4, "compiling the app, and using all of it to see what it needs")
    cache = step_cache.StepCache(steps)
    _pack(contents, found, site, cache)
    print(*(f"      {line}" for line in cache.summary()), sep="\n", flush=True)
    _say(5, "writing the page")
    shutil.copytree(ASSETS, site, dirs_exist_ok=True)
    shutil.copytree(HERE / "client", site, dirs_exist_ok=True)
    assets.write_manifests(contents, site)
    boot = {
        "archive": "app.zip",
        "build": _digest([site / "app.zip", *sorted((site / "pyodide").iterdir())]),
        "flutter": flutter,
        "glyphs": static_page.drawable_characters(),
        "manifests": assets.manifest_names(contents),
        "words": {code: content.labels.offline.model_dump() for code, content in contents.items()},
    }
    (site / "index.html").write_text(static_page.render_page(contents, boot), "utf-8")
    (site / "celsius.html").write_text(static_page.decoy_page(), "utf-8")
    (site / static_page.PRINT).write_text(static_page.print_css(), "utf-8")
    (site / "contrast.css").write_text(static_page.contrast_css(), "utf-8")
    service_worker.write(site)
    if compressed:
        _say(6, "compressing (a minute or two the first time)")
        assets.write_compressed(site, CACHE / "compressed")
    output.write_stamp(site, made_from)


def _pack(
    contents: Mapping[str, Content],
    found: Mapping[str, Path],
    site: Path,
    cache: step_cache.StepCache,
) -> None:
    pyodide, used_icons = site / "pyodide", assets.find_used_icons(PACKAGE)
    members = tree_shaking.collect_members(PACKAGE, contents, found)
    members[assets.NAMES] = assets.trim_names(members[assets.NAMES], used_icons)
    members = tree_shaking.compile_members(members, pyodide, cache)
    used = tree_shaking.trace_usage(members, pyodide, contents, cache)
    members = tree_shaking.drop_unused_members(members, used)
    members["modules.json"] = json.dumps(used.snapshot).encode()
    tree_shaking.write_archive(members, site / "app.zip")
    tree_shaking.trim_stdlib(pyodide, used, cache)
    assets.trim_font(site / assets.FONT, used_icons, cache)


def build_if_changed(out: Path, institution: Path | None = None) -> None:
    """Build into `out`, unless it was built from exactly the files of now."""
    if output.read_stamp(out) == fingerprint(institution):
        print("Nothing has changed since the last build.", flush=True)
    else:
        build(out, institution)


def fingerprint(institution: Path | None = None) -> str:
    """A SHA-256 of every file the site is made from."""
    own = [institution] if institution and institution.exists() else []
    return _digest([*sorted(_inputs()), *own])


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _inputs() -> list[Path]:
    folders = [PACKAGE, CONTENT, ASSETS]
    files = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    return [p for p in files if "__pycache__" not in p.parts]


def _say(step: int, what: str) -> None:
    print(f"[{step}/{STEPS}] {what}", flush=True)
