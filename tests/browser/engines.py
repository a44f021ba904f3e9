"""Starts each browser engine that the tests know, on a new profile."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pytest

from tests.browser.chromium import Chromium
from tests.browser.conftest import find_browser
from tests.browser.display import DISPLAY_PROGRAM
from tests.browser.engine import BrowserEngine
from tests.browser.firefox import PROGRAM, Firefox
from tests.browser.webkit import DRIVER, WebKit, find_minibrowser
from tests.missing_tools import skip_or_fail


class StartEngine(Protocol):
    """Starts a browser engine on a folder for its profile, where the engine writes one."""

    def __call__(
        self, request: pytest.FixtureRequest, profile: Path, private: bool = False
    ) -> BrowserEngine:
        """Start it; with `private`, in the private mode of the browser."""


def start_chromium(
    request: pytest.FixtureRequest, profile: Path, private: bool = False
) -> BrowserEngine:
    playwright = request.getfixturevalue("playwright")
    return Chromium(playwright, request.getfixturevalue("chromium"), profile, private)


def start_firefox(
    request: pytest.FixtureRequest, profile: Path, private: bool = False
) -> BrowserEngine:
    for program in (PROGRAM, DISPLAY_PROGRAM):
        find_browser(program)
    return Firefox(profile, private=private, webgl=True)


def start_webkit(
    request: pytest.FixtureRequest, profile: Path, private: bool = False
) -> BrowserEngine:
    """Start WebKitGTK, which is always private."""
    for program in (DRIVER, DISPLAY_PROGRAM):
        find_browser(program)
    minibrowser = find_minibrowser() or skip_or_fail("WebKitGTK's MiniBrowser is not installed")
    return WebKit(minibrowser)


BROWSER_ENGINES: Mapping[str, StartEngine] = {
    Chromium.name: start_chromium,
    Firefox.name: start_firefox,
    WebKit.name: start_webkit,
}
"""By the name that the documents use."""
