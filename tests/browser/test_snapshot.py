"""The snapshot of Python's memory: the next start uses it, and a bad snapshot prevents no start."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from sv_app.domain.content import Content
from tests.browser.app_driver import SCREEN, START_TIMEOUT, AppPage, watched
from tests.browser.daily_selection import WEEKLY, of_the_day
from tests.browser.script_imports import with_imports

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("snapshot"), WEEKLY]

FIND_CACHE = "caches.keys().then(names => names.find(name => name.endsWith(':snapshot')))"
DAMAGE = f"""async (change) => {{
  const cache = await caches.open(await {FIND_CACHE});
  const [request] = await cache.keys();
  const snapshot = await cache.match(request);
  const bytes = new Uint8Array(await snapshot.arrayBuffer());
  const headers = Object.fromEntries(snapshot.headers);
  if (change === "damaged") bytes[bytes.length >> 1] ^= 255;
  const put = (body) => cache.put(request, new Response(body, {{ headers }}));
  if (change === "truncated") await put(bytes.slice(0, 1e6));
  else if (change === "foreign") {{
    const noise = bytes.map((byte, at) => byte ^ (at % 251));
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", noise));
    headers["x-digest"] = [...hash].map(b => b.toString(16).padStart(2, "0")).join("");
    await put(noise);
  }} else await put(bytes);
}}"""
IS_RESTORED = "document.documentElement.dataset.restored === 'yes'"
"""Whether Python has started from a snapshot."""
BACKUP = "snapshot-of-the-test"
BACK_UP = f"""async () => {{
  const [from, to] = [await caches.open(await {FIND_CACHE}), await caches.open("{BACKUP}")];
  for (const request of await from.keys()) await to.put(request, await from.match(request));
  await to.put("name", new Response(await {FIND_CACHE}));
}}"""
RESTORE = f"""async () => {{
  const from = await caches.open("{BACKUP}");
  const name = await (await from.match("name")).text();
  await caches.delete(name);
  const to = await caches.open(name);
  for (const request of await from.keys())
    if (!request.url.endsWith("/name")) await to.put(request, await from.match(request));
}}"""
"""Restores the good snapshot: a start that makes another snapshot would take longer."""


@pytest.fixture(scope="module")
def context_with_snapshot(browser: Browser, origin: str) -> BrowserContext:
    """A browser context in which the app has started once and made its snapshot."""
    context = browser.new_context(**SCREEN, locale="fr")
    with watched(context.new_page(), origin) as app_page:
        app_page.open()
        app_page.page.wait_for_selector(
            "html[data-snapshot]", state="attached", timeout=START_TIMEOUT
        )
        assert app_page.page.evaluate("document.documentElement.dataset.snapshot") == "kept"
        app_page.page.evaluate(BACK_UP)
    return context


def start_app(context: BrowserContext, origin: str, contents: Mapping[str, Content]) -> AppPage:
    """Start the app in a new page; it must reach the home screen."""
    app_page = AppPage(context.new_page(), origin)
    app_page.open()
    app_page.wait_for_heading(contents["fr"].labels.home.title)
    assert not app_page.foreign_requests()
    return app_page


def test_next_start_uses_the_snapshot(
    context_with_snapshot: BrowserContext, origin: str, contents: Mapping[str, Content]
) -> None:
    app_page = start_app(context_with_snapshot, origin, contents)
    assert app_page.page.evaluate(IS_RESTORED)
    app_page.click_button(contents["fr"].labels.home.team)
    app_page.wait_for_heading(contents["fr"].labels.team.title)
    assert not app_page.page_errors
    app_page.page.close()


@pytest.mark.parametrize("change", of_the_day(["damaged", "truncated", "foreign"]))
def test_app_starts_with_a_bad_snapshot(
    context_with_snapshot: BrowserContext, origin: str, contents: Mapping[str, Content], change: str
) -> None:
    page = context_with_snapshot.new_page()
    page.goto(f"{origin}/version.json")
    page.evaluate(RESTORE)
    page.evaluate(DAMAGE, change)
    page.close()
    for _ in range(2):  # the next start must work too
        app_page = start_app(context_with_snapshot, origin, contents)
        assert not app_page.page.evaluate(IS_RESTORED)
        app_page.page.close()


def test_snapshot_script_does_not_import_the_journal(site: Path) -> None:
    """The worker that makes the snapshot cannot read what a person wrote."""
    scripts = with_imports(site, "make-snapshot.js")
    assert "snapshots.js" in scripts
    assert "record-store.js" in with_imports(site, "worker.js")
    assert "record-store.js" not in scripts
    assert "indexedDB" not in "".join(scripts.values())
