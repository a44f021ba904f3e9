"""A connection to nobody, which refuses what a real client could not be sent."""

import asyncio
from collections.abc import Callable
from typing import Any

import msgpack
from flet.controls.base_control import BaseControl
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    InvokeMethodRequestBody,
    Message,
    configure_encode_object_for_msgpack,
)
from flet.pubsub.pubsub_hub import PubSubHub


class FakeConnection(Connection):
    """A client that keeps what it was sent, and answers `None` to every call of a method.

    `answers` holds what else a method answers, by name: a value, or an error to raise.
    """

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.get_running_loop()
        self.pubsubhub = PubSubHub()
        self.sent: list[Message] = []
        self.invoked: list[InvokeMethodRequestBody] = []
        self.answers: dict[str, Any] = {}
        self.reply: Callable[[int, str, Any, str | None], None] = lambda *_: None

    def send_message(self, message: Message) -> None:
        # What cannot be packed would break a real client: find out here too.
        msgpack.packb(
            [message.action, message.body],
            default=configure_encode_object_for_msgpack(BaseControl),
        )
        self.sent.append(message)
        if isinstance(call := message.body, InvokeMethodRequestBody):
            self.invoked.append(call)
            answer = self.answers.get(call.name)
            failed = isinstance(answer, Exception)
            result, error = (None, str(answer)) if failed else (answer, None)
            self.loop.call_soon(self.reply, call.control_id, call.call_id, result, error)
