"""A path is shown at once, before the client reports it, and is rendered once."""

import asyncio
from collections.abc import Mapping

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.content import Content
from sv_app.domain.self_check import Degree, Sign, Step
from sv_app.ui import context
from sv_app.ui.components.semantics import SemanticRole
from sv_app.ui.flet_patches import install_immediate_navigation
from tests.fakes import Client
from tests.ui.conftest import RunApp
from tests.ui.controls import name_of, semantics_with_role


def test_navigation_shows_a_path_before_the_client_reports_it(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    """Two quick navigations do not go back to the first; Back of the browser still does."""
    labels = contents[language].labels

    async def scenario(client: Client) -> None:
        answered = asyncio.Event()

        async def push_route(_: str) -> None:
            await answered.wait()

        client.page.push_route = push_route
        reported: list[BaseException] = []
        navigate = install_immediate_navigation(client.page, reported.append)
        navigate(routes.TEAM)
        navigate(routes.SEARCH)
        await client.settle()
        assert client.heading() == labels.search.title
        for path in (routes.TEAM, routes.SEARCH):
            await client.visit(path)
            assert client.heading() == labels.search.title
        answered.set()
        await client.settle()
        await client.visit(routes.TEAM)
        assert client.heading() == labels.team.title

    run_app(scenario)


def test_first_render_of_a_path_knows_its_route_and_keeps_the_first_tap(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    """A screen keeps what was tapped, or scrolls to an anchor, by the route of the page."""
    content = contents[language]
    labels = content.labels.scripts

    async def scenario(client: Client) -> None:
        answered = asyncio.Event()
        push_route = client.page.push_route

        async def push_later(path: str) -> None:
            await answered.wait()
            await push_route(path)

        await client.visit(routes.SCRIPTS)
        client.page.push_route = push_later
        await client.press(content.scripts[0].title)
        assert client.page.route == routes.script(content.scripts[0].id)
        answered.set()
        await client.settle()
        await client.press(labels.avoid_tab)
        tabs = semantics_with_role(client.view(), SemanticRole.TAB)
        assert [name_of(tab) for tab in tabs if tab.selected] == [labels.avoid_tab]

    run_app(scenario)


def test_path_that_the_client_does_not_report_can_be_reached_later(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels

    async def scenario(client: Client) -> None:
        async def push_route(_: str) -> None:
            """Confirm without a report, as for a path that is already shown."""

        client.page.push_route = push_route
        reported: list[BaseException] = []
        navigate = install_immediate_navigation(client.page, reported.append)
        navigate(routes.TEAM)
        await client.settle()
        await client.visit(routes.SEARCH)
        await client.visit(routes.TEAM)
        assert client.heading() == labels.team.title

    run_app(scenario)


def test_answer_tells_the_client_the_path_then_renders_only_the_next_question(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = contents[language]
    monkeypatch.setattr(context, "MAX_SAVE_WAIT", 60)  # a busy machine saves slowly

    async def scenario(client: Client) -> None:
        await client.visit(routes.SELF_CHECK)
        await client.press(content.labels.self_check.none)
        first, second, *_ = (content.self_check.questions[q].ask for q in Sign)
        assert client.heading() == first
        before = len(client.connection.sent)
        sent_before_push: list[int] = []

        async def push_route(_: str) -> None:
            sent_before_push.append(len(client.connection.sent))

        client.page.push_route = push_route
        await client.press(content.self_check.degrees[Degree.NOT_AT_ALL])
        assert client.heading() == second
        # Two paths that reach the client in the same frame would be a single entry of its history.
        assert sent_before_push == [before]
        first_patch = repr(client.connection.sent[before].body)
        assert repr(second)[1:-1] in first_patch

    run_app(scenario)


def test_path_that_the_client_refuses_is_shown_and_reported(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        async def push_route(_: str) -> None:
            raise RuntimeError("refused")

        client.page.push_route = push_route
        reported: list[BaseException] = []
        navigate = install_immediate_navigation(client.page, reported.append)
        navigate(routes.TEAM)
        await client.settle()
        assert client.heading() == contents[language].labels.team.title
        assert [str(error) for error in reported] == ["refused"]

    run_app(scenario)


def test_question_of_a_self_check_that_is_over_goes_back_or_shows_the_first_step(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labels = contents[language].labels
    has_earlier_entry, calls = True, 0

    async def go_back() -> bool:
        nonlocal calls
        calls += 1
        return has_earlier_entry

    monkeypatch.setattr(device, "go_back", go_back)

    async def scenario(client: Client) -> None:
        nonlocal has_earlier_entry
        await client.visit(routes.self_check(Step.GUILT))
        assert (client.heading(), calls) == (labels.me.title, 1)
        has_earlier_entry = False
        await client.visit(routes.self_check(Step.ANXIETY))
        assert (client.heading(), calls) == (labels.self_check.safety, 2)

    run_app(scenario)
