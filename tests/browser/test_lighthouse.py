"""Lighthouse gives the plain page all it has for access and good practice."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browser.launched import launched
from tests.browser.lighthouse import audited

pytestmark = pytest.mark.browser

ALL = {"accessibility": 1, "best-practices": 1}
READS = "addEventListener('DOMContentLoaded', () => dispatchEvent(new Event('wheel')))"
"""Someone who has begun to read: the app does not take the place of the page."""


def test_all_of_lighthouse_s_points_for_the_plain_page(
    playwright: Playwright, chromium: str, origin: str, tmp_path: Path
) -> None:
    ready = "document.documentElement.dataset.app === 'ready'"
    with launched(playwright, chromium, tmp_path) as running:
        found = audited(running.port, f"{origin}/", READS, ready, "#plain main a")
    assert found["counted"] >= 20, "on an empty page there is nothing to find fault with"
    assert not found["trouble"]
    assert found["scores"] == ALL, shown(found)


def shown(found: dict[str, Any]) -> str:
    return "\n".join(": ".join(audit) for audit in found["failed"])
