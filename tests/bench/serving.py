"""The server of the site, which also records every response and its size."""

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
    """A file wrapper that counts the bytes written through it."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.count = 0

    def write(self, data: bytes) -> int:
        self.count += len(data)
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@dataclass(frozen=True)
class Response:
    """A response: its start (seconds since 1970), its path, its status and its byte counter."""

    at: float
    path: str
    status: int
    meter: Meter

    @property
    def size(self) -> int:
        """Bytes sent, headers included."""
        return self.meter.count


class RecordingHandler(Handler):
    """Responds as the server of the site does, and records each response."""

    def __init__(self, *args: Any, site: "BenchServer", **kwargs: Any) -> None:
        self._site = site
        super().__init__(*args, **kwargs)

    def setup(self) -> None:
        super().setup()
        self._site.connections.add(self.connection)
        self.meter = Meter(self.wfile)
        self.wfile: BinaryIO = self.meter  # type: ignore[assignment]

    def handle(self) -> None:
        with suppress(ConnectionError):  # the page was closed
            super().handle()

    def finish(self) -> None:
        self._site.connections.discard(self.connection)
        with suppress(ConnectionError):
            super().finish()

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        self._site.responses.append(Response(time.time(), self.path, int(code), self.meter))

    def send_header(self, keyword: str, value: str) -> None:
        # The stock page needs inline scripts, which our policy forbids.
        if not (self._site.without_policy and keyword == POLICY):
            super().send_header(keyword, value)


class BenchServer:
    """A server of a folder, which can be stopped and started again on the same port."""

    def __init__(self, folder: Path, without_policy: bool) -> None:
        self.folder = folder
        self.without_policy = without_policy
        self.responses: list[Response] = []
        self.connections: set[socket] = set()
        self._port = 0
        self._server: ThreadingHTTPServer | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    def start(self) -> None:
        http_server = server(self.folder, self._port)
        http_server.RequestHandlerClass = functools.partial(
            RecordingHandler, directory=str(self.folder), site=self
        )
        self._port = http_server.server_port
        threading.Thread(target=http_server.serve_forever, args=[0.05], daemon=True).start()
        self._server = http_server

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        # Browsers open connections in advance, and requests on those would still be answered.
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)
        self._server = None


@contextmanager
def serve_recorded(folder: Path, without_policy: bool = False) -> Iterator[BenchServer]:
    """Serve `folder` in the `with` block, with a server that records each response."""
    bench_server = BenchServer(folder, without_policy)
    yield bench_server
    bench_server.stop()
