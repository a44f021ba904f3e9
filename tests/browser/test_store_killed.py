"""The browser's processes are killed while it writes: what was confirmed is there."""

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright

from tests.browser.chromium_process import launched
from tests.browser.store_harness import RAW, Tab
from tests.profile import PROFILE, SEED

pytestmark = pytest.mark.browser

MOST = 0.5
"""Seconds a browser writes for, at most, before it is killed."""
FORGOTTEN = f"({RAW})(%d, ({{ own: {{ number }} }}) => number === undefined)"
"""Whether Chromium has forgotten what a copy held."""
WRITING = """(first) => {
  globalThis.confirmed = first - 1;
  const bytes = (n) => [...new TextEncoder().encode(String(n))];
  (async () => {
    for (let n = first; ; n++) {
      // Two records and a deletion, which must be there together or not at all.
      await call("first", "commit", [["one", bytes(n)], [`at-${n}`, bytes(n)], [`at-${n - 1}`]]);
      console.log(`confirmed ${n}`);
    }
  })();
}"""


def test_no_confirmed_write_is_lost_and_none_is_torn(
    playwright: Playwright, chromium: str, room: str, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    confirmed = [0]
    writes = forgotten = 0
    for number in range(PROFILE.store_kills + 1):
        with launched(playwright, chromium, tmp_path / "profile") as running:
            page = running.browser.contexts[0].new_page()
            page.goto(room)
            tab = Tab(page.evaluate, "first")
            kept = int(tab.read("one") or 0)
            assert kept >= confirmed[-1], f"round {number} lost a confirmed write"
            assert tab.names() == ([f"at-{kept}", "one"] if kept else [])
            assert not kept or tab.read(f"at-{kept}") == str(kept).encode()
            forgotten += number and sum(page.evaluate(FORGOTTEN % home) for home in (0, 1))
            assert tab.call("claim", False)
            page.on("console", lambda said: confirmed.append(int(said.text.split()[1])))
            before = len(confirmed)
            page.evaluate(WRITING, kept + 1)
            end = time.monotonic() + chance.uniform(0, MOST)
            with suppress(Error):
                while len(confirmed) == before or time.monotonic() < end:
                    page.wait_for_timeout(chance.uniform(1, 20))
            running.kill()
            writes += len(confirmed) - before
    print(f"\nSV_SEED={SEED}: killed {PROFILE.store_kills + 1} browsers after {writes} writes")
    print(f"Chromium had forgotten one of its two copies {forgotten} times")
    assert writes > PROFILE.store_kills
