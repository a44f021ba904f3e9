"""A Chromium of one's own, on a profile one can kill it over, and look through."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.browser.conftest import FLAGS

START = 60.0
POLL = 0.05


class Launched:
    """The browser, and the processes it is made of."""

    def __init__(self, process: subprocess.Popen[bytes], browser: Browser, port: int) -> None:
        self._process = process
        self.browser = browser
        self.port = port
        """Where other tools may drive it too."""

    def kill(self) -> None:
        """End all of its processes as a lost battery would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def launched(playwright: Playwright, program: str, profile: Path) -> Iterator[Launched]:
    """Chromium on `profile`; what is left of it at the end is killed."""
    listens = profile / "DevToolsActivePort"
    listens.unlink(missing_ok=True)
    options = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    process = subprocess.Popen(
        [program, *FLAGS, *options, "--no-first-run", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a group of its own, to kill whole
    )
    port, path = _listening(process, listens)
    browser = playwright.chromium.connect_over_cdp(f"ws://127.0.0.1:{port}{path}")
    running = Launched(process, browser, port)
    try:
        yield running
    finally:
        running.kill()


def _listening(process: subprocess.Popen[bytes], listens: Path) -> tuple[int, str]:
    end = time.monotonic() + START
    while process.poll() is None and time.monotonic() < end:
        lines = listens.read_text().split() if listens.exists() else []
        if len(lines) == 2:
            return int(lines[0]), lines[1]
        time.sleep(POLL)
    raise RuntimeError("Chromium does not listen")
