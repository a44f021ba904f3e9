"""Writes `sv_app/pwa/executed_functions.json`: the functions of the primary modules.

    python -m tests.bench.executed_functions

Run it after a change of a pinned wheel, or after a change of the app whose start needs functions
of the secondary modules. It runs the usage trace under Node, and starts the app in Chromium without
a memory snapshot, then from one, with modules in which each function records that it runs.
"""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from sv_app.data.content import load_contents
from sv_app.domain.content import Content
from sv_app.project import CACHE, PACKAGE
from sv_app.pwa import assets, build, executed_functions, tree_shaking, wasm_split, wheels
from sv_app.pwa.executed_functions import SECONDARY_MODULES
from sv_app.pwa.step_cache import StepCache
from tests.bench import measures
from tests.browser.conftest import FLAGS, PHONE, find_chromium
from tests.folder_server import serve_folder

HERE = Path(__file__).parent
ASK_WORKER = """() => new Promise((resolve) => {
  const channel = new BroadcastChannel("executed functions");
  channel.onmessage = ({ data }) => resolve(data);
  channel.postMessage(null);
})"""
Executed = dict[str, set[int]]
"""Positions of functions, by the file of the secondary module."""


def trace(members: tree_shaking.Members, pyodide: Path, folder: Path) -> Executed:
    """Run the usage trace with the instrumented `members`; return the functions that ran."""
    archive, report = folder / "app.zip", folder / "report.json"
    tree_shaking.write_archive(members, archive)
    scripts = tree_shaking.TRACE_SCRIPTS
    tree_shaking.run_node(
        HERE / "trace_functions.mjs", pyodide, archive, scripts, report, scripts / "trace.mjs"
    )
    return {file: set(positions) for file, positions in json.loads(report.read_bytes()).items()}


def _instrument_site(site: Path, instrumented: Mapping[str, bytes]) -> None:
    """Replace the primary modules in a built site; its service worker then refuses these files."""
    shutil.copy(HERE / "function_coverage.mjs", site / "split-wasm.js")
    host = site / "python-host.js"
    # Instrumented modules are slow: wait longer for a start from a memory snapshot.
    host.write_text(host.read_text("utf-8").replace("20_000", "600_000"), "utf-8")
    with zipfile.ZipFile(site / "app.zip") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, data in instrumented.items():
        if name in members:
            members[name] = data
        else:
            (site / name).write_bytes(data)
    tree_shaking.write_archive(members, site / "app.zip")


def start_in_chromium(site: Path, content: Content) -> Iterator[Executed]:
    """Start the app twice in one profile; yield the functions that each start ran."""
    with (
        serve_folder(site) as origin,
        tempfile.TemporaryDirectory() as profile,
        sync_playwright() as playwright,
        playwright.chromium.launch_persistent_context(
            profile,
            executable_path=find_chromium(),
            args=FLAGS,
            viewport=PHONE,
            locale=measures.LOCALE,
        ) as context,
    ):
        for restored in (False, True):
            page = context.new_page()
            page.goto(origin, wait_until="commit")
            expect(page.locator("#app h1").first).to_have_text(
                content.labels.home.title, timeout=measures.TIMEOUT
            )
            page.wait_for_selector(
                "html[data-restored]" if restored else "html[data-snapshot]",
                state="attached",
                timeout=measures.TIMEOUT,
            )
            found: Mapping[str, list[int]] = page.evaluate(ASK_WORKER)
            yield {file: set(positions) for file, positions in found.items()}
            page.close()


def main() -> None:
    """Write the list."""
    contents, wheel_paths = load_contents(), wheels.fetch(CACHE / "wheels")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pyodide = folder / "site/pyodide"
        assets.copy_web_client(wheel_paths["flet-web"], folder / "site")
        members = tree_shaking.collect_members(PACKAGE, contents, wheel_paths)
        members = tree_shaking.compile_members(members, pyodide, StepCache(CACHE / "steps"))
        python_wasm = folder / "site" / executed_functions.PYODIDE
        core = executed_functions.PYDANTIC_CORE
        modules = {executed_functions.PYODIDE: python_wasm.read_bytes(), core: members[core]}
        instrumented = {
            key: wasm_split.instrument(data, SECONDARY_MODULES[key])
            for key, data in modules.items()
        }
        python_wasm.write_bytes(instrumented[executed_functions.PYODIDE])
        executed = trace(members | {core: instrumented[core]}, pyodide, folder)
        site = folder / "built"
        build.build(site)
        _instrument_site(site, instrumented)
        for found in start_in_chromium(site, contents["fr"]):
            for file, positions in found.items():
                executed[file] |= positions
    executed_functions.write_list(
        modules, {key: executed[file] for key, file in SECONDARY_MODULES.items()}
    )


if __name__ == "__main__":
    main()
