"""Regenerates the PNGs of assets/: icons from their SVGs, screenshots from the app.

    python -m tests.make_assets

Run it after a change to an icon or a screen, check the pictures, and commit them.
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
from tests.browser.app_driver import AppPage
from tests.browser.conftest import FLAGS, PHONE, find_chromium
from tests.folder_server import serve_folder
from tests.source import ROOT
from tests.titles import MOMENT, title

ASSETS = ROOT / "assets"
ICONS = ASSETS / "icons"
SCREENSHOTS = ASSETS / "screenshots"
SIZES: Mapping[str, tuple[str, int]] = {
    "icon-192.png": ("icon.svg", 192),
    "icon-512.png": ("icon.svg", 512),
    "maskable-192.png": ("maskable.svg", 192),
    "maskable-512.png": ("maskable.svg", 512),
    "monochrome-512.png": ("monochrome.svg", 512),
    "apple-touch-icon.png": ("maskable.svg", 180),
    "../icon_ios.png": ("maskable.svg", 1024),
    "../icon_android.png": ("maskable.svg", 1024),
    "../splash.png": ("icon.svg", 640),
}
"""The SVG and the size in pixels of each picture; the pictures of the phone apps, named `../...`,
are in `assets` itself.
"""
VIEW_BOX = 'viewBox="0 0 512 512"'
PADDED = {"../icon_android.png": 'viewBox="-80 -80 672 672"'}
"""Pictures with more background around the drawing: Android shows the inner two thirds of an icon,
and the mask of a launcher may leave a circle of 61 % of its width.
"""
SCREENS = {
    "home": routes.HOME,
    "script": routes.script(MOMENT),
    "helplines": routes.HELPLINES,
}


BRAND = "#1C5D5A"
"""The background of the icons."""


def save_png(png: bytes, out: Path, colours: int) -> None:
    """Write a picture to `out`; an opaque one is reduced to `colours` colours.

    The reduction is not visible.
    """
    with Image.open(BytesIO(png)) as image:
        if image.convert("RGBA").getextrema()[-1] == (255, 255):
            reduced = image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
            reduced.save(out, optimize=True)
        else:
            image.save(out, optimize=True)


def draw_icons(browser: Browser) -> None:
    for name, (svg, size) in SIZES.items():
        page = browser.new_page(viewport={"width": size, "height": size})
        page.set_content(
            (ICONS / svg).read_text("utf-8").replace(VIEW_BOX, PADDED.get(name, VIEW_BOX))
        )
        background = BRAND if name in PADDED else "transparent"
        page.add_style_tag(content=f"body{{margin:0;background:{background}}}svg{{display:block}}")
        save_png(page.screenshot(omit_background=True), ICONS / name, 64)
        page.close()


def take_screenshots(browser: Browser) -> None:
    content = load_contents()["fr"]
    SCREENSHOTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(site)
        with serve_folder(site) as origin:
            context = browser.new_context(viewport=PHONE, locale="fr", color_scheme="light")
            app_page = AppPage(context.new_page(), origin)
            app_page.open()
            for name, path in SCREENS.items():
                app_page.page.evaluate("path => { location.hash = path }", path)
                app_page.wait_for_heading(title(content, path))
                app_page.page.wait_for_timeout(1_000)
                save_png(app_page.page.screenshot(), SCREENSHOTS / f"{name}.png", 128)


def main() -> None:
    with sync_playwright() as playwright:
        chromium = find_chromium()
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        draw_icons(browser)
        take_screenshots(browser)
        browser.close()


if __name__ == "__main__":
    main()
