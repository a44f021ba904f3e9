"""Starts a separate Chromium that a test can kill, with a profile that it can inspect."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.browser.conftest import FLAGS

START_TIMEOUT = 60.0
POLL = 0.05


class ChromiumProcess:
    """A running Chromium and its process group."""

    def __init__(self, process: subprocess.Popen[bytes], browser: Browser, port: int) -> None:
        self._process = process
        self.browser = browser
        self.port = port
        """The port of its development tools protocol, for other tools."""

    def kill(self) -> None:
        """Kill all of its processes at once, in the middle of what they write."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def launch_chromium(
    playwright: Playwright, program: str, profile: Path
) -> Iterator[ChromiumProcess]:
    """Start Chromium on `profile`; kill its remaining processes at the end.

    Raises:
        RuntimeError: when it does not listen in time.
    """
    port_file = profile / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    options = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    process = subprocess.Popen(
        [program, *FLAGS, *options, "--no-first-run", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a new process group, to kill it as a whole
    )
    port, path = _wait_for_port(process, port_file)
    browser = playwright.chromium.connect_over_cdp(f"ws://127.0.0.1:{port}{path}")
    chromium_process = ChromiumProcess(process, browser, port)
    try:
        yield chromium_process
    finally:
        chromium_process.kill()


def _wait_for_port(process: subprocess.Popen[bytes], port_file: Path) -> tuple[int, str]:
    end = time.monotonic() + START_TIMEOUT
    while process.poll() is None and time.monotonic() < end:
        lines = port_file.read_text().split() if port_file.exists() else []
        if len(lines) == 2:
            return int(lines[0]), lines[1]
        time.sleep(POLL)
    raise RuntimeError("Chromium does not listen")
