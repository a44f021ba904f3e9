"""Contrast of every foreground colour on every surface it is used on, in every theme."""

import asyncio

import flet as ft
import pytest

from sv_app.data.storage.memory import MemoryBackend
from sv_app.pwa.usage_trace.trace import use_whole_app
from sv_app.ui.theme import SCHEMES
from tests.fakes import Client
from tests.ui.colour_pairs import ColourPair, colour_pairs
from tests.ui.contrast import contrast

BODY, LARGE_OR_BOLD, EDGE = 7.0, 4.5, 3.0
"""Least ratios: AAA for body text, AA for the text of buttons, and 3:1 for edges and icons."""
SURFACES = ("surface", "surface_container_lowest", "surface_container")
CONTAINERS = ("primary", "secondary", "tertiary", "error")
PAIRS = (
    *(
        (foreground, surface, BODY)
        for foreground in ("on_surface", "on_surface_variant")
        for surface in SURFACES
    ),
    *((f"on_{kind}_container", f"{kind}_container", BODY) for kind in CONTAINERS),
    *(
        (foreground, surface, LARGE_OR_BOLD)
        for foreground in ("primary", "error")
        for surface in SURFACES
    ),
    *((f"on_{kind}", kind, LARGE_OR_BOLD) for kind in ("primary", "error")),
    *(("outline", surface, EDGE) for surface in SURFACES),
    ("error", "error_container", EDGE),
    ("primary", "primary_container", LARGE_OR_BOLD),  # the button under the key message
    ("surface", "on_surface", BODY),  # a toast
    ("on_surface_variant", "secondary_container", EDGE),  # the icon buttons of a phrase
    ("primary", "secondary_container", EDGE),  # the progress bar
)


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize(("foreground", "surface", "minimum"), PAIRS, ids=lambda pair: str(pair))
def test_colour_pair_has_enough_contrast(
    name: str, foreground: str, surface: str, minimum: float
) -> None:
    assert contrast(colour(SCHEMES[name], foreground), colour(SCHEMES[name], surface)) >= minimum


@pytest.mark.parametrize(
    ("plain", "high"), [("light", "light-high-contrast"), ("dark", "dark-high-contrast")]
)
def test_high_contrast_themes_never_lower_the_contrast(plain: str, high: str) -> None:
    for foreground, surface, _ in PAIRS:
        plain_ratio, high_ratio = (
            contrast(colour(SCHEMES[name], foreground), colour(SCHEMES[name], surface))
            for name in (plain, high)
        )
        assert high_ratio >= plain_ratio, (foreground, surface)
        assert high_ratio >= (EDGE if foreground == "outline" else LARGE_OR_BOLD) * 1.5, (
            foreground,
            surface,
        )


@pytest.mark.parametrize("language", ["fr"], indirect=True)
def test_every_colour_pair_on_every_screen_is_in_the_table(
    backend: MemoryBackend, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: set[ColourPair] = set()
    settle = Client.settle
    inspected = set[tuple[int, int]]()

    async def settle_and_inspect(client: Client) -> None:
        await settle(client)
        # Nothing was sent since the last inspection: the screen is unchanged.
        if (state := (id(client), len(client.connection.sent))) not in inspected:
            inspected.add(state)
            used.update(colour_pairs(client.page.views))

    monkeypatch.setattr(Client, "settle", settle_and_inspect)
    asyncio.run(use_whole_app())
    minimums = {(foreground, surface): minimum for foreground, surface, minimum in PAIRS}
    assert ("on_error", "error", True) in used, "no screen with the emergency lines was seen"
    assert {
        (foreground, surface)
        for foreground, surface, is_text in used
        if minimums.get((foreground, surface), 0) < (LARGE_OR_BOLD if is_text else EDGE)
    } == set()


def test_black_on_white_has_a_ratio_of_21() -> None:
    assert round(contrast("#000000", "#FFFFFF")) == 21
    assert contrast("#777777", "#777777") == 1


def colour(scheme: ft.ColorScheme, name: str) -> str:
    value = getattr(scheme, name)
    assert isinstance(value, str), name
    return value
