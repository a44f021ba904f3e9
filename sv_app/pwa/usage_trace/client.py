"""A fake Flet client that operates the app, for the usage trace and for tests.

The session is Flet's own; only the connection is fake. This fake client's uses of Flet's
private names are gathered here and in `controls.py`.
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
    """A connection that records messages and answers each method call with `None`.

    `answers` gives other results by the name of the method: a value, or an error to raise.
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
        # A message that cannot be packed would break a real client, so pack it here too.
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
    """Operates the app: reads the screen, presses controls, writes in fields, changes routes."""

    def __init__(self) -> None:
        self.connection = FakeConnection()
        self.connection.page_url = "http://127.0.0.1/"
        self.session = Session(self.connection)
        self.connection.reply = self.session.handle_invoke_method_results
        self.page = self.session.page
        self.page.route = "/"
        self.page.platform = ft.PagePlatform.LINUX
        self.page.navigate = self.go
        self.page.push_route = self._push_route
        _context_page.set(self.page)

    async def start(self, main: Callable[[ft.Page], Awaitable[None]]) -> None:
        self._register()
        await main(self.page)
        await self.settle()

    def _register(self) -> None:
        """Send the empty page, as Flet does to a client that connects."""
        body = RegisterClientResponseBody(
            session_id=self.session.id, page_patch=self.session.get_page_patch(), error=""
        )
        self.connection.send_message(Message(MessageAction.REGISTER_CLIENT, body))

    async def settle(self) -> None:
        """Let Flet finish the pending renders."""
        for _ in range(60):
            await asyncio.sleep(0)

    async def wait_until(self, met: Callable[[], bool]) -> None:
        """Wait until `met()` is true, at most 30 s: saving takes longer than rendering."""
        async with asyncio.timeout(30):
            while not met():
                await asyncio.sleep(0.001)
        await self.settle()

    async def wait_for_text(self, words: str) -> None:
        """Wait until a text on the screen contains `words`."""
        await self.wait_until(lambda: any(words in text for text in self.texts()))

    async def wait_until_gone(self, words: str) -> None:
        """Wait until no text on the screen equals `words`."""
        await self.wait_until(lambda: words not in self.texts())

    def go(self, path: str, **_: object) -> None:
        """Stand in for `page.navigate`: change the route as a real client does."""
        self.page.route = path
        event = self.session.dispatch_event(self.page._i, "route_change", {"route": path})
        self._going = asyncio.ensure_future(event)

    async def _push_route(self, path: str, **_: object) -> None:
        """Stand in for `page.push_route`."""
        self.go(path)
        await self._going

    async def visit(self, path: str) -> None:
        self.go(path)
        await self._going
        await self.settle()

    def view(self) -> ft.View:
        """Return the view on top."""
        view = rendered(self.page.views)
        while isinstance(view, list):
            view = rendered(view[-1])
        assert isinstance(view, ft.View), f"the page shows {view!r}"
        return view

    def controls(self, kind: type[T]) -> list[T]:
        return [control for control in walk(self.view()) if isinstance(control, kind)]

    def texts(self) -> list[str]:
        """Return every text on the screen, then the labels of buttons."""
        return texts(self.view())

    def heading(self) -> str:
        """Return the text of the first-level heading of the screen, which must be the only one."""
        headings = [s for s in self.controls(ft.Semantics) if s.heading_level == 1]
        assert len(headings) == 1, f"{len(headings)} first-level headings"
        text = headings[0].content
        assert isinstance(text, ft.Text)
        return text.value

    def button_urls(self) -> list[str]:
        """Return the URL that each button opens, such as `tel:…` or `sms:…`."""
        actions = [getattr(control, "action", None) for control in walk(self.view())]
        return [action.url for action in actions if isinstance(action, ft.OpenUrl)]

    def invoked(self) -> list[str]:
        """Return the names of the methods that Python called on the client, in order."""
        return [call.name for call in self.connection.invoked]

    async def resize(self, width: int, height: int = 800) -> None:
        """Give the window this size, in logical pixels."""
        self.page.width, self.page.height = width, height
        await self.session.dispatch_event(
            self.page._i, "resize", {"width": float(width), "height": float(height)}
        )
        await self.settle()

    async def press(self, words: str) -> None:
        """Press the first control whose label starts with `words`."""
        pressable = (control for control in walk(self.view()) if _is_pressable(control))
        matches = [control for control in pressable if _label(control).startswith(words)]
        assert matches, f"nothing to press says {words!r}"
        await self.session.dispatch_event(matches[0]._i, "click", None)
        await self.settle()

    async def write(self, words: str, index: int = 0) -> None:
        """Write `words` in the text field at `index` of the screen."""
        field = self.controls(ft.TextField)[index]
        self.session.apply_patch(field._i, {"value": words})
        await self.session.dispatch_event(field._i, "change", words)
        await self.settle()


def _is_pressable(control: BaseControl) -> bool:
    return getattr(control, "on_click", None) is not None


def _label(control: BaseControl) -> str:
    content = getattr(control, "content", None)
    if isinstance(content, str):
        return content
    if isinstance(content, ft.Semantics) and content.label:
        return content.label
    if (tooltip := getattr(control, "tooltip", None)) is not None:
        return str(tooltip)
    return "\n".join(text.value for text in walk(control) if isinstance(text, ft.Text))
