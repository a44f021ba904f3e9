"""A server of the site with a log of its requests, and a limit on how many it answers."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from sv_app.pwa.serve import Handler


class LimitedServer(ThreadingHTTPServer):
    """Answers a limited number of requests for a folder, and then drops every connection."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(LimitedHandler, directory=str(folder)))
        self.requested: list[str] = []
        """The path of every request since `answer_only`, including dropped ones."""
        self.fetched: list[str] = []
        """The paths of those requests that scripts made with `fetch`."""
        self._remaining: int | None = None
        self._lock = threading.Lock()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer_only(self, requests: int | None) -> None:
        """Clear the logs, and answer only this many requests from now on; None answers all."""
        with self._lock:
            self.requested, self.fetched, self._remaining = [], [], requests

    def register_request(self, path: str, by_script: bool) -> int | None:
        """Log a request, and return how many requests are still answered, including this one."""
        with self._lock:
            self.requested.append(path)
            if by_script:
                self.fetched.append(path)
            remaining = self._remaining
            if remaining:
                self._remaining = remaining - 1
            return remaining


class LimitedHandler(Handler):
    """Answers or drops each request; sends only half of the last answer."""

    server: LimitedServer

    def do_GET(self) -> None:  # noqa: N802 - overrides
        by_script = self.headers.get("Sec-Fetch-Dest") == "empty"
        remaining = self.server.register_request(self.path, by_script)
        if remaining == 0:
            self.close_connection = True
            return
        self.is_cut = remaining == 1
        super().do_GET()

    def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
        data = source.read()
        outputfile.write(data[: len(data) // 2] if self.is_cut else data)


@contextmanager
def serve_limited(folder: Path) -> Iterator[LimitedServer]:
    """Serve `folder` on this machine until the end of the `with` block."""
    with LimitedServer(folder) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()
