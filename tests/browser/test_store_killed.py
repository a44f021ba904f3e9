"""Chromium's processes are killed while it writes: every confirmed write is kept."""

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright

from tests.browser.chromium_process import launch_chromium
from tests.browser.store_harness import READ_DATABASE, Tab
from tests.profile import PROFILE, SEED

pytestmark = pytest.mark.browser

MAX_TIME = 0.5
"""The longest time, in seconds, that a browser writes before it is killed."""
IS_LOST = f"({READ_DATABASE})(%d, ({{ own: {{ number }} }}) => number === undefined)"
"""Whether Chromium has lost the contents of a copy."""
WRITE_FOREVER = """(first) => {
  const bytes = (n) => [...new TextEncoder().encode(String(n))];
  (async () => {
    for (let n = first; ; n++) {
      // Two records and a deletion, which must be committed together or not at all.
      await call("first", "commit", [["one", bytes(n)], [`at-${n}`, bytes(n)], [`at-${n - 1}`]]);
      console.log(`confirmed ${n}`);
    }
  })();
}"""


def test_confirmed_writes_are_kept_and_complete(
    playwright: Playwright,
    chromium: str,
    harness_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rng = random.Random(SEED)
    confirmed = [0]
    writes = lost_copies = 0
    for number in range(PROFILE.browser_kill_rounds):
        with launch_chromium(playwright, chromium, tmp_path / "profile") as running:
            page = running.browser.contexts[0].new_page()
            page.goto(harness_url)
            tab = Tab(page.evaluate, "first")
            stored = int(tab.read("one") or 0)
            assert stored >= confirmed[-1], f"round {number} lost a confirmed write"
            assert tab.names() == ([f"at-{stored}", "one"] if stored else [])
            assert not stored or tab.read(f"at-{stored}") == str(stored).encode()
            if number:  # the first browser finds no copy
                lost_copies += sum(page.evaluate(IS_LOST % copy) for copy in (0, 1))
            assert tab.call("acquireWriter", False)
            page.on("console", lambda message: confirmed.append(int(message.text.split()[1])))
            before = len(confirmed)
            page.evaluate(WRITE_FOREVER, stored + 1)
            end = time.monotonic() + rng.uniform(0, MAX_TIME)
            with suppress(Error):
                while len(confirmed) == before or time.monotonic() < end:
                    page.wait_for_timeout(rng.uniform(1, 20))
            running.kill()
            writes += len(confirmed) - before
    with capsys.disabled():  # shown by a run without workers
        print(
            f"\nSV_SEED={SEED}: killed {PROFILE.browser_kill_rounds} browsers after {writes} writes"
        )
        print(f"Chromium had lost one of its two copies {lost_copies} times")
    assert writes >= PROFILE.browser_kill_rounds
