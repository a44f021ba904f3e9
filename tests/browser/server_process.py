"""Runs the server of the site in a process that a test can kill."""

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


class ServerProcess:
    """A server of a folder in a separate process."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-c", SERVE, str(folder)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUTF8": "1"},
        )
        assert self._process.stdout
        match = re.search(r"http://\S+", self._process.stdout.readline())
        assert match
        self.url = match[0]

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        assert self._process.wait() == -signal.SIGKILL
        assert self._process.stdout
        self._process.stdout.close()


@contextmanager
def serve_in_process(folder: Path) -> Iterator[ServerProcess]:
    server = ServerProcess(folder)
    try:
        yield server
    finally:
        if server.is_running:
            server.kill()
