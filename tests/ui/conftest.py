"""The app on a false client, without a browser."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

import pytest

from sv_app import app
from sv_app.data import device
from sv_app.data.storages.memory import MemoryPlace
from sv_app.data.storages.place import Place
from tests.fakes import Client

Story = Callable[[Client], Awaitable[None]]


class Tell(Protocol):
    """Runs a story; `web` when a server runs Python for a browser."""

    def __call__(self, story: Story, web: bool = False) -> None: ...


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> MemoryPlace:
    """Where the app under test keeps its journal."""
    kept = MemoryPlace()
    monkeypatch.setattr(device, "journal_place", lambda served: kept)
    return kept


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The language of the device."""

    async def spoken(_: object) -> list[str]:
        return [f"{request.param}-XX"]

    monkeypatch.setattr(app, "spoken_languages", spoken)
    return str(request.param)


@pytest.fixture
def tell(place: Place, language: str) -> Tell:
    """Runs a story on a newly started app."""

    def run(story: Story, web: bool = False) -> None:
        async def started() -> None:
            client = Client()
            client.page.web = web
            await client.start(app.main)
            await story(client)
            client.session.close()
            await client.settle()

        asyncio.run(started())

    return run
