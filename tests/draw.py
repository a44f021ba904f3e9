"""Draws the PNGs of assets/ anew: icons from their SVGs, screenshots from the app.

    python -m tests.draw

Run it when a drawing or a screen has changed, look at what it made, and commit it.
"""

import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from sv_app import routes
from sv_app.data.content import load_contents
from sv_app.pwa.build import build
from tests.browser.app_driver import Person
from tests.browser.conftest import FLAGS, PHONE, found
from tests.served import served
from tests.source import ROOT
from tests.titles import MOMENT, title

ICONS = ROOT / "assets" / "icons"
SCREENSHOTS = ROOT / "assets" / "screenshots"
SIZES: Mapping[str, tuple[str, int]] = {
    "icon-192.png": ("icon.svg", 192),
    "icon-512.png": ("icon.svg", 512),
    "maskable-192.png": ("maskable.svg", 192),
    "maskable-512.png": ("maskable.svg", 512),
    "monochrome-512.png": ("monochrome.svg", 512),
    "apple-touch-icon.png": ("maskable.svg", 180),
}
SCREENS = {
    "home": routes.HOME,
    "script": routes.script(MOMENT),
    "helplines": routes.HELPLINES,
}


def keep(png: bytes, out: Path, colours: int) -> None:
    """Write a picture, with so many colours when it is opaque: no eye sees it."""
    with Image.open(BytesIO(png)) as image:
        if image.convert("RGBA").getextrema()[-1] == (255, 255):
            small = image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
            small.save(out, optimize=True)
        else:
            image.save(out, optimize=True)


def icons(browser: Browser) -> None:
    for name, (drawing, size) in SIZES.items():
        page = browser.new_page(viewport={"width": size, "height": size})
        page.set_content((ICONS / drawing).read_text("utf-8"))
        page.add_style_tag(content="body{margin:0}svg{display:block}")
        keep(page.screenshot(omit_background=True), ICONS / name, 64)
        page.close()


def screenshots(browser: Browser) -> None:
    content = load_contents()["fr"]
    SCREENSHOTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(site)
        with served(site) as origin:
            context = browser.new_context(viewport=PHONE, locale="fr", color_scheme="light")
            person = Person(context.new_page(), origin)
            person.open()
            for name, path in SCREENS.items():
                person.page.evaluate("path => { location.hash = path }", path)
                person.heading(title(content, path))
                person.page.wait_for_timeout(1_000)
                keep(person.page.screenshot(), SCREENSHOTS / f"{name}.png", 128)


def main() -> None:
    with sync_playwright() as playwright:
        chromium = found("chromium", "chromium-browser", "google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        icons(browser)
        screenshots(browser)
        browser.close()


if __name__ == "__main__":
    main()
