"""The whole app without a server: once the server is killed, a self-check can still be saved."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Playwright, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import SCREEN, START_TIMEOUT, watched
from tests.browser.conftest import FLAGS
from tests.browser.daily_selection import ENGLISH_IN_DEFAULT_PROFILE, WEEKLY
from tests.browser.decoy import expect_decoy
from tests.browser.self_check_actions import save_self_check
from tests.browser.server_process import serve_in_process
from tests.profile import DAY, LONG, PROFILE
from tests.titles import paths, title

pytestmark = [pytest.mark.browser, WEEKLY]

SUB_PATH = "some/sub/path"
PATHS = paths() if PROFILE is LONG else paths()[DAY % 8 :: 8]
"""The screens that are opened without a server; an eighth of them in each run."""
NOT_NEEDED_TO_INSTALL = re.compile(r"\.(zip|wasm)$")


@ENGLISH_IN_DEFAULT_PROFILE
def test_app_works_from_a_sub_path_without_a_server(
    browser: Browser, site: Path, tmp_path: Path, contents: Mapping[str, Content], language: str
) -> None:
    """Opens the screens and a statement, saves a self-check, finds it after a reload, and exits."""
    content = contents[language]
    shutil.copytree(site, tmp_path / SUB_PATH)
    with (
        serve_in_process(tmp_path) as server,
        browser.new_context(**SCREEN, locale=language) as context,
    ):
        base = f"{server.url}{SUB_PATH}"
        with watched(context.new_page(), server.url) as app_page:
            app_page.open(base=base)
            app_page.page.wait_for_selector(
                "html[data-offline=yes]", state="attached", timeout=START_TIMEOUT
            )
            app_page.page.close()
        server.kill()
        with watched(context.new_page(), server.url) as app_page:
            app_page.open(base=base)
            for path in PATHS:
                app_page.go(path)
                app_page.wait_for_heading(title(content, path))
            app_page.go(routes.SETTINGS)
            app_page.wait_for_text(content.labels.offline.available)
            menu = content.privacy.settings_menu
            app_page.click_button(menu.data_protection)
            app_page.page.wait_for_function("() => window.opened.length === 1")
            [address] = app_page.opened_urls()
            assert address == f"{base}/{routes.statement_file(routes.DATA_PROTECTION, language)}"
            with watched(context.new_page(), server.url) as reader:
                reader.page.goto(address)
                expect(reader.page.locator("#security h2")).to_be_visible()
            app_page.go(routes.HOME)
            app_page.wait_for_heading(content.labels.home.title)
            save_self_check(app_page, content)
            app_page.page.reload()
            app_page.wait_until_ready()
            app_page.go(routes.JOURNAL)
            app_page.click_button(content.labels.journal.entry.split("{")[0])
            app_page.wait_for_text(content.labels.result.marked)
            app_page.page.locator("#quick-exit").click()
            expect_decoy(app_page.page, contents)


@pytest.mark.parametrize(
    ("path", "locale", "file"),
    [("", "fr", "manifest.json"), (f"{SUB_PATH}/", "en-GB", "manifest.en.json")],
)
def test_chromium_can_install_the_app_in_its_language(
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
        serve_in_process(root) as server,
        # Other contexts are private windows, which cannot install anything.
        playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium,
            args=FLAGS,
            locale=locale,
            service_workers="block",
        ) as context,
    ):
        page = context.new_page()
        page.route(NOT_NEEDED_TO_INSTALL, lambda route: route.abort())
        page.goto(server.url + path)
        devtools = context.new_cdp_session(page)
        assert devtools.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
        response = devtools.send("Page.getAppManifest")
        assert response["errors"] == []
        assert response["url"] == f"{server.url}{path}{file}"
        assert (
            response["manifest"]["scope"] == response["manifest"]["startUrl"] == server.url + path
        )
        manifest = json.loads(response["data"])
        assert manifest["name"] == contents[locale[:2]].labels.app.name
        for icon in manifest["icons"] + manifest["screenshots"]:
            address = urljoin(response["url"], icon["src"])
            size = page.evaluate(IMAGE_SIZE, address)
            assert icon["sizes"] in ("any", f"{size[0]}x{size[1]}"), address


IMAGE_SIZE = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  return [image.naturalWidth, image.naturalHeight];
}"""
