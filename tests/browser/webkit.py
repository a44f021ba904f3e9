"""Drives WebKitGTK's MiniBrowser through Selenium, on a virtual display.

An automated MiniBrowser keeps nothing on the disk: its session is WebKit's private mode. What it
stores lasts as long as the session, so a restart is a new window after the others are closed.
"""

import shutil
import warnings
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.remote.command import Command
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.display import virtual_display
from tests.browser.engine import HEIGHT, WIDTH, WebDriverEngine

DRIVER = "WebKitWebDriver"
SCRIPT_TIMEOUT = 120  # seconds
LIBRARIES = Path("/usr/lib")

EVALUATE = """const done = arguments[0];
(async () => (%s))().then(
  (value) => done({ value: value ?? null }),
  (error) => done({ error: String(error) }),
);"""


class ScriptError(Exception):
    """The evaluated script failed."""


def find_minibrowser() -> Path | None:
    """Return the path of MiniBrowser, which is in a folder of the processor's architecture."""
    found = sorted(LIBRARIES.glob("*/webkit2gtk-4.1/MiniBrowser"))
    return found[-1] if found else None


class WebKit(WebDriverEngine):
    """A WebKitGTK with an ephemeral session."""

    name = "WebKitGTK"
    region = "us"
    language = "en"  # its driver finds the browser only with an English locale

    def __init__(self, minibrowser: Path) -> None:
        self.requests = []
        with ExitStack() as resources:
            environment = resources.enter_context(virtual_display())
            options = Options()
            options.binary_location = str(minibrowser)
            options.add_argument("--automation")
            service = Service(
                shutil.which(DRIVER),
                env=environment
                | {
                    "LANG": "en_US.UTF-8",
                    # Its sandbox needs rights that a container does not have.
                    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
                },
            )
            with warnings.catch_warnings():
                # Selenium warns of its own class for this browser.
                warnings.simplefilter("ignore", DeprecationWarning)
                self._driver = webdriver.WebKitGTK(options=options, service=service)
            resources.callback(self._driver.quit)
            self._driver.set_script_timeout(SCRIPT_TIMEOUT)
            self._driver.set_window_rect(0, 0, WIDTH, HEIGHT)
            self._resources = resources.pop_all()

    @property
    def version(self) -> str:
        return str(self._driver.capabilities["browserVersion"])

    def open(self, url: str) -> None:
        self._driver.get(url)

    def evaluate(self, js_expression: str) -> Any:
        answer = self._driver.execute_async_script(EVALUATE % js_expression)
        if "error" in answer:
            raise ScriptError(f"{answer['error']}, in: {js_expression}")
        return answer["value"]

    def restart(self) -> None:
        old = self._driver.window_handles
        self._driver.switch_to.new_window("window")
        new = self._driver.current_window_handle
        for handle in old:
            self._driver.switch_to.window(handle)
            self._driver.close()
        self._driver.switch_to.window(new)
        self._driver.set_window_rect(0, 0, WIDTH, HEIGHT)

    def close(self) -> None:
        self._resources.close()

    def _perform(self, actions: Sequence[Mapping[str, Any]]) -> None:
        self._driver.execute(Command.W3C_ACTIONS, {"actions": list(actions)})
