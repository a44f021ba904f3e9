"""What is written is never readable in a browser's profile: not before it is erased, nor after."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browser.conftest import FLAGS, found
from tests.browser.disk_scan import holding
from tests.browser.firefox import Firefox
from tests.browser.store_harness import HERE, Tab

pytestmark = pytest.mark.browser

CANARY = "canari des neiges à 3 h"
LABEL = "entries-of-a-canary"
"""The name of a record, which is sealed by nothing."""

Opened = Callable[[], AbstractContextManager[Callable[[str], Any]]]


@pytest.fixture(params=["chromium", "firefox"])
def opened(request: pytest.FixtureRequest, room: str, tmp_path: Path) -> Opened:
    """Opens the storeroom in a browser; once closed, its profile is on the disk."""
    profile = tmp_path / "profile"

    @contextmanager
    def in_firefox() -> Iterator[Callable[[str], Any]]:
        with Firefox(profile) as firefox:
            firefox.open(room)
            yield firefox.evaluate

    @contextmanager
    def in_chromium() -> Iterator[Callable[[str], Any]]:
        running: Playwright = request.getfixturevalue("playwright")
        program: str = request.getfixturevalue("chromium")
        with running.chromium.launch_persistent_context(
            profile, executable_path=program, args=FLAGS
        ) as context:
            page = context.new_page()
            page.goto(room)
            yield page.evaluate

    if request.param == "firefox":
        found("firefox-esr", "firefox")
        return in_firefox
    return in_chromium


def test_only_the_key_opens_what_is_kept_and_erasing_takes_it_away(
    opened: Opened, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with opened() as evaluate:
        tab = Tab(evaluate, "first")
        tab.call("claim", False)
        sealed = bytes(tab.call("seal", LABEL, list(CANARY.encode())))
        tab.commit(**{LABEL: sealed})
    # Firefox compresses records: first bytes of zero are one run with the zeros before them.
    sealed = sealed[8:]
    assert holding(profile, sealed)
    assert holding(profile, CANARY) == []
    with opened() as evaluate:
        tab = Tab(evaluate, "first")
        assert bytes(tab.call("unseal", LABEL, list(tab.read(LABEL) or b""))) == CANARY.encode()
        tab.call("claim", False)
        tab.call("erase")
        assert evaluate(HERE) == []
    assert holding(profile, CANARY) == []
    assert holding(profile, sealed) == []
