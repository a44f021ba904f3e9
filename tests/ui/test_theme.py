"""The theme follows the system's contrast preference, at the start and when it changes."""

from collections.abc import Callable, Mapping

import flet as ft
import pytest

from sv_app.data import device
from sv_app.domain.content import Content
from sv_app.ui.theme import SCHEMES
from tests.fakes import Client
from tests.ui.conftest import RunApp


def applied_schemes(client: Client) -> tuple[ft.ColorScheme | None, ...]:
    page = client.page
    assert isinstance(page.theme, ft.Theme)
    assert isinstance(page.dark_theme, ft.Theme)
    return page.theme.color_scheme, page.dark_theme.color_scheme


PLAIN = (SCHEMES["light"], SCHEMES["dark"])
HIGH_CONTRAST = (SCHEMES["light-high-contrast"], SCHEMES["dark-high-contrast"])


@pytest.mark.parametrize("wants_contrast", [True, False])
def test_theme_follows_the_contrast_preference(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch, wants_contrast: bool
) -> None:
    listeners: list[Callable[[bool], None]] = []
    monkeypatch.setattr(device, "wants_contrast", lambda: wants_contrast)
    monkeypatch.setattr(device, "listen_for_contrast", listeners.append)

    async def scenario(client: Client) -> None:
        assert applied_schemes(client) == (HIGH_CONTRAST if wants_contrast else PLAIN)
        listeners[0](not wants_contrast)
        await client.wait_until(
            lambda: applied_schemes(client) == (PLAIN if wants_contrast else HIGH_CONTRAST)
        )

    run_app(scenario)


@pytest.mark.parametrize("data", [{"brightness": "dark"}, "dark", None])
def test_brightness_event_with_invalid_data_does_not_break_the_screen(
    run_app: RunApp, contents: Mapping[str, Content], language: str, data: object
) -> None:
    async def scenario(client: Client) -> None:
        await client.session.dispatch_event(client.page._i, "platform_brightness_change", data)
        await client.settle()
        assert client.heading() == contents[language].labels.home.title

    run_app(scenario)
