"""The error boundary: a screen or handler that fails shows the helplines and a way home.

Failures are logged without what the person wrote. The settings say whether the app works offline.
"""

import sys
from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.content import Content
from sv_app.project import PACKAGE
from sv_app.ui.router import SCREENS
from tests.fakes import Client
from tests.titles import filled_in, paths
from tests.ui.conftest import RunApp


def assert_can_call(client: Client, content: Content) -> None:
    assert content.call_slots()[0].helpline.facts.uri in client.button_urls()


def test_each_failing_screen_shows_the_helplines_and_a_way_home(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        for path in paths():
            if path == routes.HOME:
                await client.visit(routes.TEAM)
            with monkeypatch.context() as patch:
                break_screen(patch, path)
                await client.visit(path)
                assert client.heading() == content.labels.fallback.title, path
                assert client.view().route == path, (
                    f"{path}: the fallback of the whole app was shown"
                )
                assert {line.facts.uri for line in content.helplines} <= set(
                    client.button_urls()
                ), path
            await client.press(content.labels.fallback.home)
            assert client.heading() == content.labels.home.title, (
                f"{path}: the screen is not updated"
            )

    run_app(scenario)


def break_screen(patch: pytest.MonkeyPatch, path: str) -> None:
    """Make the body of the screen at `path` raise."""
    screen = next(s for pattern, s in SCREENS.items() if filled_in(pattern) == path)
    module = sys.modules[screen.__module__]
    views = ("page_shell", "helplines_view", "document_screen")
    name = next(view for view in views if hasattr(module, view))

    def fail(*_: object, **__: object) -> ft.View:
        raise RuntimeError("broken on purpose")

    patch.setattr(module, name, fail)


def test_screen_refused_by_flet_shows_the_fallback(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        with monkeypatch.context() as patch:
            from sv_app.ui.screens import team

            # Flet checks the range of a slider while it computes the patch: no boundary sees it.
            refused_view = ft.View(controls=[ft.Slider(min=0, max=1, value=5)])
            patch.setattr(team, "page_shell", lambda *_, **__: refused_view)
            await client.visit(routes.TEAM)
            assert client.heading() == content.labels.fallback.title
            assert_can_call(client, content)
        await client.press(content.labels.fallback.home)
        assert client.heading() == content.labels.home.title
        await client.press(content.labels.home.team)
        assert client.heading() == content.labels.team.title

    run_app(scenario)


def test_back_leaves_the_fallback_for_the_previous_screen(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        from sv_app.ui.screens import team

        await client.visit(routes.HELPLINES)
        with monkeypatch.context() as patch:
            refused_view = ft.View(controls=[ft.Slider(min=0, max=1, value=5)])
            patch.setattr(team, "page_shell", lambda *_, **__: refused_view)
            await client.visit(routes.TEAM)
            assert client.heading() == content.labels.fallback.title
        await client.visit(routes.HELPLINES)  # as a browser does: the address changes
        assert client.heading() == content.labels.helplines.title
        await client.visit(routes.TEAM)
        assert client.heading() == content.labels.team.title

    run_app(scenario)


def test_failing_event_handler_shows_the_fallback(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]

    async def fail(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    async def scenario(client: Client) -> None:
        from sv_app.data.journal import Journal

        await client.visit(routes.SELF_CHECK)
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "save_draft", fail)
            await client.press(content.labels.self_check.skip)
        assert client.heading() == content.labels.fallback.title
        assert_can_call(client, content)
        await client.press(content.labels.fallback.home)
        assert client.heading() == content.labels.home.title

    run_app(scenario)


async def broken(*_: object) -> bool:
    raise RuntimeError("broken on purpose")


def test_failing_coroutine_effect_shows_the_fallback(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(device, "works_offline", broken)
            await client.visit(routes.SETTINGS)
        assert client.heading() == content.labels.fallback.title
        assert_can_call(client, content)
        assert "in check_offline" in caplog.text
        await client.press(content.labels.fallback.home)
        assert client.heading() == content.labels.home.title

    run_app(scenario)


def test_every_effect_uses_the_wrapper_that_reports_errors() -> None:
    users = {path.name for path in PACKAGE.rglob("*.py") if "ft.use_effect" in path.read_text()}
    assert users == {"context.py"}


def test_refused_scrolling_is_logged_and_the_script_is_shown(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    script = contents[language].scripts[0]

    async def scenario(client: Client) -> None:
        client.connection.answers["scroll_to"] = RuntimeError("not on screen")
        await client.visit(routes.script(script.id, "say"))
        assert client.heading() == script.title
        assert "scroll_anchor.py" in caplog.text

    run_app(scenario)


def test_end_of_the_update_loop_is_logged_with_its_lines_of_code(
    run_app: RunApp,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scenario(client: Client) -> None:
        from sv_app.ui.screens import team

        refused_view = ft.View(controls=[ft.Slider(min=0, max=1, value=5)])
        monkeypatch.setattr(team, "page_shell", lambda *_, **__: refused_view)
        await client.visit(routes.TEAM)

    run_app(scenario)
    assert "Unhandled error at:\n  File " in caplog.text
    assert "in __updates_scheduler" in caplog.text


def test_failure_is_logged_without_its_message(
    run_app: RunApp,
    contents: Mapping[str, Content],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret = "an answer of the person"

    async def scenario(client: Client) -> None:
        from sv_app.ui.screens import team

        def fail(*_: object, **__: object) -> ft.View:
            raise RuntimeError(secret)

        monkeypatch.setattr(team, "page_shell", fail)
        await client.visit(routes.TEAM)

    run_app(scenario)
    assert "team.py" in caplog.text
    assert secret not in caplog.text


@pytest.mark.parametrize("offline", [True, False])
def test_settings_state_whether_the_app_works_offline(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    offline: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def works_offline(_: bool) -> bool:
        return offline

    monkeypatch.setattr(device, "works_offline", works_offline)

    async def scenario(client: Client) -> None:
        await client.visit(routes.SETTINGS)
        labels = contents[language].labels.offline
        assert (labels.available in client.texts()) is offline
        assert (labels.unavailable in client.texts()) is not offline

    run_app(scenario)
