"""Written data is never readable in the profile of a browser, before or after erasing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browser.conftest import FLAGS, find_browser
from tests.browser.disk_scan import files_containing
from tests.browser.firefox import Firefox
from tests.browser.store_harness import LIST_STORAGE, Tab

pytestmark = pytest.mark.browser

CANARY = "canari des neiges à 3 h"
RECORD = "entries-of-a-canary"
"""The name of a record; names are not encrypted."""

OpenHarness = Callable[[], AbstractContextManager[Callable[[str], Any]]]


@pytest.fixture(params=["chromium", "firefox"])
def open_harness(request: pytest.FixtureRequest, harness_url: str, tmp_path: Path) -> OpenHarness:
    """A function that opens the store harness; closing it writes the profile to the disk."""
    profile = tmp_path / "profile"

    @contextmanager
    def in_firefox() -> Iterator[Callable[[str], Any]]:
        with Firefox(profile) as firefox:
            firefox.open(harness_url)
            yield firefox.evaluate

    @contextmanager
    def in_chromium() -> Iterator[Callable[[str], Any]]:
        driver: Playwright = request.getfixturevalue("playwright")
        program: str = request.getfixturevalue("chromium")
        with driver.chromium.launch_persistent_context(
            profile, executable_path=program, args=FLAGS
        ) as context:
            page = context.new_page()
            page.goto(harness_url)
            yield page.evaluate

    if request.param == "firefox":
        find_browser("firefox-esr", "firefox")
        return in_firefox
    return in_chromium


def test_record_is_readable_only_with_the_key_and_erased_from_the_disk(
    open_harness: OpenHarness, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with open_harness() as evaluate:
        tab = Tab(evaluate, "first")
        tab.call("acquireWriter", False)
        encrypted = bytes(tab.call("encrypt", RECORD, list(CANARY.encode())))
        tab.commit(**{RECORD: encrypted})
    # Firefox compresses records: zeros at the start are merged with those of the preceding data.
    encrypted = encrypted[8:]
    assert files_containing(profile, encrypted)
    assert files_containing(profile, CANARY) == []
    with open_harness() as evaluate:
        tab = Tab(evaluate, "first")
        assert bytes(tab.call("decrypt", RECORD, list(tab.read(RECORD) or b""))) == CANARY.encode()
        tab.call("acquireWriter", False)
        tab.call("erase")
        assert evaluate(LIST_STORAGE) == []
    assert files_containing(profile, CANARY) == []
    assert files_containing(profile, encrypted) == []
