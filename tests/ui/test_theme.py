"""The system's wish for more contrast, heard at the start and whenever it changes."""

from collections.abc import Callable

import flet as ft
import pytest

from sv_app.data import device
from sv_app.ui.theme import SCHEMES
from tests.fakes import Client
from tests.ui.conftest import RunApp


def worn(client: Client) -> tuple[ft.ColorScheme | None, ...]:
    page = client.page
    assert isinstance(page.theme, ft.Theme)
    assert isinstance(page.dark_theme, ft.Theme)
    return page.theme.color_scheme, page.dark_theme.color_scheme


PLAIN = (SCHEMES["light"], SCHEMES["dark"])
STRONG = (SCHEMES["light-strong"], SCHEMES["dark-strong"])


@pytest.mark.parametrize("wanted", [True, False])
def test_more_contrast_is_given_when_asked_for(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    told: list[Callable[[bool], None]] = []
    monkeypatch.setattr(device, "wants_contrast", lambda: wanted)
    monkeypatch.setattr(device, "on_contrast", told.append)

    async def story(client: Client) -> None:
        assert worn(client) == (STRONG if wanted else PLAIN)
        told[0](not wanted)
        await client.until(lambda: worn(client) == (PLAIN if wanted else STRONG))

    run_app(story)
