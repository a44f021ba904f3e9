"""The site's own server in a process that a test can kill."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVE = "import sys; from pathlib import Path; from sv_app.pwa.serve import run, server; "
SERVE += "run(server(Path(sys.argv[1]), 0))"


class Process:
    """A server of a folder, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._running = subprocess.Popen(
            [sys.executable, "-u", "-c", SERVE, str(folder)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUTF8": "1"},
        )
        assert self._running.stdout
        said = re.search(r"http://\S+", self._running.stdout.readline())
        assert said
        self.url = said[0]

    @property
    def is_running(self) -> bool:
        return self._running.returncode is None

    def kill(self) -> None:
        self._running.kill()
        assert self._running.wait() == -signal.SIGKILL
        assert self._running.stdout
        self._running.stdout.close()


@contextmanager
def process(folder: Path) -> Iterator[Process]:
    server = Process(folder)
    yield server
    if server.is_running:
        server.kill()
