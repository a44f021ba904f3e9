"""The app on a false client, without a browser."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import pytest

from sv_app import app
from sv_app.data import device
from sv_app.data.crypto import cipher
from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import DEFAULT, Content
from tests.fakes import Client

Story = Callable[[Client], Awaitable[None]]


class RunApp(Protocol):
    """Runs a story, of somebody whose own device it is unless nobody has said so.

    `web` when a server runs Python for a browser.
    """

    def __call__(self, story: Story, web: bool = False, said: bool = True) -> None: ...


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> MemoryBackend:
    """Where the app under test keeps its journal."""
    kept = MemoryBackend()
    monkeypatch.setattr(device, "journal_backend", lambda served: kept)
    return kept


in_every_language = pytest.mark.parametrize("language", sorted(app.CONTENTS), indirect=True)
"""Repeats a test about words in every language; tests about behaviour run in French alone."""


@pytest.fixture
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The language of the device: French, unless the test is `in_every_language`."""
    code = str(getattr(request, "param", DEFAULT))

    async def spoken(_: object) -> list[str]:
        return [f"{code}-XX"]

    monkeypatch.setattr(app, "spoken_languages", spoken)
    return code


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys quickly: what is tested is not how long that takes."""
    monkeypatch.setattr(cipher, "ROUNDS", 2)


@pytest.fixture
def run_app(backend: StorageBackend, language: str, contents: Mapping[str, Content]) -> RunApp:
    """Runs a story on a newly started app."""

    labels = contents[language].privacy.device

    def run(story: Story, web: bool = False, said: bool = True) -> None:
        async def started() -> None:
            client = Client()
            client.page.web = web
            await client.start(app.main)
            if said and labels.ask in client.texts():
                await client.press(labels.own)
                await client.gone(labels.ask)
            await story(client)
            client.session.close()
            await client.settle()

        asyncio.run(started())

    return run
