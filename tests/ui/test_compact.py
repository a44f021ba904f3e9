"""Short and compact windows leave out words, and never a number or an answer."""

from collections.abc import Callable, Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.content import Content
from sv_app.domain.self_check import StepUpCriterion
from sv_app.ui.components.semantics import SemanticRole
from tests.fakes import Client, walk
from tests.titles import MOMENT
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import has_control_named, semantics_with_role, slot_urls, url_buttons


def scrolled_buttons(client: Client) -> list[str]:
    """Return the texts of the buttons that scroll with the text of the screen."""
    columns = [column for column in client.controls(ft.Column) if column.scroll]
    contents = [getattr(control, "content", None) for column in columns for control in walk(column)]
    return [text.replace("\n", " ") for text in contents if isinstance(text, str)]


def scrolled_calls(client: Client) -> list[str]:
    """Return the URLs of the buttons that scroll with the text of the screen."""
    columns = [column for column in client.controls(ft.Column) if column.scroll]
    return [url for column in columns for _, url in url_buttons(column)]


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
            assert labels.call.all_name not in scrolled_buttons(client), "the call bar scrolls"
            assert has_control_named(client, labels.call.all_name)
            assert client.button_urls() == slot_urls(contents[language])
            assert not set(slot_urls(contents[language])) & set(scrolled_calls(client))
        await client.press(labels.call.all_name)
        assert client.heading() == labels.helplines.title

    run_app(scenario)


@pytest.mark.parametrize("compact", [False, True])
def test_landmark_at_the_top_has_the_name_of_its_first_control(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    compact: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In a compact window, the languages are not at the top of the home screen."""
    labels = contents[language].labels
    monkeypatch.setattr(device, "is_compact", lambda: compact)

    def landmark_names(client: Client) -> list[str]:
        landmarks = semantics_with_role(client.view(), SemanticRole.NAVIGATION)
        return [str(landmark.label) for landmark in landmarks]

    async def scenario(client: Client) -> None:
        first = labels.app.quick_exit if compact else labels.settings.language
        assert landmark_names(client) == [first]
        await client.visit(routes.TEAM)
        assert landmark_names(client) == [labels.app.back]

    run_app(scenario)


@in_every_language
def test_short_phone_has_a_lower_call_bar_with_the_same_numbers(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    [talk, danger] = contents[language].call_slots()
    assert talk.optional_line

    async def scenario(client: Client) -> None:
        for height in (844, 640, 844):
            await client.resize(360, height)
            texts = client.texts()
            assert (talk.optional_line in texts) is (height == 844)
            assert set(talk.text_lines) | set(danger.text_lines) <= set(texts)
            assert client.button_urls() == slot_urls(contents[language])

    run_app(scenario)


def test_panel_of_a_danger_takes_the_place_of_the_hint_in_landscape(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    monkeypatch.setattr(device, "is_compact", lambda: True)
    hint = content.labels.self_check.safety_about

    async def scenario(client: Client) -> None:
        await client.resize(844, 390)
        await client.visit(routes.SELF_CHECK)
        assert hint in client.texts()
        danger = content.self_check.dangers[StepUpCriterion.SUICIDAL_THOUGHTS]
        await client.press(danger)
        assert hint not in client.texts()
        assert content.messages.advice.thanks in client.texts()
        await client.press(danger)
        assert hint in client.texts()

    run_app(scenario)


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
@pytest.mark.parametrize("compact", [False, True])
def test_screen_scrolls_to_the_panel_of_a_danger_in_large_text(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    compact: bool,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = contents[language]
    monkeypatch.setattr(device, "is_compact", lambda: compact)

    async def scenario(client: Client) -> None:
        await client.resize(*size)
        await client.visit(routes.SELF_CHECK)
        await client.press(content.self_check.dangers[StepUpCriterion.DANGER_TO_SOMEONE])
        assert ("scroll_to" in client.invoked()) is compact

    run_app(scenario)
