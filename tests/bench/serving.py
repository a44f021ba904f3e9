"""The site's own server, which also remembers every answer and how long it was."""

import functools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from typing import Any, BinaryIO

from sv_app.pwa.serve import Handler, server

POLICY = "Content-Security-Policy"


class Meter:
    """A file that counts what is written through it."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.count = 0

    def write(self, data: bytes) -> int:
        self.count += len(data)
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@dataclass(frozen=True)
class Answer:
    """One answer: when it began (seconds since 1970), to what, and what went out of it."""

    at: float
    path: str
    status: int
    meter: Meter

    @property
    def size(self) -> int:
        """Bytes, headers included."""
        return self.meter.count


class Counting(Handler):
    """Answers as the site's own server does."""

    def __init__(self, *args: Any, site: "Served", **kwargs: Any) -> None:
        self._site = site
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        super().setup()
        self._site.connections.add(self.connection)
        self.meter = Meter(self.wfile)
        self.wfile: BinaryIO = self.meter  # type: ignore[assignment]

    def handle(self) -> None:
        with suppress(ConnectionError):  # a page that is closed asks for nothing more
            super().handle()

    def finish(self) -> None:
        self._site.connections.discard(self.connection)
        with suppress(ConnectionError):
            super().finish()

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        self._site.answers.append(Answer(time.time(), self.path, int(code), self.meter))

    def send_header(self, keyword: str, value: str) -> None:
        # The stock page is made of inline scripts: under our policy it is blank.
        if not (self._site.inline and keyword == POLICY):
            super().send_header(keyword, value)


class Served:
    """A folder behind a server that can be stopped, and started again in the same place."""

    def __init__(self, folder: Path, inline: bool) -> None:
        self.folder = folder
        self.inline = inline
        self.answers: list[Answer] = []
        self.connections: set[socket] = set()
        self._port = 0
        self._running: ThreadingHTTPServer | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    def start(self) -> None:
        running = server(self.folder, self._port)
        running.RequestHandlerClass = functools.partial(
            Counting, directory=str(self.folder), site=self
        )
        self._port = running.server_port
        threading.Thread(target=running.serve_forever, args=[0.05], daemon=True).start()
        self._running = running

    def stop(self) -> None:
        if self._running:
            self._running.shutdown()
            self._running.server_close()
        # Browsers open connections beforehand: one of these would still be answered.
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)
        self._running = None


@contextmanager
def served(folder: Path, inline: bool = False) -> Iterator[Served]:
    """`folder` served on this machine, for as long as the `with`."""
    running = Served(folder, inline)
    yield running
    running.stop()
