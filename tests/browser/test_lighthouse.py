"""Lighthouse gives the plain page and the app all it has for access and good practice."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browser.launched import launched
from tests.browser.lighthouse import audited

pytestmark = [
    pytest.mark.browser,
    pytest.mark.start_early,
    pytest.mark.xdist_group("lighthouse"),
]

ALL = {"accessibility": 1, "best-practices": 1}
NOTHING = ""
OPENED = "document.querySelector('#app h1')"
"""The app has taken the page's place."""
READS = "addEventListener('DOMContentLoaded', () => dispatchEvent(new Event('wheel')))"
"""Someone who has begun to read: the app does not take the place of the page."""


@pytest.mark.parametrize(
    ("script", "ready", "counted", "least"),
    [
        (READS, "document.documentElement.dataset.app === 'ready'", "#plain main a", 20),
        (NOTHING, OPENED, "#app flt-semantics", 15),
    ],
    ids=["the plain page", "the app"],
)
def test_all_of_lighthouse_s_points(
    playwright: Playwright,
    chromium: str,
    origin: str,
    tmp_path: Path,
    script: str,
    ready: str,
    counted: str,
    least: int,
) -> None:
    with launched(playwright, chromium, tmp_path) as running:
        found = audited(running.port, f"{origin}/", script, ready, counted)
    assert found["counted"] >= least, "on an empty page there is nothing to find fault with"
    assert not found["trouble"]
    assert found["scores"] == ALL, shown(found)


def shown(found: dict[str, Any]) -> str:
    return "\n".join(": ".join(audit) for audit in found["failed"])
