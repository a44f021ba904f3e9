"""Firefox: when a part of the open app fails, the static page with every number is back."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.conftest import find_browser
from tests.browser.daily_selection import WEEKLY, of_the_day
from tests.browser.failures import (
    ENGINE_FAILURES,
    READY,
    STOP_FRAMES,
    STOPPED,
    UNRELATED_CHANGES,
    WORKER_ENDS,
)
from tests.browser.firefox import PROGRAM, Firefox

pytestmark = [pytest.mark.browser, WEEKLY]

TIMEOUT = 1_000
"""Milliseconds from a failure within which a number must be tappable."""
NOT_DRAWN_TIMEOUT = 5_000
"""Milliseconds within which a number must be tappable when a screen is not drawn after a change of
route: the app waits two seconds, and a busy machine takes longer."""
NO_SCREEN = "a screen is not drawn"
RECORD_WORKERS = """
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
    **ENGINE_FAILURES,
    NO_SCREEN: (
        f"() => {{ ({UNRELATED_CHANGES})(); ({STOP_FRAMES})();"
        f" location.hash = '{routes.HELPLINES}'; }}"
    ),
}
"""Each failure that can be caused in Firefox, and the script that causes it in the page.

A headless Firefox has no WebGL context that could be lost.
"""
FAIL_AND_TIME = f"""(async () => {{
  const start = performance.now();
  await (%s)();
  while (!({STOPPED})() && performance.now() - start < 10_000)
    await new Promise((next) => setTimeout(next, 20));
  return performance.now() - start;
}})()"""
VISIBLE_LINKS = """[...document.querySelectorAll("#page .language a")]
  .filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href"))"""
IS_OPEN = f"({READY})() && document.querySelector('#app h1')"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A folder for a Firefox profile; the test is skipped without Firefox."""
    find_browser(PROGRAM)
    return tmp_path / "profile"


def test_static_page_returns_when_a_part_fails(
    profile: Path, origin: str, contents: Mapping[str, Content]
) -> None:
    content = contents["fr"]
    with Firefox(profile) as firefox:
        firefox.run_first(RECORD_WORKERS)
        for failure in of_the_day(list(FAILURES)):
            firefox.open("about:blank")
            firefox.open(f"{origin}/")
            firefox.wait_for(IS_OPEN, timeout=120)
            # A title drawn just before could count as the new screen's.
            firefox.evaluate("new Promise((next) => setTimeout(next, 1000))")
            duration = firefox.evaluate(FAIL_AND_TIME % FAILURES[failure])
            assert duration < (NOT_DRAWN_TIMEOUT if failure == NO_SCREEN else TIMEOUT), failure
            links = firefox.evaluate(VISIBLE_LINKS)
            assert {line.facts.uri for line in content.helplines} <= set(links), failure
            assert firefox.evaluate("document.getElementById('app').inert") is True
