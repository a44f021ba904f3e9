"""Every ink of the theme on every surface it is used on, in every theme."""

import asyncio

import flet as ft
import pytest

from sv_app.data.storage.memory import MemoryBackend
from sv_app.pwa.usage_trace.trace import use_whole_app
from sv_app.ui.theme import SCHEMES
from tests.fakes import Client
from tests.ui.color_pairs import Inked, inked
from tests.ui.contrast import contrast

BODY, LARGE_OR_BOLD, EDGE = 7.0, 4.5, 3.0
"""AAA for what one reads, AA for the words of buttons, and what edges and icons need."""
SURFACES = ("surface", "surface_container_lowest", "surface_container")
CONTAINERS = ("primary", "secondary", "tertiary", "error")
PAIRS = (
    *((ink, on, BODY) for ink in ("on_surface", "on_surface_variant") for on in SURFACES),
    *((f"on_{kind}_container", f"{kind}_container", BODY) for kind in CONTAINERS),
    *((ink, on, LARGE_OR_BOLD) for ink in ("primary", "error") for on in SURFACES),
    *((f"on_{kind}", kind, LARGE_OR_BOLD) for kind in ("primary", "error")),
    *(("outline", on, EDGE) for on in SURFACES),
    *((kind, f"{kind}_container", EDGE) for kind in ("primary", "error")),
    ("surface", "on_surface", BODY),  # what is told for a moment, over the screen
    ("on_surface_variant", "secondary_container", EDGE),  # the tools of a phrase
    ("primary", "secondary_container", EDGE),  # how far one is
)


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize(("ink", "on", "least"), PAIRS, ids=lambda pair: str(pair))
def test_an_ink_can_be_read_on_what_is_under_it(name: str, ink: str, on: str, least: float) -> None:
    assert contrast(colour(SCHEMES[name], ink), colour(SCHEMES[name], on)) >= least


@pytest.mark.parametrize(("plain", "strong"), [("light", "light-strong"), ("dark", "dark-strong")])
def test_stronger_contrast_is_stronger_everywhere(plain: str, strong: str) -> None:
    for ink, on, _ in PAIRS:
        weak, high = (
            contrast(colour(SCHEMES[name], ink), colour(SCHEMES[name], on))
            for name in (plain, strong)
        )
        assert high >= min(weak, 15), (ink, on)
        assert high >= (EDGE if ink == "outline" else LARGE_OR_BOLD) * 1.5, (ink, on)


@pytest.mark.parametrize("language", ["fr"], indirect=True)
def test_every_ink_of_every_screen_is_among_them(
    backend: MemoryBackend, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: set[Inked] = set()
    settle = Client.settle
    seen = set[tuple[int, int]]()

    async def look(client: Client) -> None:
        await settle(client)
        # The screen is as it was if nothing was sent since.
        if (state := (id(client), len(client.connection.sent))) not in seen:
            seen.add(state)
            used.update(inked(client.page.views))

    monkeypatch.setattr(Client, "settle", look)
    asyncio.run(use_whole_app())
    known = {(ink, on): least for ink, on, least in PAIRS}
    assert ("on_error", "error", True) in used, "the emergency numbers were seen"
    assert {
        (ink, on)
        for ink, on, is_read in used
        if known.get((ink, on), 0) < (LARGE_OR_BOLD if is_read else EDGE)
    } == set()


def test_black_on_white_is_twenty_one() -> None:
    assert round(contrast("#000000", "#FFFFFF")) == 21
    assert contrast("#777777", "#777777") == 1


def colour(scheme: ft.ColorScheme, name: str) -> str:
    value = getattr(scheme, name)
    assert isinstance(value, str), name
    return value
