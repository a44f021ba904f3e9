"""A window where few lines of text hold: what stays in place leaves them to the words."""

from collections.abc import Callable, Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.content import Content
from tests.fakes import Client, walk
from tests.ui.conftest import RunApp


def scrolled(client: Client) -> list[str]:
    """What the words of the screen's buttons are, of those that scroll with them."""
    columns = [column for column in client.controls(ft.Column) if column.scroll]
    found = [getattr(one, "content", None) for column in columns for one in walk(column)]
    return [words.replace("\n", " ") for words in found if isinstance(words, str)]


def test_what_stays_in_place_comes_after_the_words_and_calling_stays(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = contents[language].labels
    told: list[Callable[[bool], None]] = []
    compact = [False]
    monkeypatch.setattr(device, "is_compact", lambda: compact[0])
    monkeypatch.setattr(device, "on_compact", told.append)

    async def story(client: Client) -> None:
        await client.visit(routes.SELF_CHECK)
        for now in (False, True, False):
            compact[0] = now
            told[-1](now)
            await client.settle()
            assert (labels.self_check.skip in scrolled(client)) is now
            assert labels.call.others not in scrolled(client), "it stays in the bar"
            buttons = [str(button.content) for button in client.controls(ft.OutlinedButton)]
            assert labels.call.others in [words.replace("\n", " ") for words in buttons]
            assert client.calls() == [contents[language].first_helpline.facts.uri]
            assert not [words for words in scrolled(client) if words.startswith(labels.call.button)]
        await client.press(labels.call.others.split()[0])
        assert client.heading() == labels.helplines.title

    run_app(story)
