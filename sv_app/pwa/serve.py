"""Serve a built site on 127.0.0.1, with compression and security headers."""

import errno
import functools
import os
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

from sv_app.pwa.errors import PortError
from sv_app.pwa.headers import HEADERS, PAGE_HEADERS, TYPES

HOST = "127.0.0.1"
S = TypeVar("S", bound=ThreadingHTTPServer)


def listen(kind: type[S], port: int, handler: Callable[..., BaseHTTPRequestHandler]) -> S:
    """Return a server of class `kind` that listens on 127.0.0.1:`port`; 0 takes a free port.

    Raises:
        PortError: when the port is invalid or not available.
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


ENCODINGS = {"br": ".br", "gzip": ".gz"}


def accepted_encodings(header: str) -> set[str]:
    """Return the content codings that an `Accept-Encoding` header accepts by name (RFC 9110)."""
    codings = (coding.replace(" ", "").lower().partition(";q=") for coding in header.split(","))
    # A quality of 0 refuses the coding.
    return {name for name, separator, quality in codings if not separator or quality.strip("0.")}


class Handler(SimpleHTTPRequestHandler):
    """Serves files, compressed where possible, and logs no requests."""

    _encoding = ""
    _is_page = False
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def translate_path(self, path: str) -> str:
        """Return the path of the compressed copy, if there is one that the browser accepts.

        The base class handles the rest as for any file, dates and 304 included, so that the
        browser can reuse code that it has compiled.
        """
        requested = super().translate_path(path)
        file = Path(requested) / "index.html" if requested.endswith("/") else Path(requested)
        accepted = accepted_encodings(self.headers.get("Accept-Encoding", ""))
        self._encoding = ""
        self._is_page = file.suffix == ".html"
        for encoding, suffix in ENCODINGS.items():
            compressed = file.with_name(file.name + suffix)
            if encoding in accepted and file.is_file() and compressed.exists():
                self._encoding = encoding
                return str(compressed)
        return requested

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return the MIME type of the file, for a compressed copy that of the original."""
        name = os.fspath(path)
        return super().guess_type(name.removesuffix(ENCODINGS.get(self._encoding, "")))

    def end_headers(self) -> None:
        """Add the headers that every response has."""
        if self._encoding:
            self.send_header("Content-Encoding", self._encoding)
        headers = HEADERS | {"Vary": "Accept-Encoding"}
        if self._is_page:
            headers |= PAGE_HEADERS
        for name, value in headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing: the pages that a person opens are private."""


class QuietServer(ThreadingHTTPServer):
    """A server that prints no stack trace when a page closes during a response."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore each `OSError`, such as a lost connection; report other errors, which are bugs."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int) -> QuietServer:
    """Return a server of `folder` on 127.0.0.1:`port`; 0 takes a free port.

    Raises:
        PortError: when the port is invalid or not available.
    """
    handler = functools.partial(Handler, directory=str(folder))
    return listen(QuietServer, port, handler)


def run(http_server: QuietServer) -> None:
    """Print the address, then answer requests until interrupted."""
    print(f"Côte à côte is at http://127.0.0.1:{http_server.server_port}/", flush=True)
    try:
        http_server.serve_forever()
    except KeyboardInterrupt:
        print("Stopped.")
