"""A port of this machine to serve on, or one sentence that says why not."""

import errno
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar

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
