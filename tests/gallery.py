"""Takes a screenshot of every state of every screen, and joins them into contact sheets.

    python -m tests.gallery OUT [--height 844] [--widths 390 320 768 1280] [--readme]

Writes OUT/<language>-<theme>-<width>/<state>.png and a sheet for each folder. With --readme, it
also replaces the six pictures of the README. It checks nothing: a person looks at the sheets.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from sv_app.data.content import load_contents
from sv_app.domain.content import Content
from sv_app.pwa.build import build
from tests.browser.app_driver import AppPage
from tests.browser.conftest import FLAGS, find_chromium
from tests.folder_server import serve_folder
from tests.make_assets import save_png
from tests.screen_states import every_state
from tests.source import ROOT

PICTURES = ROOT / "tests" / "pictures"
README = {
    ("fr", "light"): ("home", "script-phrases"),
    ("fr", "dark"): ("me-self-check", "helplines"),
    ("en", "light"): ("self-check-emergency",),
    ("en", "dark"): ("scripts-first-minute-conversation",),
}
"""The states that the README shows, by language and theme."""


def take_screenshots(app_page: AppPage, content: Content, folder: Path) -> list[Path]:
    """Write a screenshot of every state to `folder`; return the paths in the order of the sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []

    def take_screenshot(name: str) -> None:
        app_page.page.mouse.move(180, 0)
        app_page.page.wait_for_timeout(700)
        paths.append(folder / f"{name}.png")
        app_page.page.screenshot(path=paths[-1])

    app_page.open()
    every_state(app_page, content, take_screenshot)
    return paths


def write_sheet(pictures: list[Path], out: Path, columns: int) -> None:
    """Write to `out` a sheet of the pictures at full size, with `columns` pictures in each row."""
    images = [Image.open(picture) for picture in pictures]
    width, height = images[0].size
    rows = -(-len(images) // columns)
    canvas = Image.new("RGB", ((width + 8) * columns, (height + 8) * rows), "#888888")
    for index, image in enumerate(images):
        row, column = divmod(index, columns)
        canvas.paste(image, (column * (width + 8), row * (height + 8)))
    canvas.save(out)


def variants(
    contents: Mapping[str, Content], widths: list[int]
) -> Iterator[tuple[Content, str, int]]:
    for width in widths:
        for content in contents.values():
            for theme in ("light", "dark"):
                yield content, theme, width


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--height", type=int, default=844)
    parser.add_argument("--widths", type=int, nargs="+", default=[390])
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    site = options.out / "site"
    build(site)
    with serve_folder(site) as origin, sync_playwright() as playwright:
        chromium = find_chromium()
        browser: Browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for content, theme, width in variants(load_contents(), options.widths):
            context = browser.new_context(
                viewport={"width": width, "height": options.height},
                locale=content.code,
                color_scheme="dark" if theme == "dark" else "light",
            )
            app_page = AppPage(context.new_page(), origin)
            folder = options.out / f"{content.code}-{theme}-{width}"
            paths = take_screenshots(app_page, content, folder)
            if options.readme:
                for state in README.get((content.code, theme), ()):
                    picture = folder / f"{state}.png"
                    save_png(picture.read_bytes(), PICTURES / f"{state}-{content.code}.png", 128)
            write_sheet(
                paths,
                folder.with_suffix(".png"),
                11 if width < 500 else 5,
            )
            print(folder.with_suffix(".png"), *app_page.page_errors, sep="\n  ", flush=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
