"""A port of this machine to serve on, or one sentence that says why not."""

import errno
import functools
import os
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

from sv_app.pwa.static_page import POLICY

HOST = "127.0.0.1"
S = TypeVar("S", bound=ThreadingHTTPServer)


class PortError(Exception):
    """The port can't be served on; the message says why, in one sentence."""


def listen(kind: type[S], port: int, handler: Callable[..., BaseHTTPRequestHandler]) -> S:
    """A server of that kind, listening on `port` of this machine; 0 takes a free port.

    Raises:
        PortError: when the port can't be had.
    """
    if not 0 <= port <= 65535:
        raise PortError(f"{port} is not a port: give a number from 1 to 65535.")
    try:
        return kind((HOST, port), handler)
    except PermissionError:
        raise PortError(f"Port {port} is reserved: give another with --port.") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortError(f"Port {port} is in use: give another with --port.") from None


TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
ENCODINGS = {"br": ".br", "gzip": ".gz"}
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}


class Handler(SimpleHTTPRequestHandler):
    """Serves files, and logs nothing about who asked for what."""

    _encoding = ""
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def translate_path(self, path: str) -> str:
        """The file to answer with: the compressed one beside, when the browser takes it.

        The rest, dates and "not modified" included, is as for any file: what a browser
        has already compiled it may go on using.
        """
        asked = super().translate_path(path)
        file = Path(asked) / "index.html" if asked.endswith("/") else Path(asked)
        accepted = self.headers.get("Accept-Encoding", "")
        self._encoding = ""
        for encoding, suffix in ENCODINGS.items():
            beside = file.with_name(file.name + suffix)
            if encoding in accepted and file.is_file() and beside.exists():
                self._encoding = encoding
                return str(beside)
        return asked

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """The type of what is inside, when it is compressed."""
        name = os.fspath(path)
        return super().guess_type(name.removesuffix(ENCODINGS.get(self._encoding, "")))

    def end_headers(self) -> None:
        """Add the headers of every answer."""
        if self._encoding:
            self.send_header("Content-Encoding", self._encoding)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: what a person opens is theirs."""


class QuietServer(ThreadingHTTPServer):
    """A server that prints no stack trace when a page is closed while it is answered."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a lost connection; any other error is a fault of this server."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int) -> QuietServer:
    """A server of `folder` on 127.0.0.1:`port`; 0 takes a free port.

    Raises:
        PortError: when the port can't be had.
    """
    handler = functools.partial(Handler, directory=str(folder))
    return listen(QuietServer, port, handler)


def run(running: QuietServer) -> None:
    """Answer requests until interrupted, after printing the address."""
    print(f"Côte à côte is at http://127.0.0.1:{running.server_port}/", flush=True)
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        print("Stopped.")
