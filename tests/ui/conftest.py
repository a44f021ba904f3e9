"""Fixtures of component tests: the app runs against a fake client, without a browser."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import pytest

from sv_app import app, routes
from sv_app.data import device
from sv_app.data.storage.backend import StorageBackend
from sv_app.domain.content import DEFAULT_LANGUAGE, Content
from tests.fakes import Client, FaultyBackend

Scenario = Callable[[Client], Awaitable[None]]


class RunApp(Protocol):
    """Starts the app and runs a scenario on it.

    `own_device` first answers that the device is the person's own. `on_server` means that a server
    runs Python for a browser.
    """

    def __call__(
        self, scenario: Scenario, on_server: bool = False, own_device: bool = True
    ) -> None: ...


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> FaultyBackend:
    """The storage backend of the app under test."""
    faulty = FaultyBackend()
    monkeypatch.setattr(device, "journal_backend", lambda on_server: faulty)
    return faulty


in_every_language = pytest.mark.parametrize("language", sorted(app.CONTENTS), indirect=True)
"""Repeats a test about words in every language; tests about behaviour run in French alone."""


def set_device_locale(monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    """Make `locale` the only locale of the device."""

    async def device_locales(_: object) -> list[str]:
        return [locale]

    monkeypatch.setattr(app, "device_locales", device_locales)


@pytest.fixture
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The language of the device: French, unless the test is `in_every_language`."""
    code = str(getattr(request, "param", DEFAULT_LANGUAGE))
    set_device_locale(monkeypatch, f"{code}-XX")
    return code


@pytest.fixture
def run_app(backend: StorageBackend, language: str, contents: Mapping[str, Content]) -> RunApp:
    """Return a function that starts the app and runs a scenario on it."""
    labels = contents[language].privacy.device

    def run(scenario: Scenario, on_server: bool = False, own_device: bool = True) -> None:
        async def start() -> None:
            client = Client()
            client.page.web = on_server
            await client.start(app.main)
            if own_device:
                await client.visit(routes.DEVICE)
                if labels.ask in client.texts():
                    await client.press(labels.own)
                    await client.wait_until_gone(labels.ask)
                await client.visit(routes.HOME)
            await scenario(client)
            client.session.close()
            await client.settle()

        asyncio.run(start())

    return run
