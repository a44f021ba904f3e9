"""Build the site from the content, the code and the assets."""

import json
import shutil
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from sv_app.data.content import load_contents
from sv_app.data.content_files import INSTITUTION
from sv_app.domain.content import Content
from sv_app.editorial.rules import institution_summary, load_checked_files
from sv_app.project import ASSETS, CACHE, CONTENT, DISTRIBUTION, PACKAGE
from sv_app.pwa import (
    assets,
    executed_functions,
    hosts,
    output,
    pyodide_exports,
    service_worker,
    statements,
    static_page,
    step_cache,
    tree_shaking,
    wheels,
)

CLIENT = Path(__file__).with_name("client")


def build(
    out: Path,
    institution: Path | None = None,
    compressed: bool = False,
    steps: Path = CACHE / "steps",
    asset_links: str | None = None,
    content: Path = CONTENT,
) -> None:
    """Build the site into `out`, which is replaced only when the whole site is ready.

    `institution` is a hospital's own file, used in place of `content/institution.toml`.

    `compressed` adds a .br and a .gz next to each file that compresses well, for hosts that serve
    them.

    `steps` is the folder of the step cache; `content` is the folder of the words. `asset_links`
    is the text of the file by which the site recognises an Android app: see `hosts.asset_links`.

    Raises:
        ContentError: when the content has faults.
        BuildError: when `out` can't be replaced or written, or when a wheel can't be
            downloaded or is not the expected one.
    """
    with output.replace_folder(out, [institution] if institution else []) as site:
        _write(site, institution, compressed, steps, asset_links, content)


CODE_ARCHIVE = "app.zip"
CONTENT_ARCHIVE = "content-{code}.zip"
"""The content of a language: a version that changes a sentence leaves all other archives
unchanged."""
COUNTED_FILES = ("pyodide/pyodide.asm.wasm", "pyodide/python_stdlib.zip")
"""The large files of a start whose bytes the page can count while they arrive."""
COUNTED_FILES_BY_RENDERER = {
    "canvaskit": ("canvaskit/chromium/canvaskit.wasm",),
    "skwasm": ("canvaskit/skwasm.wasm", "main.dart.wasm"),
}
"""More such files, by the renderer that the browser uses."""


def _write(
    site: Path,
    institution: Path | None,
    compressed: bool,
    steps: Path,
    asset_links: str | None,
    content: Path,
) -> None:
    inputs_fingerprint = fingerprint(institution)
    step_count = 6 if compressed else 5
    _print_step(1, step_count, "checking the words")
    parsed, contents = load_checked_files(content, institution)
    _print_institution(contents)
    _print_step(2, step_count, "fetching the pinned wheels (about 30 MB the first time)")
    wheel_paths = wheels.fetch(CACHE / "wheels")
    _print_step(3, step_count, "copying the web client")
    flutter = assets.copy_web_client(wheel_paths["flet-web"], site)
    _print_step(4, step_count, "compiling the app, and running a usage trace")
    cache = step_cache.StepCache(steps)
    _pack(contents, wheel_paths, site, cache)
    print(*(f"      {line}" for line in cache.summary()), sep="\n", flush=True)
    _print_step(5, step_count, "writing the page")
    for folder in assets.site_folders(ASSETS):
        shutil.copytree(folder, site / folder.name, dirs_exist_ok=True)
    scripts = shutil.ignore_patterns("*.js")
    shutil.copytree(CLIENT, site, ignore=scripts, dirs_exist_ok=True)
    for script in CLIENT.glob("*.js"):
        text = assets.strip_comments(script.read_text("utf-8"))
        (site / script.name).write_text(text, "utf-8")
    assets.write_manifests(contents, site)
    snapshot_inputs = [site / CODE_ARCHIVE, *sorted((site / "pyodide").iterdir())]
    build_id = step_cache.digest_files({path.name: path for path in snapshot_inputs})
    archives = [CODE_ARCHIVE, *(CONTENT_ARCHIVE.format(code=code) for code in contents)]
    start_bytes = {
        renderer: sum((site / name).stat().st_size for name in (*archives, *COUNTED_FILES, *files))
        for renderer, files in COUNTED_FILES_BY_RENDERER.items()
    }
    options = static_page.script_options(contents, flutter, build_id, start_bytes, archives)
    (site / "index.html").write_text(static_page.render_page(contents, options), "utf-8")
    (site / "celsius.html").write_text(static_page.decoy_page(), "utf-8")
    for name, css in static_page.linked_style_sheets().items():
        (site / name).write_text(css, "utf-8")
    published = statements.publication(parsed)
    for name, text in statements.pages(parsed, contents, published).items():
        (site / name).write_text(text, "utf-8")
    service_worker.write(site)
    if compressed:
        _print_step(6, step_count, "compressing (a minute or two the first time)")
        assets.write_compressed(site, CACHE / "compressed")
    hosts.write(site, contents, wheel_paths, published, asset_links)
    output.write_stamp(site, inputs_fingerprint)


