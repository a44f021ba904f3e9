"""What a browser tells the app comes from outside of Flet: it is shown all the same."""

from collections.abc import Callable, Mapping
from contextvars import Context
from typing import Any

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.journal import Journal
from sv_app.domain.content import Content
from sv_app.domain.journal import LockAfter
from tests.fakes import Client
from tests.ui.conftest import RunApp

CODE = "soleil 48 rivage"


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Says something as a browser does: `browser("on_lost")`."""
    heard: dict[str, Callable[..., None]] = {}

    def listen(name: str) -> Callable[[Callable[..., None]], None]:
        return lambda run_app: heard.update({name: run_app})

    for name in ("on_contrast", "on_lost", "on_visibility"):
        monkeypatch.setattr(device, name, listen(name))

    def say(name: str, *given: Any) -> None:
        Context().run(heard[name], *given)

    return say


def test_the_journal_that_was_out_of_sight_is_closed_on_screen_too(
    run_app: RunApp, contents: Mapping[str, Content], language: str, browser: Callable[..., None]
) -> None:
    content = contents[language]
    labels = content.privacy.passcode

    async def story(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        await client.write(CODE)
        await client.write(CODE, 1)
        await client.press(labels.set)
        await client.sees(labels.done)
        await client.visit(routes.JOURNAL)
        for visible in (False, True):  # the default leaves time for a phone call
            browser("on_visibility", visible)
            await client.settle()
        assert client.heading() == content.labels.journal.title
        await client.visit(routes.PASSCODE)
        await client.press(labels.lock[LockAfter.AT_ONCE])
        await client.sees(content.privacy.retention.chosen)
        await client.visit(routes.JOURNAL)
        browser("on_visibility", False)
        await client.sees(content.privacy.unlock.title)

    run_app(story)


def test_a_window_that_writes_no_more_says_so(
    run_app: RunApp, contents: Mapping[str, Content], language: str, browser: Callable[..., None]
) -> None:
    async def story(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        browser("on_lost")
        await client.sees(contents[language].privacy.keeping.elsewhere)

    run_app(story)


def test_more_contrast_is_given_at_once(
    run_app: RunApp, language: str, browser: Callable[..., None]
) -> None:
    async def story(client: Client) -> None:
        before = client.page.theme
        browser("on_contrast", True)
        await client.until(lambda: client.page.theme != before)

    run_app(story)


def test_what_fails_then_is_never_silent(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    browser: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Journal, "lost", fail)

    async def story(client: Client) -> None:
        browser("on_lost")
        await client.sees(contents[language].labels.fallback.title)

    run_app(story)
