"""In a compact window, buttons that larger windows keep at the bottom scroll with the text."""

from collections.abc import Callable, Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.content import Content
from tests.fakes import Client, walk
from tests.titles import MOMENT
from tests.ui.conftest import RunApp
from tests.ui.controls import dial_buttons, offers, slot_urls


def scrolled_buttons(client: Client) -> list[str]:
    """Return the texts of the buttons that scroll with the text of the screen."""
    columns = [column for column in client.controls(ft.Column) if column.scroll]
    contents = [getattr(control, "content", None) for column in columns for control in walk(column)]
    return [text.replace("\n", " ") for text in contents if isinstance(text, str)]


def scrolled_calls(client: Client) -> list[str]:
    """Return the URLs of the buttons that scroll with the text of the screen."""
    columns = [column for column in client.controls(ft.Column) if column.scroll]
    return [url for column in columns for _, url in dial_buttons(column)]


def test_compact_window_scrolls_fixed_buttons_but_keeps_the_call_bar(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = contents[language].labels
    listeners: list[Callable[[bool], None]] = []
    compact = [False]
    monkeypatch.setattr(device, "is_compact", lambda: compact[0])
    monkeypatch.setattr(device, "listen_for_compact", listeners.append)

    async def scenario(client: Client) -> None:
        await client.visit(routes.conversation(MOMENT))
        for is_compact in (False, True, False):
            compact[0] = is_compact
            listeners[-1](is_compact)
            await client.settle()
            assert (labels.conversation.next in scrolled_buttons(client)) is is_compact
            assert labels.call.others not in scrolled_buttons(client), "the call bar scrolls"
            assert offers(client, labels.call.others)
            assert client.button_urls() == slot_urls(contents[language])
            assert not set(slot_urls(contents[language])) & set(scrolled_calls(client))
        await client.press(labels.call.others)
        assert client.heading() == labels.helplines.title

    run_app(scenario)
