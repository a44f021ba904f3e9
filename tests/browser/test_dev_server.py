"""`sv-app dev`: a saved sentence and a content error reach the open page."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.project import CONTENT
from tests.browser.app_driver import SCREEN, watched
from tests.browser.daily_selection import WEEKLY
from tests.source import ROOT

pytestmark = [pytest.mark.browser, WEEKLY]

MOMENT = "silence"


@dataclass
class DevServer:
    """The running command, on a copy of the content."""

    process: subprocess.Popen[str]
    content: Path
    origin: str
    log: Path


@pytest.fixture
def dev(tmp_path: Path) -> Iterator[DevServer]:
    content, log = tmp_path / "content", tmp_path / "log.txt"
    shutil.copytree(CONTENT, content)
    command = [sys.executable, "-m", "sv_app.cli", "dev", "--port", "0", "--content", str(content)]
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            assert process.stdout
            lines = iter(process.stdout.readline, "")
            address = next(filter(None, (re.search(r"http://[\d.:]+", line) for line in lines)))
            yield DevServer(process, content, address[0], log)
        finally:
            # SIGINT is ignored in processes that a shell has started in the background.
            process.terminate()
            try:
                process.communicate(timeout=30)
            finally:
                process.kill()


def test_saved_sentence_and_content_errors_reach_the_open_page(
    dev: DevServer, browser: Browser, contents: dict[str, Content]
) -> None:
    script = next(script for script in contents["fr"].scripts if script.id == MOMENT)
    file = dev.content / "fr" / "scripts" / f"{MOMENT}.toml"
    text, sentence = file.read_text("utf-8"), script.say[0].text
    assert text.count(sentence) == 1

    def save(new: str, key: str = "text") -> None:
        phrase = f'text = "{sentence}"'
        assert phrase in text
        file.write_text(text.replace(phrase, f'{key} = "{new}"'), "utf-8")

    context = browser.new_context(**SCREEN, locale="fr")
    with watched(context.new_page(), dev.origin) as app_page:
        page, words = app_page.page, app_page.page.locator("body")
        page.goto(f"{dev.origin}/#{routes.script(MOMENT)}")
        page.keyboard.press("Tab")  # the page is being read, so the static page stays
        page.evaluate("window.loaded = 'once'")
        expect(words).to_contain_text(sentence)
        save("La première version.")
        expect(page.locator("#page")).to_contain_text("La première version.", timeout=30_000)

        app_page.wait_until_ready()
        page.get_by_role("button", name=contents["fr"].labels.page.open).first.click()
        app_page.wait_for_text("La première version.")
        save("La deuxième version.")
        app_page.wait_for_text("La deuxième version.")

        save("La troisième version.", key="texte")
        overlay = page.locator("#dev-faults")
        expect(overlay).to_contain_text(f"fr/scripts/{MOMENT}.toml: say[1].texte", timeout=30_000)
        app_page.wait_for_text("La deuxième version.")

        save("La quatrième version.")
        app_page.wait_for_text("La quatrième version.")
        expect(overlay).to_have_count(0)
        assert page.evaluate("window.loaded") == "once"
        assert page.evaluate("navigator.serviceWorker") is None
    context.close()
    assert dev.process.poll() is None
    errors = dev.log.read_text("utf-8")
    assert f"fr/scripts/{MOMENT}.toml: say[1].texte" in errors
    assert "Traceback" not in errors
