"""A connection to nobody, which refuses what a real client could not be sent."""

import asyncio

import msgpack
from flet.controls.base_control import BaseControl
from flet.messaging.connection import Connection
from flet.messaging.protocol import Message, configure_encode_object_for_msgpack
from flet.pubsub.pubsub_hub import PubSubHub


class FakeConnection(Connection):
    """A client that answers nothing and keeps what it was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.get_running_loop()
        self.pubsubhub = PubSubHub()
        self.sent: list[Message] = []

    def send_message(self, message: Message) -> None:
        # What cannot be packed would break a real client: find out here too.
        msgpack.packb(
            [message.action, message.body],
            default=configure_encode_object_for_msgpack(BaseControl),
        )
        self.sent.append(message)
