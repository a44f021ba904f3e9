"""The colours and sizes of the static page are those of the app."""

import re
from dataclasses import asdict

import pytest

from sv_app.pwa import static_page
from sv_app.pwa.static_page import CRITICAL_STYLES, LINKED_STYLES, SECTIONS, TEMPLATES
from sv_app.ui.theme import BUTTON_HEIGHT, FONTS, RADIUS, SCHEMES, Space, TextSize
from tests.source import ROOT

SHEETS = {
    name: (TEMPLATES / name).read_text("utf-8") for name in (*CRITICAL_STYLES, *LINKED_STYLES)
}


def properties(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):([^;}]+)", css))


def root_properties(css: str, dark: bool) -> dict[str, str]:
    """Return the properties of the root, in the light or the dark scheme."""
    rules = re.findall(r"(@media [^{}]*scheme:dark\)\{)?:root\{([^}]*)\}", css)
    blocks = (block for media, block in rules if bool(media) is dark)
    return properties("".join(f"{block};" for block in blocks))


def page_css() -> str:
    """Return the styles in the page itself, then the style sheet of what is below."""
    return static_page.tokens_css() + static_page.linked_style_sheets()[SECTIONS]


@pytest.mark.parametrize("name", SCHEMES)
def test_every_theme_colour_is_a_css_property(name: str) -> None:
    scheme = SCHEMES[name]
    css = static_page.contrast_css() if name.endswith("high-contrast") else page_css()
    declared = root_properties(css, dark=name.startswith("dark"))
    colours = {k.replace("_", "-"): v for k, v in asdict(scheme).items() if v}
    assert colours
    assert {colour: declared[colour] for colour in colours} == colours


def test_sizes_are_those_of_the_theme() -> None:
    declared = properties(static_page.tokens_css())
    assert declared["size-body"] == f"{TextSize.BODY / 16}rem"
    assert declared["space-base"] == f"{Space.BASE}px"
    assert (declared["radius"], declared["target"]) == (f"{RADIUS}px", f"{BUTTON_HEIGHT}px")


def test_font_faces_are_the_shipped_fonts_with_font_display_swap() -> None:
    faces = [f for f in re.findall(r"@font-face\{(.+?)\}", static_page.tokens_css()) if "url(" in f]
    paths = [re.findall(r"url\((.+?)\)", face)[0] for face in faces]
    assert paths == list(FONTS.values())
    assert all((ROOT / "assets" / path).exists() for path in paths)
    assert all("font-display:swap" in face for face in faces)


@pytest.mark.parametrize("name", SHEETS)
def test_style_sheets_have_no_literal_colour_or_unknown_property(name: str) -> None:
    assert re.findall(r":[^;{}]*(#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\()", SHEETS[name]) == []
    used = set(re.findall(r"var\(--([\w-]+)\)", SHEETS[name]))
    declared = static_page.tokens_css() if name in CRITICAL_STYLES else page_css()
    assert used <= properties(declared).keys()


def test_style_sheets_have_no_transition() -> None:
    sheets = "".join(SHEETS.values())
    assert not re.search("transition|scroll-behavior", sheets)
    # If no script has loaded after twenty seconds, a sentence appears, without a movement.
    assert re.findall(r"animation[^:]*:([^;}]+)", sheets) == [" appear 0s 20s forwards "]
