"""Events that the browser sends to the app without Flet update the screen."""

from collections.abc import Callable, Mapping
from contextvars import Context
from typing import Any

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.journal import Journal
from sv_app.domain.content import Content
from sv_app.domain.journal import LockAfter
from tests.fakes import Client, FaultyBackend, StorageFault
from tests.ui.actions import choose_region, set_passcode
from tests.ui.conftest import RunApp


@pytest.fixture
def send_browser_event(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Call the listener that the app has registered with a function of `device`, by its name."""
    listeners: dict[str, Callable[..., None]] = {}

    def register(name: str) -> Callable[[Callable[..., None]], None]:
        return lambda listener: listeners.update({name: listener})

    for name in ("listen_for_contrast", "listen_for_writer_lock_loss", "listen_for_visibility"):
        monkeypatch.setattr(device, name, register(name))

    def send(name: str, *arguments: Any) -> None:
        Context().run(listeners[name], *arguments)

    return send


def test_hidden_app_locks_the_journal_on_screen(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    send_browser_event: Callable[..., None],
) -> None:
    content = contents[language]
    labels = content.privacy.passcode

    async def scenario(client: Client) -> None:
        await set_passcode(client, content)
        await client.visit(routes.JOURNAL)
        for visible in (False, True):  # the default leaves time for a phone call
            send_browser_event("listen_for_visibility", visible)
            await client.settle()
        assert client.heading() == content.labels.journal.title
        await client.visit(routes.PASSCODE)
        await client.press(labels.lock[LockAfter.AT_ONCE])
        await client.wait_for_text(content.privacy.retention.chosen)
        await client.visit(routes.JOURNAL)
        send_browser_event("listen_for_visibility", False)
        await client.wait_for_text(content.privacy.unlock.title)

    run_app(scenario)


def test_window_that_lost_the_writer_lock_says_so(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    send_browser_event: Callable[..., None],
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        send_browser_event("listen_for_writer_lock_loss")
        await client.wait_for_text(contents[language].privacy.storage.read_only)

    run_app(scenario)


def test_more_contrast_is_applied_at_once(
    run_app: RunApp, language: str, send_browser_event: Callable[..., None]
) -> None:
    async def scenario(client: Client) -> None:
        before = client.page.theme
        send_browser_event("listen_for_contrast", True)
        await client.wait_until(lambda: client.page.theme != before)

    run_app(scenario)


def test_listener_that_fails_shows_the_fallback(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    send_browser_event: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Journal, "handle_writer_lock_loss", fail)

    async def scenario(client: Client) -> None:
        send_browser_event("listen_for_writer_lock_loss")
        await client.wait_for_text(contents[language].labels.fallback.title)

    run_app(scenario)


def test_unsaved_region_is_kept_when_the_app_is_hidden_and_loses_the_writer_lock(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: FaultyBackend,
    send_browser_event: Callable[..., None],
) -> None:
    swiss = contents[language].in_region("ch")

    async def scenario(client: Client) -> None:
        backend.fault = StorageFault.FULL
        await choose_region(client, contents[language], swiss.current_region.name)
        await client.wait_for_text(contents[language].labels.settings.not_kept)
        for visible in (False, True):
            send_browser_event("listen_for_visibility", visible)
            await client.settle()
        send_browser_event("listen_for_writer_lock_loss")
        await client.settle()
        assert swiss.call_slots()[0].helpline.facts.uri in client.button_urls()

    run_app(scenario)
