"""A snapshot of Python's memory: a faster start, and never the reason for none."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, BrowserContext

from sv_app.domain.content import Content
from tests.browser.app_driver import SCREEN, START, Person, watched
from tests.browser.languages import TURN, of_the_day

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("snapshot")]

CACHE = "caches.keys().then(names => names.find(name => name.endsWith(':snapshot')))"
REPLACE = f"""async (change) => {{
  const cache = await caches.open(await {CACHE});
  const [request] = await cache.keys();
  const found = await cache.match(request);
  const bytes = new Uint8Array(await found.arrayBuffer());
  const headers = {{ "X-Digest": found.headers.get("X-Digest") }};
  if (change === "damaged") bytes[bytes.length >> 1] ^= 255;
  const put = (body) => cache.put(request, new Response(body, {{ headers }}));
  if (change === "truncated") await put(bytes.slice(0, 1e6));
  else if (change === "foreign") {{
    const noise = bytes.map((byte, at) => byte ^ (at % 251));
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", noise));
    headers["X-Digest"] = [...hash].map(b => b.toString(16).padStart(2, "0")).join("");
    await put(noise);
  }} else await put(bytes);
}}"""


COPY = "snapshot-of-the-test"
BACK_UP = f"""async () => {{
  const [from, to] = [await caches.open(await {CACHE}), await caches.open("{COPY}")];
  for (const request of await from.keys()) await to.put(request, await from.match(request));
  await to.put("name", new Response(await {CACHE}));
}}"""
RESTORE = f"""async () => {{
  const from = await caches.open("{COPY}");
  const name = await (await from.match("name")).text();
  await caches.delete(name);
  const to = await caches.open(name);
  for (const request of await from.keys())
    if (!request.url.endsWith("/name")) await to.put(request, await from.match(request));
}}"""
"""Puts the good snapshot back, which takes less time than a start that makes another."""


@pytest.fixture(scope="module")
def made(browser: Browser, origin: str) -> BrowserContext:
    """A browser in which the app was started once, and made its snapshot."""
    context = browser.new_context(**SCREEN, locale="fr")
    with watched(context.new_page(), origin) as person:
        person.open()
        person.page.wait_for_selector("html[data-snapshot]", state="attached", timeout=START)
        assert person.page.evaluate("document.documentElement.dataset.snapshot") == "kept"
        person.page.evaluate(BACK_UP)
    return context


def starts(context: BrowserContext, origin: str, contents: Mapping[str, Content]) -> Person:
    """Start the app in a page of its own; it must end on the home screen."""
    person = Person(context.new_page(), origin)
    person.open()
    person.heading(contents["fr"].labels.home.title)
    assert not person.strays()
    return person


@TURN("snapshot")
def test_the_next_start_uses_it(
    made: BrowserContext, origin: str, contents: Mapping[str, Content]
) -> None:
    person = starts(made, origin, contents)
    assert person.page.evaluate("document.documentElement.dataset.restored") == "yes"
    person.press(contents["fr"].labels.home.team)
    person.heading(contents["fr"].labels.team.title)
    assert not person.faults
    person.page.close()


@TURN("snapshot")
@pytest.mark.parametrize("change", of_the_day(["damaged", "truncated", "foreign"]))
def test_a_bad_snapshot_still_starts(
    made: BrowserContext, origin: str, contents: Mapping[str, Content], change: str
) -> None:
    page = made.new_page()
    page.goto(f"{origin}/version.json")
    page.evaluate(RESTORE)
    page.evaluate(REPLACE, change)
    page.close()
    for _ in range(2):  # the start after it works too
        starts(made, origin, contents).page.close()


@TURN("snapshot")
def test_a_snapshot_holds_nothing_that_was_written(made: BrowserContext, origin: str) -> None:
    """It is made by a worker that never opens the journal: its script cannot."""
    page = made.new_page()
    page.goto(f"{origin}/version.json")
    script = page.evaluate("fetch('make-snapshot.js').then(answer => answer.text())")
    assert "record-store.js" not in script
    assert "indexedDB" not in script
    page.close()
