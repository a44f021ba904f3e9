"""The site's own server, which a test can cut, change and count."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from sv_app.pwa.serve import Handler


class FlakyServer(ThreadingHTTPServer):
    """Serves a folder until it is told to drop every connection."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(FlakyHandler, directory=str(folder)))
        self.asked: list[str] = []
        """The path of every request since `after`, those that were dropped included."""
        self.fetched: list[str] = []
        """Those of them that a script asked for, not a page for itself."""
        self._left: int | None = None
        self._lock = threading.Lock()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def after(self, requests: int | None) -> None:
        """Forget the past; answer so many requests, then none. None answers them all."""
        with self._lock:
            self.asked, self.fetched, self._left = [], [], requests

    def hear(self, path: str, by_script: bool) -> int | None:
        """Count one request; how many more are answered, this one included."""
        with self._lock:
            self.asked.append(path)
            if by_script:
                self.fetched.append(path)
            left = self._left
            if left:
                self._left = left - 1
            return left


class FlakyHandler(Handler):
    """Answers, or cuts the connection: the last answer stops half-way."""

    server: FlakyServer

    def do_GET(self) -> None:  # noqa: N802 - its parent's name
        by_script = self.headers.get("Sec-Fetch-Dest") == "empty"
        left = self.server.hear(self.path, by_script)
        if left == 0:
            self.close_connection = True
            return
        self.half = left == 1
        super().do_GET()

    def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
        data = source.read()
        outputfile.write(data[: len(data) // 2] if self.half else data)


@contextmanager
def flaky(folder: Path) -> Iterator[FlakyServer]:
    """A server of `folder` on this machine, for as long as the `with`."""
    with FlakyServer(folder) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()
