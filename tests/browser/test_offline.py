"""The whole app with no server: its process is killed, and a check is still saved."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Playwright

from sv_app import routes
from sv_app.domain.kit import Kit
from tests.browser.conftest import FLAGS, PHONE, found
from tests.browser.firefox import Firefox
from tests.browser.person import START, watched
from tests.browser.test_firefox import READY, sees
from tests.browser.test_firefox import check_oneself as check_oneself_in_firefox
from tests.browser.test_main_job import check_oneself
from tests.titles import paths, title

pytestmark = pytest.mark.browser

SERVE = "import sys; from pathlib import Path; from sv_app.pwa.serve import serve; "
SERVE += "serve(Path(sys.argv[1]), 0)"
SUB_PATH = "some/sub/path"
HAS_IT_ALL = "document.documentElement.dataset.offline === 'yes'"


class Process:
    """A server of a folder, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._running = subprocess.Popen(
            [sys.executable, "-u", "-c", SERVE, str(folder)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUTF8": "1"},
        )
        assert self._running.stdout
        said = re.search(r"http://\S+", self._running.stdout.readline())
        assert said
        self.url = said[0]

    def kill(self) -> None:
        self._running.kill()
        assert self._running.wait() == -signal.SIGKILL
        assert self._running.stdout
        self._running.stdout.close()


@contextmanager
def process(folder: Path) -> Iterator[Process]:
    one = Process(folder)
    yield one
    if one._running.returncode is None:
        one.kill()


def test_the_whole_app_works_from_any_path_once_the_server_is_killed(
    browser: Browser, site: Path, tmp_path: Path, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    shutil.copytree(site, tmp_path / SUB_PATH)
    with (
        process(tmp_path) as running,
        browser.new_context(viewport=PHONE, locale=language) as context,
    ):
        base = f"{running.url}{SUB_PATH}"
        with watched(context.new_page(), running.url) as person:
            person.open(base=base)
            person.page.wait_for_selector("html[data-offline=yes]", state="attached", timeout=START)
            person.page.close()
        running.kill()
        with watched(context.new_page(), running.url) as person:
            person.open(base=base)
            for path in paths():
                person.page.evaluate("path => { location.hash = path }", path)
                person.heading(title(kit, path))
            person.page.evaluate("path => { location.hash = path }", routes.SETTINGS)
            person.sees(kit.labels.offline.available)
            person.page.evaluate("path => { location.hash = path }", routes.HOME)
            person.heading(kit.labels.home.title)
            check_oneself(person, kit)
            person.page.close()
        with watched(context.new_page(), running.url) as person:
            person.open(routes.JOURNAL, base=base)
            person.press(kit.labels.journal.entry.split("{")[0])
            person.sees(kit.labels.result.marked)


def test_in_firefox_the_app_starts_and_a_check_is_saved_once_the_server_is_killed(
    site: Path, tmp_path: Path, kits: Mapping[str, Kit]
) -> None:
    found("firefox-esr", "firefox")
    kit = kits["fr"]
    with process(site) as running, Firefox(tmp_path / "profile") as firefox:
        firefox.open(running.url)
        firefox.wait_for(READY, timeout=120)
        firefox.wait_for(HAS_IT_ALL, timeout=120)
        running.kill()
        firefox.open("about:blank")
        firefox.open(running.url)
        firefox.wait_for(READY, timeout=120)
        check_oneself_in_firefox(firefox, kit)
        firefox.open("about:blank")
        firefox.open(f"{running.url}#{routes.JOURNAL}")
        firefox.wait_for(READY, timeout=120)
        firefox.tap_button(kit.labels.journal.entry.split("{")[0])
        sees(firefox, kit.labels.result.marked)


@pytest.mark.parametrize("path", ["", f"{SUB_PATH}/"])
def test_chromium_finds_nothing_to_say_against_installing_it(
    playwright: Playwright, chromium: str, site: Path, tmp_path: Path, path: str
) -> None:
    root = tmp_path / "root"
    shutil.copytree(site, root / path)
    with (
        process(root) as running,
        # A private window, which any other context is, refuses to install anything.
        playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium, args=FLAGS, service_workers="block"
        ) as context,
    ):
        page = context.new_page()
        page.goto(running.url + path)
        devtools = context.new_cdp_session(page)
        assert devtools.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
        read = devtools.send("Page.getAppManifest")
        assert read["errors"] == []
        assert read["url"] == f"{running.url}{path}manifest.json"
        assert read["manifest"]["scope"] == read["manifest"]["startUrl"] == running.url + path
        manifest = json.loads(read["data"])
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
