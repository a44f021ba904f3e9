"""Chromium, Firefox and WebKitGTK: the same walk through the app in each of them.

With `--update`, the table of docs/browsers.md is made of what the run saw.
"""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import LockAfter
from sv_app.domain.passcode import passcode_strength
from tests.browser.app_driver import SET_HIDDEN
from tests.browser.browser_table import STEPS, Record
from tests.browser.engine import BrowserEngine
from tests.browser.engine_actions import (
    CLIENT,
    START_TIMEOUT,
    answer_and_save,
    assert_no_other_host,
    call,
    choose_own_device,
    start,
)
from tests.browser.engines import BROWSER_ENGINES
from tests.browser.firefox import Firefox
from tests.browser.journal_actions import PASSCODE
from tests.browser.server_process import serve_in_process
from tests.browser.store_harness import LIST_STORAGE

pytestmark = [pytest.mark.browser, pytest.mark.start_early]

NAME, PHONE, EXTENSION = "Camille Nom", "0601020304", "4512"
NOTE = "une note privée\nen deux lignes"
SEARCHED = {"fr": "faute", "en": "fault"}
IS_OFFLINE_READY = "document.documentElement.dataset.offline === 'yes'"
FIREFOX_DATABASES = "storage/default/*/idb/*.sqlite"
RETURN_DELAY = 0.3
"""Seconds within which a step in the history would have left the decoy."""
DECOY = "location.pathname === '/celsius.html'"


def write_in_every_field(engine: BrowserEngine, content: Content) -> None:
    """A search, a name, two kinds of number and a secret; Python receives each of them."""
    labels = content.labels.contacts
    engine.go(routes.SEARCH)
    engine.wait_for_heading(content.labels.search.title)  # the home screen has the same field
    engine.fill_field(content.labels.search.field, SEARCHED[content.code])
    engine.wait_for_text(content.labels.search.found.split("}")[1])
    engine.go(routes.CONTACTS)
    engine.click_button(labels.add)
    engine.fill_field(labels.name, NAME)
    engine.fill_field(labels.phone, PHONE)
    engine.fill_field(labels.extension, EXTENSION)
    engine.click_button(labels.save)
    engine.wait_for_text(NAME)
    set_passcode(engine, content)


def set_passcode(engine: BrowserEngine, content: Content) -> None:
    """Set a passcode that locks as soon as the page is hidden."""
    labels = content.privacy.passcode
    engine.go(routes.NEW_PASSCODE)
    engine.fill_field(labels.field, PASSCODE)
    engine.wait_for_text(labels.strength[passcode_strength(PASSCODE, labels.words)])
    engine.fill_field(labels.repeat, PASSCODE)
    engine.click_button(labels.submit)
    engine.wait_for_text(labels.done)
    engine.go(routes.PASSCODE)
    engine.click_button(labels.lock[LockAfter.AT_ONCE])
    engine.wait_for_text(content.privacy.retention.chosen)


def unlock(engine: BrowserEngine, content: Content) -> None:
    engine.fill_field(content.privacy.unlock.field, PASSCODE)
    engine.click_button(content.privacy.unlock.open)
    engine.wait_for_text(content.labels.journal.lead)


def find_the_entry(engine: BrowserEngine, content: Content) -> None:
    """The journal asks for the passcode; the entry is there with its note, and the contact."""
    engine.wait_for_text(content.privacy.unlock.title)
    unlock(engine, content)
    engine.click_button(content.labels.journal.entry.split("{")[0])
    engine.wait_for_text(content.labels.result.marked)
    for line in NOTE.splitlines():
        engine.wait_for_text(line)
    engine.go(routes.CONTACTS)
    engine.wait_for_text(NAME)


def lock_when_hidden(engine: BrowserEngine, content: Content) -> None:
    engine.go(routes.JOURNAL)
    engine.wait_for_text(content.labels.journal.lead)
    engine.evaluate(f"({SET_HIDDEN})(true)")
    engine.wait_for_text(content.privacy.unlock.title)
    engine.evaluate(f"({SET_HIDDEN})(false)")


def quick_exit(engine: BrowserEngine) -> None:
    """One click shows the decoy screen, and Forward does not lead back to the app."""
    engine.go(routes.TEAM)
    engine.wait_for("history.state?.serialCount >= 1")
    engine.click("#quick-exit")
    engine.wait_for(DECOY)
    for _ in range(5):
        engine.evaluate("history.forward()")
        time.sleep(RETURN_DELAY)
        engine.wait_for(DECOY)


def erase(engine: BrowserEngine, content: Content) -> None:
    """Erase everything; the browser then lists no storage of the app."""
    engine.go(routes.ERASE)
    engine.click_button(content.privacy.erase.start)
    engine.click_button(content.privacy.erase.erase)
    engine.wait_for_text(content.labels.home.title)
    assert engine.evaluate(LIST_STORAGE) == []


CLIENTS = {"Chromium": "JavaScript", "Firefox": "WebAssembly", "WebKitGTK": "JavaScript"}
"""The client of Flutter that each engine uses; this Chromium has no WebGL."""


@pytest.mark.parametrize("name", BROWSER_ENGINES)
def test_walk_through_the_app(
    request: pytest.FixtureRequest,
    site: Path,
    tmp_path: Path,
    contents: Mapping[str, Content],
    name: str,
) -> None:
    """One long test, because a start of a browser takes as long as three tests."""
    with serve_in_process(site) as server, BROWSER_ENGINES[name](request, tmp_path) as engine:
        content = contents[engine.language]
        origin = server.url.rstrip("/")
        record, steps = Record(engine, "walk"), iter(STEPS)
        with record.step(next(steps)):
            start(engine, f"{origin}/")
        record.client = engine.evaluate(CLIENT)
        assert record.client == CLIENTS[name]
        with record.step(next(steps)):
            engine.wait_for(IS_OFFLINE_READY, START_TIMEOUT)
        with record.step(next(steps)):
            choose_own_device(engine, content)
            answer_and_save(engine, content, NOTE)
        with record.step(next(steps)):
            call(engine, contents)
        with record.step(next(steps)):
            write_in_every_field(engine, content)
        assert_no_other_host(engine, origin)

        server.kill()
        with record.step(next(steps)):
            engine.restart()
            start(engine, f"{origin}/#{routes.JOURNAL}")
        with record.step(next(steps)):
            find_the_entry(engine, content)
        with record.step(next(steps)):
            script = content.scripts[-1]
            engine.go(routes.script(script.id))
            engine.wait_for_text(script.title)
        with record.step(next(steps)):
            lock_when_hidden(engine, content)
            unlock(engine, content)
        with record.step(next(steps)):
            quick_exit(engine)
        start(engine, f"{origin}/#{routes.JOURNAL}")
        engine.wait_for_text(content.privacy.unlock.title)
        unlock(engine, content)
        # Firefox has a file of each database.
        assert bool([*tmp_path.glob(FIREFOX_DATABASES)]) is (name == Firefox.name)
        with record.step(next(steps)):
            erase(engine, content)
        assert_no_other_host(engine, origin)
    assert not [*tmp_path.glob(FIREFOX_DATABASES)]
    record.write(request.config.getoption("--update"))
