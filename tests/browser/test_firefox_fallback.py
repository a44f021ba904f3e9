"""Firefox: a part of the app fails while it is open, and the static page has every number."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.conftest import found
from tests.browser.failures import (
    IN_THE_ENGINE,
    NO_FRAMES,
    OTHER_CHANGES,
    READY,
    STOPPED,
    WORKER_ENDS,
)
from tests.browser.firefox import Firefox
from tests.browser.languages import of_the_day

pytestmark = pytest.mark.browser

WITHIN = 1_000
"""Milliseconds in which a number must be there to tap."""
NOT_DRAWN = 5_000
"""The same, where a screen does not follow its route: two seconds, on a busy machine."""
NO_SCREEN = "a screen is not drawn"
KEEP_WORKERS = """
window.workers = [];
window.Worker = class extends Worker {
  constructor(...options) { super(...options); window.workers.push(this); }
};
"""
FAILURES: Mapping[str, str] = {
    WORKER_ENDS: "() => window.workers[0].terminate()",
    "the worker reports an error": (
        "() => void window.workers[0].dispatchEvent(new ErrorEvent('error'))"
    ),
    **IN_THE_ENGINE,
    NO_SCREEN: (
        f"() => {{ ({OTHER_CHANGES})(); ({NO_FRAMES})(); location.hash = '{routes.HELPLINES}'; }}"
    ),
}
"""Each failure that can be caused in Firefox, and the script that causes it in the page.

Without a screen, Firefox has no WebGL whose context could be lost.
"""
TIME = f"""(async () => {{
  const start = performance.now();
  await (%s)();
  while (!({STOPPED})() && performance.now() - start < 10_000)
    await new Promise((next) => setTimeout(next, 20));
  return performance.now() - start;
}})()"""
NUMBERS = """[...document.querySelectorAll("#plain .words a")]
  .filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href"))"""
OPEN = f"({READY})() && document.querySelector('#app h1')"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A folder for Firefox's profile; skipped when there is no Firefox."""
    found("firefox-esr", "firefox")
    return tmp_path / "profile"


def test_static_page_returns_when_a_part_fails(
    profile: Path, origin: str, contents: Mapping[str, Content]
) -> None:
    content = contents["fr"]
    with Firefox(profile) as firefox:
        firefox.run_first(KEEP_WORKERS)
        for failure in of_the_day(list(FAILURES)):
            firefox.open("about:blank")
            firefox.open(f"{origin}/")
            firefox.wait_for(OPEN, timeout=120)
            # A title drawn just before could be the new screen's.
            firefox.evaluate("new Promise((next) => setTimeout(next, 1000))")
            time = firefox.evaluate(TIME % FAILURES[failure])
            assert time < (NOT_DRAWN if failure == NO_SCREEN else WITHIN), failure
            shown = firefox.evaluate(NUMBERS)
            assert {line.facts.uri for line in content.helplines} <= set(shown), failure
            assert firefox.evaluate("document.getElementById('app').inert") is True
