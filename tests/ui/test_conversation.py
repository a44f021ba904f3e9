"""Conversation mode and rehearsal of a moment."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.conversation import cues
from sv_app.domain.scripts import Script
from tests.fakes import Client, walk
from tests.titles import MOMENT
from tests.ui.conftest import RunApp
from tests.ui.controls import has_control_named


def test_each_cue_rehearsal_line_and_script_starts_at_the_top_and_nothing_is_stored(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]
    script = content.scripts[0]

    def scroll_key(client: Client) -> object:
        # Flet keeps a scrolling control, and its position, as long as its key is the same.
        [key] = [c.key for c in client.controls(ft.Column) if c.scroll and c.key is not None]
        return key

    async def scenario(client: Client) -> None:
        before = {name: bytes(data) for name, data in backend.records.items()}
        answer = content.in_quotes(script.phrase(_first_phrase(script)).text)
        for path, buttons in (
            (routes.conversation(script.id), [content.labels.conversation.next]),
            (routes.rehearse(script.id), [answer, content.labels.rehearse.next]),
        ):
            await client.visit(path)
            keys = {scroll_key(client)}
            for button in buttons:
                await client.press(button)
                keys.add(scroll_key(client))
            assert len(keys) == 1 + len(buttons), "a cue keeps the scroll position of another"
        keys = set()
        for moment in content.scripts:
            await client.visit(routes.script(moment.id))
            keys.add(scroll_key(client))
        assert len(keys) == len(content.scripts), "a script keeps the scroll position of the last"
        assert backend.records == before

    run_app(scenario)


def _first_phrase(script: Script) -> str:
    return script.rehearse[0].answers[0].phrase


def test_button_next_keeps_its_place_so_that_it_keeps_the_focus(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    """Flutter keeps the state of a keyed control only within the same parent."""
    content = contents[language]
    labels = content.labels.conversation

    def containers(client: Client) -> list[tuple[str, object]]:
        """Return the type and the key of each control that contains the keyed button."""
        return [
            (type(control).__name__, control.key)
            for control in walk(client.view())
            if any(inner.key == "forward" for inner in walk(control))
        ]

    async def scenario(client: Client) -> None:
        await client.visit(routes.conversation(MOMENT))
        first = containers(client)
        assert first
        await client.press(labels.next)
        assert has_control_named(client, labels.previous)
        assert containers(client) == first

    run_app(scenario)


def test_conversation_begins_again_once_everything_is_erased(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    """The position in a script would tell which script was followed."""
    content = contents[language]
    labels, erase = content.labels.conversation, content.privacy.erase

    async def scenario(client: Client) -> None:
        await client.visit(routes.conversation(MOMENT))
        await client.press(labels.next)
        assert has_control_named(client, labels.previous)
        await client.visit(routes.ERASE)
        await client.press(erase.start)
        await client.press(erase.erase)
        await client.visit(routes.conversation(MOMENT))
        assert not has_control_named(client, labels.previous)

    run_app(scenario)


def test_conversation_goes_back_a_cue_and_starts_again(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.conversation
    script = content.scripts[0]

    async def scenario(client: Client) -> None:
        await client.visit(routes.script(script.id))
        await client.press(labels.open)
        assert labels.previous not in client.texts()
        await client.press(labels.next)
        await client.press(labels.previous)
        first = content.in_quotes(script.opening.text)
        assert first in client.texts()
        for _ in cues(script):
            await client.press(labels.next)
        await client.press(labels.again)
        assert first in client.texts()
        await client.press(content.labels.app.back)
        assert client.heading() == script.title

    run_app(scenario)


async def swipe(client: Client, moved: float) -> None:
    """Move a finger by `moved` logical pixels to the right over the conversation."""
    [area] = [c for c in client.controls(ft.GestureDetector) if c.on_horizontal_drag_end]
    for name, x in (("horizontal_drag_start", 200.0), ("horizontal_drag_end", 200.0 + moved)):
        await client.session.dispatch_event(area._i, name, drag(x))
    await client.settle()


def drag(x: float) -> dict[str, object]:
    """The data of a drag event at `x`."""
    position = {"x": x, "y": 300.0}
    still = {"x": 0.0, "y": 0.0}
    return {"l": position, "g": position, "v": still, "k": "touch", "ts": None}


async def press_key(client: Client, key: str, **modifiers: bool) -> None:
    """Press a key, as the page reports it."""
    held = dict.fromkeys(("shift", "ctrl", "alt", "meta"), False) | modifiers
    await client.session.dispatch_event(client.page._i, "keyboard_event", {"key": key, **held})
    await client.settle()


def test_swipes_and_arrow_keys_go_through_the_cues_and_back_from_the_end(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.conversation
    total = len(cues(contents[language].scripts[0]))

    def cue_number(client: Client) -> int:
        """The number of the cue on screen; one more than the last at the end."""
        on_screen = client.texts()
        numbers = {labels.progress.format(n=n, total=total): n for n in range(1, total + 1)}
        return next((n for words, n in numbers.items() if words in on_screen), total + 1)

    async def scenario(client: Client) -> None:
        await client.visit(routes.conversation(MOMENT))
        await swipe(client, 120)
        await press_key(client, "Arrow Left")
        assert cue_number(client) == 1, "there is nothing before the first cue"
        await swipe(client, -20)
        await press_key(client, "Arrow Right", ctrl=True)
        await press_key(client, "Arrow Down")
        assert cue_number(client) == 1, "a slip of the finger or another key is no move"
        await swipe(client, -120)
        await press_key(client, "Arrow Right")
        assert cue_number(client) == 3
        for _ in range(total):
            await press_key(client, "Arrow Right")
        assert cue_number(client) == total + 1
        await swipe(client, 120)
        assert cue_number(client) == total
        await client.press(contents[language].labels.app.back)
        assert client.page.on_keyboard_event is None, "keys of the conversation are still handled"

    run_app(scenario)


def test_wake_lock_is_held_only_during_a_conversation(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.conversation(MOMENT))
        await client.press(contents[language].labels.conversation.next)
        assert client.invoked() == ["enable"]
        await client.press(contents[language].labels.app.back)
        assert client.invoked() == ["enable", "disable"]

    run_app(scenario)


def test_refused_wake_lock_is_logged_and_the_cues_are_shown(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        client.connection.answers["enable"] = RuntimeError("battery")
        await client.visit(routes.conversation(MOMENT))
        assert client.heading() == content.scripts[0].title
        assert "conversation.py" in caplog.text

    run_app(scenario)


@pytest.mark.parametrize("path", [routes.conversation("none"), routes.rehearse("none")])
def test_unknown_moment_shows_the_not_found_screen(
    run_app: RunApp, contents: Mapping[str, Content], language: str, path: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(path)
        assert client.heading() == contents[language].labels.fallback.not_found

    run_app(scenario)
