"""Measures the start of a site in a real browser: each call of a function takes a sample."""

import json
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import Browser, BrowserContext, Error, Page

from sv_app.pwa import service_worker
from tests.bench.serving import BenchServer, Response
from tests.browser.conftest import PHONE
from tests.tcp import TCP_INITIAL_WINDOW

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
LOCALE = "fr-FR"
TIMEOUT = 180_000
"""Milliseconds after which a start counts as failed."""
POLL = 0.1
PAUSE = 3.0
"""Seconds between two visits, for the browser to write its caches."""

SLOW_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
SLOW_PROCESSOR = 4

HEADER_ALLOWANCE = 1024
"""Bytes of the initial window that are left for the headers."""
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
LINK = re.compile(rb'<a\b[^>]*\bhref="tel:[^">]+"[^>]*>.+?</a>', re.DOTALL)


@dataclass(frozen=True)
class Start:
    """A start of the app; times are in seconds."""

    began: float
    seconds: float
    responses: tuple[Response, ...]
    marks: dict[str, float]

    @property
    def bytes(self) -> int:
        """Bytes transferred until the app was ready, headers included."""
        return sum(response.size for response in self.responses)


def early_link_by_encoding(page: Path) -> dict[str, bool]:
    """Return whether the first 14 KB of a page hold a `tel:` link, for each encoding."""
    size = TCP_INITIAL_WINDOW - HEADER_ALLOWANCE
    compressed = page.with_name(f"{page.name}.br").read_bytes()[:size]
    return {
        "raw": bool(LINK.search(page.read_bytes()[:size])),
        "brotli": bool(LINK.search(brotli.Decompressor().process(compressed))),
    }


def seconds_to_first_link(browser: Browser, url: str) -> float:
    """Return the seconds from a cold start to a tappable number, on a slow phone and network.

    Raises:
        AssertionError: when no number becomes tappable.
    """
    with browser.new_context(viewport=PHONE, locale=LOCALE) as context:
        page = context.new_page()
        page.add_init_script(PROBE)
        _slow_down(page)
        page.goto(url, wait_until="commit")
        return float(_wait_for_probe(page, "link")["link"]) / 1000


def _slow_down(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})


def cold_start(browser: Browser, site: BenchServer, home: str, slow: bool = False) -> Start:
    """Time a first visit; the app is ready when its home title is in the semantics tree.

    `slow` emulates a slow phone and network in the page. The Python worker is not slowed down.
    """
    with browser.new_context(viewport=PHONE, locale=LOCALE) as context:
        page = context.new_page()
        if slow:
            _slow_down(page)
        return _start(page, site, home)


def warm_start(context: BrowserContext, site: BenchServer, home: str) -> Start:
    """Time a third visit; the server is stopped for it when the site has a service worker."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.clearBrowserCache")
    all_storage = {"origin": site.url.rstrip("/"), "storageTypes": "all"}
    devtools.send("Storage.clearDataForOrigin", all_storage)
    page.close()
    for visit in ("first", "second", "third"):
        page = context.new_page()
        if visit == "third" and works_offline(site):
            site.stop()
        start = _start(page, site, home)
        if visit != "third":
            wait_until_stored(page, site, first=visit == "first")
        page.close()
    if works_offline(site):
        site.start()
    return start


def update_bytes(before: Path, after: Path) -> int:
    """Return the bytes that a service worker downloads to go from a compressed site to another."""
    known, new = service_worker.listed(before), service_worker.listed(after)
    changed = [service_worker.NAME, *(name for name in new if known.get(name) != new[name])]
    return sum(_transferred(after / name) for name in changed)


def _transferred(file: Path) -> int:
    compressed = file.with_name(f"{file.name}.br")
    return (compressed if compressed.exists() else file).stat().st_size


def works_offline(site: BenchServer) -> bool:
    """Whether the site has a service worker."""
    return (site.folder / "sw.js").exists()


def wait_until_stored(page: Page, site: BenchServer, first: bool) -> None:
    """Wait until the page has stored everything that the next visits use."""
    if works_offline(site):
        page.wait_for_selector("html[data-offline=yes]", state="attached", timeout=TIMEOUT)
    if first and (site.folder / "make-snapshot.js").exists():
        page.wait_for_selector("html[data-snapshot]", state="attached", timeout=TIMEOUT)
    time.sleep(PAUSE)


def _start(page: Page, site: BenchServer, home: str) -> Start:
    page.add_init_script(f"{PROBE}\nprobe.home = {json.dumps(home)};")
    earlier = len(site.responses)
    began = time.time()
    page.goto(site.url, wait_until="commit")
    values = _wait_for_probe(page, "ready")
    ready = values["ready"] / 1000
    responses = tuple(response for response in site.responses[earlier:] if response.at < ready)
    failed = [response.path for response in responses if response.status >= 400]
    assert not failed, f"not found: {failed}"
    marks = {name: at / 1000 - began for name, at in values["marks"].items()}
    return Start(began, ready - began, responses, marks)


def _wait_for_probe(page: Page, name: str) -> dict[str, Any]:
    """Return the values of the probe once it has `name`; the page may reload before that."""
    end = time.monotonic() + TIMEOUT / 1000
    while time.monotonic() < end:
        with suppress(Error):
            values: dict[str, Any] = page.evaluate("globalThis.probe ?? {}")
            if values.get(name) is not None:
                return values
        time.sleep(POLL)
    raise AssertionError(f"{page.url}: no {name}")
