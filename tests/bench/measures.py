"""What is measured, in a real browser: one function a measure, each one sample."""

import json
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.bench.serving import Answer, Served
from tests.browser.conftest import PHONE

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
LOCALE = "fr-FR"
LIMIT = 180_000
"""Milliseconds after which a start counts as one that never comes."""
POLL = 0.1
REST = 3.0
"""Seconds between two visits, for the browser to write its caches."""

SLOW_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
SLOW_PROCESSOR = 4

FIRST_FLIGHT = 14 * 1024
"""Bytes a server sends before it waits for a word from the other side."""
HEADERS = 1024
"""What of these the headers may take."""
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
LINK = re.compile(rb'<a\b[^>]*\bhref="tel:[^">]+"[^>]*>.+?</a>', re.DOTALL)


@dataclass(frozen=True)
class Start:
    """One start of the app."""

    began: float
    seconds: float
    answers: tuple[Answer, ...]
    marks: dict[str, float]

    @property
    def bytes(self) -> int:
        """What went over the wire for it, headers included."""
        return sum(answer.size for answer in self.answers)


def first_flight_holds_a_link(page: Path) -> dict[str, bool]:
    """Whether the first 14 KB of a page are enough to call, sent as it is or compressed."""
    size = FIRST_FLIGHT - HEADERS
    compressed = page.with_name(f"{page.name}.br").read_bytes()[:size]
    return {
        "raw": bool(LINK.search(page.read_bytes()[:size])),
        "brotli": bool(LINK.search(brotli.Decompressor().process(compressed))),
    }


def first_link(browser: Browser, url: str) -> float:
    """Seconds from a cold start to a number one can tap, on a slow phone and network."""
    with browser.new_context(viewport=PHONE, locale=LOCALE) as context:
        page = context.new_page()
        page.add_init_script(PROBE)
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW_NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
        page.goto(url, wait_until="commit")
        return float(_noted(page, "link")["link"]) / 1000


def cold(browser: Browser, site: Served, home: str) -> Start:
    """A first visit; the app is ready when its home is in the tree of a screen reader."""
    with browser.new_context(viewport=PHONE, locale=LOCALE) as context:
        return _start(context.new_page(), site, home)


def warm(context: BrowserContext, site: Served, home: str) -> Start:
    """A third visit; with the server stopped, if the site says it needs none."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.clearBrowserCache")
    everything = {"origin": site.url.rstrip("/"), "storageTypes": "all"}
    devtools.send("Storage.clearDataForOrigin", everything)
    page.close()
    for visit in ("first", "second", "third"):
        page = context.new_page()
        if visit == "third" and works_offline(site):
            site.stop()
        start = _start(page, site, home)
        if visit != "third":
            settle(page, site, first=visit == "first")
        page.close()
    if works_offline(site):
        site.start()
    return start


def works_offline(site: Served) -> bool:
    """Whether the site has a service worker of its own."""
    return (site.folder / "sw.js").exists()


def settle(page: Page, site: Served, first: bool) -> None:
    """Wait until the page has nothing more to do for the next visits."""
    if works_offline(site):
        page.wait_for_selector("html[data-offline=yes]", state="attached", timeout=LIMIT)
    if first and (site.folder / "make-snapshot.js").exists():
        page.wait_for_selector("html[data-snapshot]", state="attached", timeout=LIMIT)
    time.sleep(REST)


def _start(page: Page, site: Served, home: str) -> Start:
    page.add_init_script(f"{PROBE}\nprobe.home = {json.dumps(home)};")
    already = len(site.answers)
    began = time.time()
    page.goto(site.url, wait_until="commit")
    seen = _noted(page, "ready")
    ready = seen["ready"] / 1000
    answers = tuple(answer for answer in site.answers[already:] if answer.at < ready)
    wrong = [answer.path for answer in answers if answer.status >= 400]
    assert not wrong, f"not found: {wrong}"
    marks = {name: at / 1000 - began for name, at in seen["marks"].items()}
    return Start(began, ready - began, answers, marks)


def _noted(page: Page, name: str) -> dict[str, Any]:
    """What the probe has noted, once it has noted `name`; reloads on the way are waited out."""
    end = time.monotonic() + LIMIT / 1000
    while time.monotonic() < end:
        with suppress(Error):
            seen: dict[str, Any] = page.evaluate("globalThis.probe ?? {}")
            if seen.get(name) is not None:
                return seen
        time.sleep(POLL)
    raise AssertionError(f"{page.url}: no {name}")
