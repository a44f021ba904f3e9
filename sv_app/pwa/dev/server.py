"""The development server: files of several folders, and a stream of the state of the site."""

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from sv_app.pwa.serve import Handler, QuietServer, listen

EVENTS = "/dev/events"
HEARTBEAT = 10.0
"""Seconds without a change after which a page gets a keep-alive message.

The second one to a closed page fails, which ends its stream.
"""
PLACEHOLDER = (
    '<!DOCTYPE html><meta charset="UTF-8"><title>sv-app dev</title>'
    '<script type="module" src="dev.js?code_version=none"></script>'
)
"""The page before the first successful render; it only shows faults."""


@dataclass
class DevState:
    """What the open pages receive: versions of the code and the content, and faults.

    Pages reload when the version of the code differs from theirs, and fetch the content when
    `render_count` does. `render_count` counts the successful renders; it is 0 before the first
    render. `changed` is notified of every change.
    """

    started: str = field(default_factory=lambda: format(time.time_ns(), "x"))
    """When the server started, in hexadecimal nanoseconds; two servers never have the same."""
    code_changes: int = 0
    render_count: int = 0
    faults: tuple[str, ...] = ()
    ended: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    def version(self, code_changes: int) -> str:
        """Return the version of the code that pages receive, which is unique to this server."""
        return f"{self.started}-{code_changes}"

    def publish(self, code_changes: int) -> None:
        """Publish new content, and `code_changes`, which may be new too; clear the faults."""
        with self.changed:
            self.code_changes, self.faults = code_changes, ()
            self.render_count += 1
            self.changed.notify_all()

    def fail(self, faults: tuple[str, ...]) -> None:
        """Publish faults; the last published version stays."""
        with self.changed:
            self.faults = faults
            self.changed.notify_all()

    def end(self) -> None:
        """End every open stream of events."""
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def message(self) -> str:
        """Return the state as JSON."""
        state = {
            "code_version": self.version(self.code_changes),
            "render_count": self.render_count,
            "faults": self.faults,
        }
        return json.dumps(state)

    def wait(self, known: str | None, seconds: float) -> str:
        """Return the state as JSON once it differs from `known`, or after `seconds`."""
        with self.changed:
            self.changed.wait_for(lambda: self.ended or self.message() != known, seconds)
            return self.message()


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
