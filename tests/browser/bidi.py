"""A minimal WebDriver BiDi client: the part of the protocol that the tests need."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

RESPONSE_TIMEOUT = 120.0  # seconds without a message before a browser counts as stuck

OnEvent = Callable[[str, dict[str, Any]], None]


class BidiError(Exception):
    """The browser rejected a command, or the evaluated script failed."""


class Connection:
    """A connection to one browser; events are passed on while a command waits for its response."""

    def __init__(self, socket: ClientConnection, on_event: OnEvent) -> None:
        self._socket = socket
        self._on_event = on_event
        self._sent = 0

    @classmethod
    @contextmanager
    def to(cls, url: str, on_event: OnEvent) -> Iterator[Self]:
        """Connect to the browser at `url` until the end of the `with` block."""
        # Events may pile up between two commands. A full queue would stop reading,
        # and an unanswered ping would then close the connection.
        with connect(url, proxy=None, max_size=None, max_queue=None, ping_interval=None) as socket:
            yield cls(socket, on_event)

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its result, after passing on every event that came before.

        Raises:
            BidiError: when the browser rejects the command.
        """
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(RESPONSE_TIMEOUT))
            if message["type"] == "event":
                self._on_event(message["method"], message["params"])
            elif message["id"] == self._sent:
                return _result(method, message)

    def evaluate(self, context: str, js_expression: str) -> Any:
        """Return the value of an expression in a page; a promise is awaited.

        Raises:
            BidiError: when the expression throws.
        """
        response = self.command(
            "script.evaluate",
            expression=js_expression,
            target={"context": context},
            awaitPromise=True,
        )
        if response["type"] == "exception":
            raise BidiError(f"{response['exceptionDetails']['text']}, in: {js_expression}")
        return to_python(response["result"])


def to_python(remote: dict[str, Any]) -> Any:
    """Convert a remote value to Python; a value without an equivalent is returned as it is."""
    match remote:
        case {"type": "undefined" | "null"}:
            return None
        case {"type": "number", "value": str(value)}:  # NaN, -0 and the infinities
            return float(value)
        case {"type": "bigint", "value": value}:
            return int(value)
        case {"type": "array" | "set", "value": items}:
            return [to_python(item) for item in items]
        case {"type": "object" | "map", "value": pairs}:
            return {_key(key): to_python(value) for key, value in pairs}
        case {"type": "string" | "number" | "boolean" | "date", "value": value}:
            return value
    return remote


def _key(key: str | dict[str, Any]) -> Any:
    return key if isinstance(key, str) else to_python(key)


def _result(method: str, message: dict[str, Any]) -> dict[str, Any]:
    if message["type"] == "error":
        raise BidiError(f"{method}: {message['error']}: {message['message']}")
    result: dict[str, Any] = message["result"]
    return result
