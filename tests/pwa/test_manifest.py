"""The web app manifests: one for each language, which all install the same app."""

import json
import math
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sv_app.domain.content import Content
from sv_app.pwa import assets as assets_module
from sv_app.pwa import service_worker
from sv_app.pwa.static_page import render_page
from sv_app.ui.router import SCREENS
from sv_app.ui.theme import LIGHT
from tests.npm import NODE
from tests.pwa.parsed_html import HtmlDocument
from tests.source import ROOT

ASSETS = ROOT / "assets"
FIELDS = {
    *("id", "scope", "start_url", "name", "short_name", "lang", "dir", "description"),
    *("categories", "display", "theme_color", "background_color"),
    *("icons", "screenshots", "shortcuts"),
}


FILES = {"fr": "manifest.json", "en": "manifest.en.json", "es": "manifest.es.json"}
CLIENT = ROOT / "sv_app" / "pwa" / "client" / "manifest.js"


@pytest.fixture(params=FILES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def manifest(contents: Mapping[str, Content], language: str, tmp_path: Path) -> dict[str, Any]:
    assets_module.write_manifests(contents, tmp_path)
    parsed: dict[str, Any] = json.loads((tmp_path / FILES[language]).read_text("utf-8"))
    return parsed


def pictures(manifest: dict[str, Any]) -> list[dict[str, str]]:
    shortcut_icons = [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    return [*manifest["icons"], *manifest["screenshots"], *shortcut_icons]


def width(path: Path) -> int:
    with Image.open(path) as image:
        return image.width


def icon_paths(manifest: dict[str, Any], purpose: str) -> list[Path]:
    """Return the paths of the PNG icons with this purpose."""
    icons = [i for i in manifest["icons"] if i["purpose"] == purpose and i["type"] == "image/png"]
    return [ASSETS / i["src"] for i in icons]


def test_manifest_has_every_field_with_a_value(manifest: dict[str, Any]) -> None:
    assert manifest.keys() == FIELDS
    assert all(manifest.values())


def test_texts_are_in_the_language_of_the_manifest(
    manifest: dict[str, Any], contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels
    assert (manifest["name"], manifest["lang"], manifest["dir"]) == (
        labels.app.name,
        language,
        "ltr",
    )
    assert manifest["description"] == labels.app.description
    assert [shortcut["name"] for shortcut in manifest["shortcuts"]] == [
        labels.helplines.title,
        labels.self_check.title,
        labels.scripts.title,
    ]
    assert len(manifest["short_name"]) <= 12


def test_manifests_of_all_languages_install_the_same_app(contents: Mapping[str, Content]) -> None:
    manifests = [assets_module.manifest(content) for content in contents.values()]
    for member in ("id", "scope", "start_url", "icons", "display"):
        assert all(each[member] == manifests[0][member] for each in manifests), member
    urls = [[shortcut["url"] for shortcut in each["shortcuts"]] for each in manifests]
    assert all(each == urls[0] for each in urls)


def test_page_links_the_default_manifest_and_lists_the_others(
    contents: Mapping[str, Content],
) -> None:
    page = HtmlDocument(
        render_page(contents, {"manifests": assets_module.manifest_names(contents)})
    )
    (link,) = [e for e in page.all("link") if e.attributes["rel"] == "manifest"]
    assert link.attributes["href"] == "manifest.json"
    (options,) = [e for e in page.all("script") if e.attributes.get("id") == "options"]
    known = json.loads(options.text)["manifests"]
    assert {code: each["file"] for code, each in known.items()} == FILES
    assert known["en"]["name"] == contents["en"].labels.app.name


def test_service_worker_stores_every_manifest(
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
def test_script_chooses_the_manifest_of_the_first_known_language(
    contents: Mapping[str, Content], languages: list[str], file: str | None
) -> None:
    known = json.dumps(assets_module.manifest_names(contents))
    script = (
        f"import {{ findManifest }} from {json.dumps(CLIENT.as_uri())};"
        f"const manifest = findManifest({json.dumps(languages)}, {known});"
        "console.log(JSON.stringify(manifest?.file ?? null));"
    )
    command = [NODE, "--input-type=module", "-e", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == file


def test_manifest_has_only_relative_urls(manifest: dict[str, Any]) -> None:
    assert manifest["scope"] == manifest["start_url"] == "./"
    urls = [picture["src"] for picture in pictures(manifest)] + [
        shortcut["url"] for shortcut in manifest["shortcuts"]
    ]
    assert [url for url in urls if re.match(r"\w+:|/", url)] == []


def test_shortcuts_open_screens(manifest: dict[str, Any]) -> None:
    paths = [shortcut["url"].removeprefix("./#") for shortcut in manifest["shortcuts"]]
    assert set(paths) <= set(SCREENS)


def test_colours_are_those_of_the_theme(manifest: dict[str, Any]) -> None:
    assert {manifest["theme_color"], manifest["background_color"]} == {LIGHT.surface}


def test_every_image_has_its_declared_size_and_type(manifest: dict[str, Any]) -> None:
    for picture in pictures(manifest):
        path = ASSETS / picture["src"]
        if picture["type"] == "image/svg+xml":
            assert path.read_text("utf-8").startswith("<svg ")
            continue
        with Image.open(path) as image:
            assert image.format == "PNG"
            assert picture["sizes"] == f"{image.width}x{image.height}", picture["src"]


def test_icons_exist_in_the_sizes_that_devices_need(manifest: dict[str, Any]) -> None:
    for purpose in ("any", "maskable"):
        assert {192, 512} <= {width(path) for path in icon_paths(manifest, purpose)}
    assert [width(path) for path in icon_paths(manifest, "monochrome")] == [512]


def test_maskable_icon_is_opaque_and_drawn_in_the_safe_zone(manifest: dict[str, Any]) -> None:
    """The safe zone is a circle of four fifths of the width, which every mask shows."""
    for path in icon_paths(manifest, "maskable"):
        with Image.open(path) as opened:
            image = opened.convert("RGBA")
        background, half = image.getpixel((0, 0)), image.width / 2
        assert image.getextrema()[-1] == (255, 255), "the icon is not opaque"
        drawn_pixels = [
            (x, y)
            for x in range(image.width)
            for y in range(image.height)
            if image.getpixel((x, y)) != background
        ]
        assert drawn_pixels
        assert (
            max(math.dist((x + 0.5, y + 0.5), (half, half)) for x, y in drawn_pixels) <= 0.8 * half
        )


def test_monochrome_icon_is_black_on_transparent(manifest: dict[str, Any]) -> None:
    (path,) = icon_paths(manifest, "monochrome")
    with Image.open(path) as opened:
        image = opened.convert("RGBA")
    colours = image.getcolors(image.width * image.height)
    assert colours
    assert {colour for _, colour in colours} >= {(0, 0, 0, 0), (0, 0, 0, 255)}
    assert image.getextrema()[:3] == ((0, 0), (0, 0), (0, 0))


def test_apple_touch_icon_is_opaque() -> None:
    with Image.open(ASSETS / "icons" / "apple-touch-icon.png") as image:
        assert image.size == (180, 180)
        assert image.convert("RGBA").getextrema()[-1] == (255, 255)


def test_images_are_at_most_30_kb() -> None:
    heavy = [picture for picture in ASSETS.rglob("*.png") if picture.stat().st_size > 30_000]
    assert heavy == []
