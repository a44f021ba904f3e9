"""The little of the WebDriver BiDi protocol that a test needs."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

ANSWER = 120.0  # seconds without a word before a browser counts as stuck

OnEvent = Callable[[str, dict[str, Any]], None]


class BidiError(Exception):
    """The browser refused a command, or the page's own script failed."""


class Connection:
    """Commands to one browser; its events are heard while an answer is awaited."""

    def __init__(self, socket: ClientConnection, on_event: OnEvent) -> None:
        self._socket = socket
        self._on_event = on_event
        self._sent = 0

    @classmethod
    @contextmanager
    def to(cls, url: str, on_event: OnEvent) -> Iterator[Self]:
        """A connection to the browser at `url`, for as long as the `with`."""
        # Events may pile up between two commands: a full queue would stop the
        # reading, and a ping left unanswered would then end the connection.
        with connect(url, proxy=None, max_size=None, max_queue=None, ping_interval=None) as socket:
            yield cls(socket, on_event)

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer to one command; every event that came before it was heard."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(ANSWER))
            if message["type"] == "event":
                self._on_event(message["method"], message["params"])
            elif message["id"] == self._sent:
                return _result(method, message)

    def evaluate(self, context: str, js_expression: str) -> Any:
        """The value of an expression in a page, awaited when it is a promise."""
        answer = self.command(
            "script.evaluate",
            expression=js_expression,
            target={"context": context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise BidiError(f"{answer['exceptionDetails']['text']}, in: {js_expression}")
        return to_python(answer["result"])


def to_python(remote: dict[str, Any]) -> Any:
    """A script's value in Python; what has no equivalent, such as an element, stays as sent."""
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
