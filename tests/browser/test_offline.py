"""The whole app with no server: its process is killed, and a check is still saved."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Playwright

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import SCREEN, START, watched
from tests.browser.checks import save_a_check
from tests.browser.conftest import FLAGS
from tests.browser.languages import ENGLISH
from tests.browser.server_process import process
from tests.browser.test_hide import is_neutral
from tests.profile import LONG, PROFILE, SEED
from tests.titles import paths, title

pytestmark = pytest.mark.browser

SUB_PATH = "some/sub/path"
PATHS = paths() if PROFILE is LONG else paths()[SEED % 8 :: 8]
"""The screens that are opened without a server; an eighth of them each day."""
NOT_FOR_INSTALLING = re.compile(r"\.(zip|wasm)$")


@ENGLISH
def test_the_app_works_from_any_path_once_the_server_is_killed(
    browser: Browser, site: Path, tmp_path: Path, contents: Mapping[str, Content], language: str
) -> None:
    """Every screen in turn, a saved check that is found after a reload, and hiding."""
    content = contents[language]
    shutil.copytree(site, tmp_path / SUB_PATH)
    with (
        process(tmp_path) as running,
        browser.new_context(**SCREEN, locale=language) as context,
    ):
        base = f"{running.url}{SUB_PATH}"
        with watched(context.new_page(), running.url) as person:
            person.open(base=base)
            person.page.wait_for_selector("html[data-offline=yes]", state="attached", timeout=START)
            person.page.close()
        running.kill()
        with watched(context.new_page(), running.url) as person:
            person.open(base=base)
            for path in PATHS:
                person.go(path)
                person.heading(title(content, path))
            person.go(routes.SETTINGS)
            person.sees(content.labels.offline.available)
            person.go(routes.HOME)
            person.heading(content.labels.home.title)
            save_a_check(person, content)
            person.page.reload()
            person.ready()
            person.go(routes.JOURNAL)
            person.press(content.labels.journal.entry.split("{")[0])
            person.sees(content.labels.result.marked)
            person.page.locator("#hide").click()
            is_neutral(person.page, contents)


@pytest.mark.parametrize(
    ("path", "locale", "file"),
    [("", "fr", "manifest.json"), (f"{SUB_PATH}/", "en-GB", "manifest.en.json")],
)
def test_chromium_finds_nothing_to_say_against_installing_it_in_its_language(
    playwright: Playwright,
    chromium: str,
    site: Path,
    tmp_path: Path,
    contents: Mapping[str, Content],
    path: str,
    locale: str,
    file: str,
) -> None:
    root = tmp_path / "root"
    shutil.copytree(site, root / path)
    with (
        process(root) as running,
        # A private window, which any other context is, refuses to install anything.
        playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium,
            args=FLAGS,
            locale=locale,
            service_workers="block",
        ) as context,
    ):
        page = context.new_page()
        page.route(NOT_FOR_INSTALLING, lambda route: route.abort())
        page.goto(running.url + path)
        devtools = context.new_cdp_session(page)
        assert devtools.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
        read = devtools.send("Page.getAppManifest")
        assert read["errors"] == []
        assert read["url"] == f"{running.url}{path}{file}"
        assert read["manifest"]["scope"] == read["manifest"]["startUrl"] == running.url + path
        manifest = json.loads(read["data"])
        assert manifest["name"] == contents[locale[:2]].labels.app.name
        for icon in manifest["icons"] + manifest["screenshots"]:
            address = urljoin(read["url"], icon["src"])
            size = page.evaluate(SIZE, address)
            assert icon["sizes"] in ("any", f"{size[0]}x{size[1]}"), address


SIZE = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  return [image.naturalWidth, image.naturalHeight];
}"""
