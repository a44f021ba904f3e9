"""Each browser engine without a feature: the app starts, calls, and says what it cannot do."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.pwa.serve import Handler
from tests.browser.browser_table import (
    CONDITIONS,
    NAMES,
    NO_CACHE_STORAGE,
    NO_SERVICE_WORKER,
    PLAIN_HTTP,
    PRIVATE,
    STORAGE_REFUSED,
    Record,
)
from tests.browser.daily_selection import of_the_day
from tests.browser.engine import BrowserEngine
from tests.browser.engine_actions import CLIENT, answer_and_save, call, choose_own_device, start
from tests.browser.engines import BROWSER_ENGINES
from tests.folder_server import serve_folder

pytestmark = pytest.mark.browser

API_REMOVALS: Mapping[str, str] = {
    STORAGE_REFUSED: "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",
    NO_SERVICE_WORKER: "if (globalThis.Navigator) "
    "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });",
    NO_CACHE_STORAGE: "Object.defineProperty(globalThis, 'caches', { value: undefined });",
}
"""Scripts that remove an API before those of the app run, in the page and in the Python worker."""
FIRST_SCRIPTS = ("boot.js", "worker.js")
CASES = of_the_day([(name, condition) for condition in CONDITIONS for name in NAMES])


def write_site_without_api(site: Path, folder: Path, removal: str) -> Path:
    """Write a copy of the site whose first scripts run `removal` before all others."""
    folder.mkdir()
    for path in site.iterdir():
        if path.name.split(".js")[0] + ".js" not in FIRST_SCRIPTS:
            (folder / path.name).symlink_to(path)
    for name in FIRST_SCRIPTS:
        text = (site / name).read_text("utf-8")
        (folder / name).write_text(f'import "./removed.js";\n{text}', "utf-8")
    (folder / "removed.js").write_text(removal, "utf-8")
    return folder


@contextmanager
def serve_on_intranet(site: Path) -> Iterator[str]:
    """Serve `site` over plain http on this machine's own name, which is not a secure context."""
    name = socket.gethostname()
    handler = partial(Handler, directory=str(site))
    with ThreadingHTTPServer((socket.gethostbyname(name), 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://{name}:{server.server_port}"
        server.shutdown()


def expect_storage_refused(engine: BrowserEngine, content: Content) -> None:
    engine.go(routes.ME)
    engine.wait_for_text(content.privacy.storage.refused)


def expect_warning_that_closing_erases(engine: BrowserEngine, content: Content) -> None:
    """The self-check is saved, and the app warns that a private window erases it when closed."""
    choose_own_device(engine, content)
    answer_and_save(engine, content)
    engine.wait_for_text(content.privacy.saving.not_persistent)


def expect_network_needed(engine: BrowserEngine, content: Content) -> None:
    engine.go(routes.SETTINGS)
    engine.wait_for_text(content.labels.offline.unavailable)


def expect_https_needed(engine: BrowserEngine, content: Content) -> None:
    assert engine.evaluate("isSecureContext") is False
    choose_own_device(engine, content)
    engine.go(routes.ME)
    engine.wait_for_text(content.privacy.storage.insecure)
    expect_network_needed(engine, content)


EXPECTATIONS: Mapping[str, Callable[[BrowserEngine, Content], None]] = {
    STORAGE_REFUSED: expect_storage_refused,
    PRIVATE: expect_warning_that_closing_erases,
    NO_SERVICE_WORKER: expect_network_needed,
    NO_CACHE_STORAGE: expect_network_needed,
    PLAIN_HTTP: expect_https_needed,
}


@pytest.mark.parametrize(("name", "condition"), CASES)
def test_app_says_what_the_browser_refuses(
    request: pytest.FixtureRequest,
    site: Path,
    tmp_path: Path,
    contents: Mapping[str, Content],
    name: str,
    condition: str,
) -> None:
    if condition in API_REMOVALS:
        site = write_site_without_api(site, tmp_path / "site", API_REMOVALS[condition])
    serving = serve_on_intranet(site) if condition == PLAIN_HTTP else serve_folder(site)
    private = condition == PRIVATE
    with serving as origin, BROWSER_ENGINES[name](request, tmp_path / "profile", private) as engine:
        content = contents[engine.language]
        record = Record(engine, condition)
        with record.step(condition):
            start(engine, f"{origin}/")
            EXPECTATIONS[condition](engine, content)
            call(engine, contents)
        record.client = engine.evaluate(CLIENT)
        record.write(request.config.getoption("--update"))
