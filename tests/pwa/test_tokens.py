"""The page's colours and measures are the app's, and are written nowhere else."""

import re
from dataclasses import asdict

import pytest

from sv_app.pwa import static_page
from sv_app.pwa.static_page import PRINT, STYLES, TEMPLATES
from sv_app.ui.theme import FONTS, RADIUS, SCHEMES, TOUCH_TARGET, Size, Space
from tests.source import ROOT

SHEETS = {name: (TEMPLATES / name).read_text("utf-8") for name in (*STYLES, PRINT)}


def properties(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):([^;}]+)", css))


DARK = "(prefers-color-scheme:dark)"


@pytest.mark.parametrize("name", SCHEMES)
def test_every_colour_of_the_theme_is_a_property(name: str) -> None:
    scheme = SCHEMES[name]
    css = static_page.contrast_css() if name.endswith("strong") else static_page.tokens_css()
    plain, dark = re.split(rf"@media [^{{]*{re.escape(DARK)}", css)
    given = properties(dark if name.startswith("dark") else plain)
    colours = {k.replace("_", "-"): v for k, v in asdict(scheme).items() if v}
    assert colours
    assert {name: given[name] for name in colours} == colours


def test_the_measures_are_those_of_the_theme() -> None:
    given = properties(static_page.tokens_css())
    assert given["size-body"] == f"{Size.BODY / 16}rem"
    assert given["space-base"] == f"{Space.BASE}px"
    assert (given["radius"], given["target"]) == (f"{RADIUS}px", f"{TOUCH_TARGET}px")


def test_the_fonts_are_the_ones_that_are_shipped_and_block_nothing() -> None:
    faces = [f for f in re.findall(r"@font-face\{(.+?)\}", static_page.tokens_css()) if "url(" in f]
    paths = [re.findall(r"url\((.+?)\)", face)[0] for face in faces]
    assert paths == list(FONTS.values())
    assert all((ROOT / "assets" / path).exists() for path in paths)
    assert all("font-display:swap" in face for face in faces)


@pytest.mark.parametrize("name", SHEETS)
def test_no_sheet_writes_a_colour_or_names_a_property_that_is_not_there(name: str) -> None:
    assert re.findall(r":[^;{}]*(#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\()", SHEETS[name]) == []
    used = set(re.findall(r"var\(--([\w-]+)\)", SHEETS[name]))
    assert used <= properties(static_page.tokens_css()).keys()


def test_nothing_moves_by_itself() -> None:
    sheets = "".join(SHEETS.values())
    assert not re.search("transition|scroll-behavior", sheets)
    # After three seconds a sentence is there, at once, when no script of ours has come.
    assert re.findall(r"animation[^:]*:([^;}]+)", sheets) == [" come 0s 3s forwards "]
