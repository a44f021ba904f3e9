"""A fake client: a person in front of the app, for the usage trace and for tests.

The session is Flet's own; only the connection is fake. This file touches Flet's private names so
that nothing else has to.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    InvokeMethodRequestBody,
    Message,
    MessageAction,
    RegisterClientResponseBody,
    configure_encode_object_for_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from sv_app.pwa.usage_trace.controls import rendered, texts, walk


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


T = TypeVar("T")


class Client:
    """A person in front of the app: reads the screen, presses, goes places."""

    def __init__(self) -> None:
        self.connection = FakeConnection()
        self.connection.page_url = "http://127.0.0.1/"
        self.session = Session(self.connection)
        self.connection.reply = self.session.handle_invoke_method_results
        self.page = self.session.page
        self.page.route = "/"
        self.page.platform = ft.PagePlatform.LINUX
        self.page.navigate = self.go
        _context_page.set(self.page)

    async def start(self, main: Callable[[ft.Page], Awaitable[None]]) -> None:
        self._register()
        await main(self.page)
        await self.settle()

    def _register(self) -> None:
        """Send the empty page, as to a client that has just come."""
        body = RegisterClientResponseBody(
            session_id=self.session.id, page_patch=self.session.get_page_patch(), error=""
        )
        self.connection.send_message(Message(MessageAction.REGISTER_CLIENT, body))

    async def settle(self) -> None:
        """Let Flet render what is due."""
        for _ in range(60):
            await asyncio.sleep(0)

    async def until(self, met: Callable[[], bool]) -> None:
        """Wait until something is so: what is kept takes longer than what is shown."""
        async with asyncio.timeout(30):
            while not met():
                await asyncio.sleep(0.001)
        await self.settle()

    async def sees(self, words: str) -> None:
        """Wait until the screen says so."""
        await self.until(lambda: any(words in text for text in self.texts()))

    async def gone(self, words: str) -> None:
        """Wait until the screen says so no more."""
        await self.until(lambda: words not in self.texts())

    def go(self, path: str, **_: object) -> None:
        """What a real client does of `push_route`: it answers with the new route."""
        self.page.route = path
        event = self.session.dispatch_event(self.page._i, "route_change", {"route": path})
        self._going = asyncio.ensure_future(event)

    async def visit(self, path: str) -> None:
        self.go(path)
        await self._going
        await self.settle()

    def view(self) -> ft.View:
        """The view on top."""
        shown = rendered(self.page.views)
        while isinstance(shown, list):
            shown = rendered(shown[-1])
        assert isinstance(shown, ft.View), f"the page shows {shown!r}"
        return shown

    def controls(self, kind: type[T]) -> list[T]:
        return [control for control in walk(self.view()) if isinstance(control, kind)]

    def texts(self) -> list[str]:
        """Every text on the screen, those of buttons included."""
        return texts(self.view())

    def heading(self) -> str:
        """The screen's first-level heading."""
        titles = [s for s in self.controls(ft.Semantics) if s.heading_level == 1]
        assert len(titles) == 1, f"{len(titles)} first-level headings"
        text = titles[0].content
        assert isinstance(text, ft.Text)
        return text.value

    def calls(self) -> list[str]:
        """What each dialling control opens: `tel:…`, `sms:…`."""
        actions = [b.action for b in self.controls(ft.Button)]
        return [action.url for action in actions if isinstance(action, ft.OpenUrl)]

    def invoked(self) -> list[str]:
        """The methods of services that Python called, in order."""
        return [call.name for call in self.connection.invoked]

    async def resize(self, width: int) -> None:
        """Make the window as wide as that."""
        self.page.width = width
        await self.session.dispatch_event(
            self.page._i, "resize", {"width": float(width), "height": 800.0}
        )
        await self.settle()

    async def press(self, words: str) -> None:
        """Press the control whose words start with `words`."""
        found = [c for c in walk(self.view()) if _pressable(c) and _words(c).startswith(words)]
        assert found, f"nothing to press says {words!r}"
        await self.session.dispatch_event(found[0]._i, "click", None)
        await self.settle()

    async def write(self, words: str, place: int = 0) -> None:
        """Write `words` in a field of the screen: the first, or the one at `place`."""
        field = self.controls(ft.TextField)[place]
        self.session.apply_patch(field._i, {"value": words})
        await self.session.dispatch_event(field._i, "change", words)
        await self.settle()


def _pressable(control: BaseControl) -> bool:
    return getattr(control, "on_click", None) is not None


def _words(control: BaseControl) -> str:
    content = getattr(control, "content", None)
    if isinstance(content, str):
        return content
    if (tooltip := getattr(control, "tooltip", None)) is not None:
        return str(tooltip)
    return "\n".join(c.value for c in walk(control) if isinstance(c, ft.Text))
