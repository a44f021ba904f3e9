"""Serves the site in development, from where its files are, and a stream of events."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from sv_app.pwa.dev.state import DevState
from sv_app.pwa.serve import Handler, QuietServer, listen

EVENTS = "/dev/events"
HEARTBEAT = 10.0
"""Seconds between two signs of life: a page that is gone is noticed by the second."""
PLACEHOLDER = (
    '<!DOCTYPE html><meta charset="UTF-8"><title>sv-app dev</title>'
    '<script type="module" src="dev.js?code=none"></script>'
)
"""The page while no words without faults have been read: it only shows the faults."""


class DevServer(QuietServer):
    """A server of several folders: a file comes from the first that has it.

    Only the files of `fixed`, the last of them, are the same for as long as it runs.
    """

    state: DevState
    folders: Sequence[Path]
    fixed: Path


class DevHandler(Handler):
    """Answers with files, or with events as they come."""

    server: DevServer

    def do_GET(self) -> None:  # noqa: N802, the name that its base class looks for
        """Answer with a file, the stream of events, or the page of faults."""
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._stream()
        elif path == "/" and not (self.server.folders[0] / "index.html").exists():
            self._answer(PLACEHOLDER.encode())
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        """The file in the first folder that has it."""
        for folder in (*self.server.folders, self.server.fixed):
            self.directory = str(folder)
            file = Path(super().translate_path(path))
            if file.is_file() or (file / "index.html").is_file():
                break
        if folder != self.server.fixed:
            # Dates are in whole seconds: a file may change twice within one.
            del self.headers["If-Modified-Since"]
        return str(file)

    def list_directory(self, *_: object) -> None:
        """A folder is no page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def _answer(self, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        state, known = self.server.state, None
        while not state.ended:
            message = state.wait(known, HEARTBEAT)
            line = ": nothing new" if message == known else f"data: {message}"
            self.wfile.write(f"{line}\n\n".encode())
            known = message


def dev_server(state: DevState, folders: Sequence[Path], fixed: Path, port: int) -> DevServer:
    """A server of `folders`, then of `fixed`, on `port` of this machine.

    Raises:
        PortError: when the port can't be had.
    """
    server = listen(DevServer, port, DevHandler)
    server.state, server.folders, server.fixed = state, folders, fixed
    return server
