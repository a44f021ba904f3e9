"""Printing: a screen without anything personal may have a page of its own.

Every other screen prints the pocket card.
"""

from collections.abc import Callable, Mapping

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain import printed_pages
from sv_app.domain.content import Content
from sv_app.domain.tools import ExerciseId
from sv_app.ui.components.printing import PAGES, printed_page
from sv_app.ui.router import SCREENS
from tests.fakes import Client
from tests.titles import MOMENT
from tests.ui.actions import choose_region, saved_files
from tests.ui.conftest import RunApp


def test_only_screens_without_anything_personal_have_a_page(
    contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    with_page = {path for path in SCREENS if printed_page(content, path)}
    assert with_page == set(PAGES) & set(SCREENS)
    reading_screens = {routes.TEAM, routes.HELPLINES, routes.UNDERSTAND}
    tools = {routes.FIRST_HOUR, routes.DEBRIEF, routes.EXERCISES, routes.TONIGHT, routes.WHAT_NEXT}
    assert with_page == reading_screens | tools
    assert set(PAGES) - with_page == set(map(routes.exercise, ExerciseId))
    for path in (routes.script(MOMENT), routes.script(MOMENT, "say-x")):
        script = content.script(MOMENT)
        assert script
        assert printed_page(content, path) == printed_pages.script_page(content, script)


@pytest.mark.parametrize(
    "path", [routes.TEAM, routes.HELPLINES, routes.TONIGHT, routes.WHAT_NEXT, routes.script(MOMENT)]
)
def test_button_prints_the_page_of_the_screen(
    path: str,
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = contents[language]
    printed: list[str] = []

    async def print_page(html: str, personal: bool = True) -> bool:
        assert not personal
        printed.append(html)
        return True

    async def scenario(client: Client) -> None:
        await client.visit(path)
        await client.press(content.labels.printing.page)
        assert printed == [printed_page(content, path)]

    monkeypatch.setattr(device, "print_page", print_page)
    run_app(scenario)


def test_card_is_two_taps_from_home_and_saved_where_nothing_prints(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.press(content.labels.home.team)
        await client.press(content.labels.printing.card)
        [file] = saved_files(client)
        assert content.messages.key.text in file["src_bytes"].decode()

    run_app(scenario)


def test_browser_page_receives_the_printable_page_of_each_screen_in_the_language_and_region(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The browser prints at once on its own command, and can't wait for Python."""
    messages: list[tuple[str, str | None]] = []
    callbacks: list[Callable[[str], None]] = []

    def post_message(name: str, value: str | None = None) -> None:
        messages.append((name, value))

    monkeypatch.setattr(device, "post_message", post_message)
    monkeypatch.setattr(device, "listen_for_screen", callbacks.append)

    def last(message: str) -> str | None:
        return [value for name, value in messages if name == message][-1]

    def last_page() -> str | None:
        return last("printed-page")

    async def scenario(client: Client) -> None:
        card = printed_pages.pocket_card(contents[language])
        assert (last("printed-card"), last_page()) == (card, "")
        [show] = callbacks
        show(routes.TEAM)
        await client.wait_until(lambda: last_page() == printed_pages.team_page(contents[language]))
        show(routes.RESULT)
        await client.wait_until(lambda: last_page() == "")
        await client.visit(routes.HELPLINES)
        british = contents[language].in_region("gb")
        show(routes.HELPLINES)
        await choose_region(client, contents[language], british.current_region.name)
        await client.wait_until(lambda: last_page() == printed_pages.helplines_page(british))
        assert last("printed-card") == printed_pages.pocket_card(british)

    run_app(scenario)
