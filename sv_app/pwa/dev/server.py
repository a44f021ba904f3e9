"""The development server: files of several folders, and a stream of events."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from sv_app.pwa.dev.state import DevState
from sv_app.pwa.serve import Handler, QuietServer, listen

EVENTS = "/dev/events"
HEARTBEAT = 10.0
"""Seconds between two keep-alive messages. The second one to a closed page fails."""
PLACEHOLDER = (
    '<!DOCTYPE html><meta charset="UTF-8"><title>sv-app dev</title>'
    '<script type="module" src="dev.js?code=none"></script>'
)
"""The page before the first successful render; it only shows faults."""


class DevServer(QuietServer):
    """Serves several folders; a file comes from the first folder that has it.

    `fixed` is searched last. Only its files never change while the server runs.
    """

    state: DevState
    folders: Sequence[Path]
    fixed: Path


class DevHandler(Handler):
    """Answers with files or with the stream of events."""

    server: DevServer

    def do_GET(self) -> None:  # noqa: N802, the name is given by the base class
        """Answer with a file, the stream of events, or the placeholder page."""
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._stream()
        elif path == "/" and not (self.server.folders[0] / "index.html").exists():
            self._answer(PLACEHOLDER.encode())
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        """Return the path of the file in the first folder that has it."""
        for folder in (*self.server.folders, self.server.fixed):
            self.directory = str(folder)
            file = Path(super().translate_path(path))
            if file.is_file() or (file / "index.html").is_file():
                break
        if folder != self.server.fixed:
            # Never answer 304: HTTP dates have whole seconds, and a file may change twice in one.
            del self.headers["If-Modified-Since"]
        return str(file)

    def list_directory(self, *_: object) -> None:
        """Answer 404: folders are not listed."""
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
        state, last_message = self.server.state, None
        while not state.ended:
            message = state.wait(last_message, HEARTBEAT)
            line = ": nothing new" if message == last_message else f"data: {message}"
            self.wfile.write(f"{line}\n\n".encode())
            last_message = message


def dev_server(state: DevState, folders: Sequence[Path], fixed: Path, port: int) -> DevServer:
    """Return a server of `folders`, then of `fixed`, on 127.0.0.1:`port`.

    Raises:
        PortError: when the port is not available.
    """
    server = listen(DevServer, port, DevHandler)
    server.state, server.folders, server.fixed = state, folders, fixed
    return server
