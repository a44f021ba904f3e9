"""Lighthouse gives the plain page and the app all it has for access and good practice."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browser.chromium_process import launched
from tests.browser.languages import TURN, of_the_day
from tests.browser.lighthouse import audited

pytestmark = [
    pytest.mark.browser,
    pytest.mark.start_early,
    pytest.mark.xdist_group("lighthouse"),
]

ALL = {"accessibility": 1, "best-practices": 1}
NOTHING = ""
READY = "document.documentElement.dataset.app === 'ready'"
OPENED = "document.querySelector('#app h1')"
"""The app has taken the page's place."""
READS = "addEventListener('DOMContentLoaded', () => dispatchEvent(new Event('wheel')))"
"""Someone who has begun to read: the app does not take the place of the page."""


PAGES = {
    "the plain page": (READS, READY, "#plain main a", 20),
    "the app": (NOTHING, OPENED, "#app flt-semantics", 15),
}


@TURN("tool")
@pytest.mark.parametrize("page", of_the_day(list(PAGES)))
def test_all_of_lighthouse_s_points(
    playwright: Playwright,
    chromium: str,
    origin: str,
    tmp_path: Path,
    page: str,
) -> None:
    script, ready, counted, least = PAGES[page]
    with launched(playwright, chromium, tmp_path) as running:
        found = audited(running.port, f"{origin}/", script, ready, counted)
    assert found["counted"] >= least, "on an empty page there is nothing to find fault with"
    assert not found["trouble"]
    assert found["scores"] == ALL, shown(found)


def shown(found: dict[str, Any]) -> str:
    return "\n".join(": ".join(audit) for audit in found["failed"])