def _pack(
    contents: Mapping[str, Content],
    wheel_paths: Mapping[str, Path],
    site: Path,
    cache: step_cache.StepCache,
) -> None:
    pyodide, used_icons = site / "pyodide", assets.find_used_icons(PACKAGE)
    members = tree_shaking.collect_members(PACKAGE, contents, wheel_paths)
    assets.trim_icon_table(members, used_icons)
    members = tree_shaking.compile_members(members, pyodide, cache)
    used = tree_shaking.trace_usage(members, pyodide, contents, cache)
    members = tree_shaking.drop_unused_members(members, used)
    members["modules.json"] = json.dumps(used.snapshot_modules).encode()
    tree_shaking.trim_stdlib(pyodide, used, cache)
    _split_modules(members, site, cache)
    for code in contents:
        name = tree_shaking.content_member(code)
        archive = site / CONTENT_ARCHIVE.format(code=code)
        tree_shaking.write_archive({name: members.pop(name)}, archive)
    tree_shaking.write_archive(members, site / CODE_ARCHIVE)
    assets.trim_icon_font(site / assets.ICON_FONT, used_icons, cache)


def _split_modules(members: tree_shaking.Members, site: Path, cache: step_cache.StepCache) -> None:
    """Split the WebAssembly of Python and pydantic, and remove Pyodide's unused exports."""
    script, python_wasm = site / "pyodide/pyodide.asm.mjs", site / executed_functions.PYODIDE
    primary, secondary = executed_functions.split_module(
        executed_functions.PYODIDE, python_wasm.read_bytes(), cache
    )
    extensions = [data for name, data in members.items() if name.endswith(".so")]
    text, trimmed = pyodide_exports.trim_exports(script.read_text("utf-8"), primary, extensions)
    script.write_text(text, "utf-8")
    python_wasm.write_bytes(trimmed)
    (site / executed_functions.SECONDARY_MODULES[executed_functions.PYODIDE]).write_bytes(secondary)
    name = executed_functions.PYDANTIC_CORE
    members[name], secondary = executed_functions.split_module(name, members[name], cache)
    (site / executed_functions.SECONDARY_MODULES[name]).write_bytes(secondary)


def build_if_changed(out: Path, institution: Path | None = None) -> None:
    """Build into `out`, unless it was built from the same input files."""
    if output.read_stamp(out) == fingerprint(institution):
        if institution or (CONTENT / INSTITUTION).exists():
            _print_institution(load_contents(CONTENT, institution))
        print("Nothing has changed since the last build.", flush=True)
    else:
        build(out, institution)


def fingerprint(institution: Path | None = None) -> str:
    """Return a SHA-256 of the version, and of the names and contents of all input files."""
    files = _inputs()
    if institution and institution.exists():
        files["institution"] = institution
    return step_cache.digest(version(DISTRIBUTION), step_cache.digest_files(files))


def _inputs() -> dict[str, Path]:
    """Return the input files by a name that is the same on every machine."""
    return {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": path
        for folder in (PACKAGE, CONTENT, ASSETS)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _print_institution(contents: Mapping[str, Content]) -> None:
    if summary := institution_summary(contents):
        print(f"      {summary}", flush=True)


def _print_step(step: int, step_count: int, description: str) -> None:
    print(f"[{step}/{step_count}] {description}", flush=True)
