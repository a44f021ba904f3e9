"""A function that the start does not run works at its first call, with and without a network.

Its WebAssembly is in the secondary module of a split module (`split-wasm.js`).
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sv_app.domain.content import Content
from sv_app.pwa import service_worker
from sv_app.pwa.executed_functions import SECONDARY_MODULES
from tests.bench.serving import BenchServer, serve_recorded
from tests.browser.app_driver import SCREEN, START_TIMEOUT, AppPage
from tests.browser.daily_selection import WEEKLY
from tests.browser.worker_scripts import run_in_worker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("snapshot"), WEEKLY]

CHANGES = {
    "worker.js": ("const python = restored ??", "const python = self.python = restored ??"),
    # The page loads the secondary modules after a first visit: leave that to the calls below.
    "python-host.js": ('name: "load-secondary-modules"', 'name: "visible", value: true'),
}
"""What is replaced in each script, and with what.

The worker evaluates no code, so the test calls Python through `self.python`.
"""
PYTHON = """
import json
from pydantic_core import MultiHostUrl, SchemaValidator
def validate(kind, value):
    return SchemaValidator({"type": kind}).validate_python(value)
def error_of(function, *arguments):
    try:
        return function(*arguments)
    except ValueError as error:
        return type(error).__name__
json.dumps([
    float.fromhex("0x1.8p3"), error_of(float.fromhex, "none"), str(complex("1+2j") ** 2),
    memoryview(b"abcdef").cast("H").tolist(), "Stra\\u00dfe".casefold(),
    validate("timedelta", "P1DT2H").total_seconds(), error_of(validate, "complex", "one"),
    [host["host"] for host in MultiHostUrl("redis://a.example,b.example/0").hosts()],
])
"""
"""Calls functions of both secondary modules, and raises errors in them."""
RESULT = [
    *(12.0, "ValueError", "(-3+4j)", [25185, 25699, 26213], "strasse"),
    *(93600.0, "ValidationError", ["a.example", "b.example"]),
]


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BenchServer]:
    folder = tmp_path_factory.mktemp("secondary-modules") / "site"
    shutil.copytree(site, folder)
    for name, (before, after) in CHANGES.items():
        text = (folder / name).read_text("utf-8")
        assert text.count(before) == 1
        (folder / name).write_text(text.replace(before, after), "utf-8")
    service_worker.write(folder)
    with serve_recorded(folder) as running:
        yield running


def start(page: Page, server: BenchServer, content: Content) -> None:
    app_page = AppPage(page, server.url.rstrip("/"))
    app_page.open()
    app_page.wait_for_heading(content.labels.home.title)


def expect_result(page: Page) -> None:
    """Call the functions twice: the first call loads the secondary modules, and only once."""
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url.split("/", 3)[3]))
    for _ in range(2):
        script = f"() => self.python.runPython({json.dumps(PYTHON)})"
        assert json.loads(str(run_in_worker(page, script))) == RESULT
    modules = set(SECONDARY_MODULES.values())
    assert sorted(path for path in requested if path in modules) == sorted(modules)


def test_first_call_loads_the_secondary_module_online_offline_and_from_a_snapshot(
    browser: Browser, server: BenchServer, contents: Mapping[str, Content]
) -> None:
    content = contents["fr"]
    with browser.new_context(**SCREEN, locale="fr") as context:
        page = context.new_page()
        start(page, server, content)
        assert not page.evaluate("navigator.serviceWorker.controller")
        expect_result(page)  # from the network, before anything is stored
        for name in ("offline", "snapshot"):
            page.wait_for_selector(f"html[data-{name}]", state="attached", timeout=START_TIMEOUT)
        page.close()
        server.stop()
        for restored in (True, False):
            page = context.new_page()
            start(page, server, content)
            is_restored = page.evaluate("document.documentElement.dataset.restored === 'yes'")
            assert is_restored == restored
            expect_result(page)
            page.evaluate("""async () => Promise.all(
              (await caches.keys()).filter((name) => name.endsWith(":snapshot"))
                .map((name) => caches.delete(name)))""")
            page.close()
        server.start()
