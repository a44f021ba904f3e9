"""Lighthouse gives the static page and the app full scores for accessibility and best practices."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browser.chromium_process import launch_chromium
from tests.browser.conftest import USES_WEB_ASSEMBLY
from tests.browser.daily_selection import WEEKLY, of_the_day
from tests.browser.engine_actions import IS_READY
from tests.browser.lighthouse import audit

pytestmark = [
    pytest.mark.browser,
    WEEKLY,
    pytest.mark.start_early,
    pytest.mark.xdist_group("lighthouse"),
]

FULL_SCORES = {"accessibility": 1, "best-practices": 1}
SCORES_OF_WASM_CLIENT = {**FULL_SCORES, "best-practices": 0.81}
"""Without one audit: Flutter's renderer uses shared memory, which is deprecated where it is not
isolated."""
NO_SCRIPT = ""
IS_OPEN = "document.querySelector('html[data-shown] #app h1')"
"""The app has replaced the static page."""
START_READING = "addEventListener('DOMContentLoaded', () => dispatchEvent(new Event('wheel')))"
"""Simulates a reader, so that the app does not replace the static page."""
PAGES = {
    "the static page": (START_READING, IS_READY, "#page main a", 20),
    "the app": (NO_SCRIPT, IS_OPEN, "#app flt-semantics", 15),
}


@pytest.mark.parametrize("page", of_the_day(list(PAGES)))
def test_lighthouse_scores_are_full(
    playwright: Playwright,
    chromium: str,
    origin: str,
    tmp_path: Path,
    page: str,
) -> None:
    script, ready, counted, least = PAGES[page]
    with launch_chromium(playwright, chromium, tmp_path) as chromium_process:
        report = audit(chromium_process.port, f"{origin}/", script, ready, counted)
    assert report["counted"] >= least, "the page has too few elements to audit"
    assert not report["trouble"]
    scores = SCORES_OF_WASM_CLIENT if USES_WEB_ASSEMBLY and page == "the app" else FULL_SCORES
    assert report["scores"] == scores, failed_audits(report)


def failed_audits(report: dict[str, Any]) -> str:
    return "\n".join(": ".join(audit) for audit in report["failed"])
