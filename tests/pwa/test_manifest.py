import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sv_app.domain.kit import Kit
from sv_app.pwa import manifest
from sv_app.ui.palette import LIGHT
from sv_app.ui.router import SCREENS
from tests.source import ROOT

ASSETS = ROOT / "assets"
FIELDS = {
    *("id", "scope", "start_url", "name", "short_name", "lang", "dir", "description"),
    *("categories", "display", "theme_color", "background_color"),
    *("icons", "screenshots", "shortcuts"),
}


@pytest.fixture
def told(kits: Mapping[str, Kit], tmp_path: Path) -> dict[str, Any]:
    manifest.write(kits, tmp_path)
    parsed: dict[str, Any] = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    return parsed


def pictures(told: dict[str, Any]) -> list[dict[str, str]]:
    of_shortcuts = [icon for shortcut in told["shortcuts"] for icon in shortcut["icons"]]
    return [*told["icons"], *told["screenshots"], *of_shortcuts]


def width(path: Path) -> int:
    with Image.open(path) as image:
        return image.width


def icon(told: dict[str, Any], purpose: str) -> list[Path]:
    """The PNGs of a purpose."""
    found = [i for i in told["icons"] if i["purpose"] == purpose and i["type"] == "image/png"]
    return [ASSETS / i["src"] for i in found]


def test_every_field_is_there_and_says_something(told: dict[str, Any]) -> None:
    assert told.keys() == FIELDS
    assert all(told.values())


def test_the_words_are_those_of_the_first_language(
    told: dict[str, Any], kits: Mapping[str, Kit]
) -> None:
    labels = kits["fr"].labels
    assert (told["name"], told["lang"], told["dir"]) == (labels.app.name, "fr", "ltr")
    assert told["description"] == labels.app.description
    assert [shortcut["name"] for shortcut in told["shortcuts"]] == [
        labels.helplines.title,
        labels.self_check.title,
        labels.scripts.title,
    ]
    assert len(told["short_name"]) <= 12


def test_it_works_at_any_path(told: dict[str, Any]) -> None:
    assert told["scope"] == told["start_url"] == "./"
    urls = [p["src"] for p in pictures(told)] + [s["url"] for s in told["shortcuts"]]
    assert [url for url in urls if re.match(r"\w+:|/", url)] == []


def test_shortcuts_open_screens(told: dict[str, Any]) -> None:
    paths = [shortcut["url"].removeprefix("./#") for shortcut in told["shortcuts"]]
    assert set(paths) <= set(SCREENS)


def test_its_colours_are_the_theme_s(told: dict[str, Any]) -> None:
    assert {told["theme_color"], told["background_color"]} == {LIGHT.surface}


def test_every_picture_has_the_size_and_kind_it_says(told: dict[str, Any]) -> None:
    for picture in pictures(told):
        path = ASSETS / picture["src"]
        if picture["type"] == "image/svg+xml":
            assert path.read_text("utf-8").startswith("<svg ")
            continue
        with Image.open(path) as image:
            assert image.format == "PNG"
            assert picture["sizes"] == f"{image.width}x{image.height}", picture["src"]


def test_a_device_finds_the_icons_it_looks_for(told: dict[str, Any]) -> None:
    for purpose in ("any", "maskable"):
        assert {192, 512} <= {width(path) for path in icon(told, purpose)}
    assert [width(path) for path in icon(told, "monochrome")] == [512]


def test_a_mask_cuts_nothing_of_the_drawing(told: dict[str, Any]) -> None:
    """Inside a circle of four fifths: what every device shows, whatever its mask."""
    for path in icon(told, "maskable"):
        with Image.open(path) as opened:
            image = opened.convert("RGBA")
        ground, half = image.getpixel((0, 0)), image.width / 2
        assert image.getextrema()[-1] == (255, 255), "opaque"
        drawn = [
            (x, y)
            for x in range(image.width)
            for y in range(image.height)
            if image.getpixel((x, y)) != ground
        ]
        assert drawn
        assert max(math.dist((x + 0.5, y + 0.5), (half, half)) for x, y in drawn) <= 0.8 * half


def test_the_monochrome_icon_is_told_by_what_is_not_there(told: dict[str, Any]) -> None:
    (path,) = icon(told, "monochrome")
    with Image.open(path) as opened:
        image = opened.convert("RGBA")
    colours = image.getcolors(image.width * image.height)
    assert colours
    assert {colour for _, colour in colours} >= {(0, 0, 0, 0), (0, 0, 0, 255)}
    assert image.getextrema()[:3] == ((0, 0), (0, 0), (0, 0))


def test_the_icon_of_an_iphone_has_no_hole() -> None:
    with Image.open(ASSETS / "icons" / "apple-touch-icon.png") as image:
        assert image.size == (180, 180)
        assert image.convert("RGBA").getextrema()[-1] == (255, 255)


def test_pictures_weigh_little() -> None:
    heavy = [p for p in ASSETS.rglob("*.png") if p.stat().st_size > 30_000]
    assert heavy == []
