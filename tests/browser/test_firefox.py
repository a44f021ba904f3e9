"""Firefox: a check is saved, found after a restart without a server, locked, and erased."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import LockAfter
from sv_app.domain.self_check import QUESTIONS_BY_STEP
from tests.browser.app_driver import SET_HIDDEN
from tests.browser.conftest import find_browser
from tests.browser.firefox import PROGRAM, Firefox
from tests.browser.self_check_actions import answer_to
from tests.browser.server_process import serve_in_process
from tests.browser.store_harness import LIST_STORAGE

pytestmark = [pytest.mark.browser, pytest.mark.start_early]

PASSCODE = "soleil 48"
IS_OFFLINE_READY = "document.documentElement.dataset.offline === 'yes'"
DECOY = "location.pathname === '/celsius.html'"
READY = "document.documentElement.dataset.app === 'ready'"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A folder for a Firefox profile; the test is skipped without Firefox."""
    find_browser(PROGRAM)
    return tmp_path / "profile"


def wait_for_text(firefox: Firefox, words: str) -> None:
    contains_words = f"document.querySelector('flt-semantics-host').textContent.includes({words!r})"
    firefox.wait_for(contains_words)


def save_self_check(firefox: Firefox, content: Content) -> None:
    labels = content.labels
    go(firefox, routes.DEVICE)
    firefox.tap_button(content.privacy.device.own)
    go(firefox, routes.HOME)
    firefox.tap_button(labels.home.me)
    firefox.tap_button(labels.me.start)
    firefox.tap_button(labels.self_check.none)
    for question in QUESTIONS_BY_STEP.values():
        wait_for_text(firefox, content.self_check.questions[question].ask)
        firefox.tap_button(answer_to(content, question))
    firefox.tap_button(labels.result.save)
    wait_for_text(firefox, labels.result.saved)


def set_passcode_and_lock(firefox: Firefox, content: Content) -> None:
    """Set a passcode that locks as soon as the page is hidden, and hide the page."""
    labels = content.privacy.passcode
    go(firefox, routes.NEW_PASSCODE)
    firefox.write(labels.field, PASSCODE)
    firefox.write(labels.repeat, PASSCODE)
    firefox.tap_button(labels.submit)
    wait_for_text(firefox, labels.done)
    go(firefox, routes.PASSCODE)
    firefox.tap_button(labels.lock[LockAfter.AT_ONCE])
    wait_for_text(firefox, content.privacy.retention.chosen)
    go(firefox, routes.JOURNAL)
    wait_for_text(firefox, content.labels.journal.lead)
    firefox.evaluate(f"({SET_HIDDEN})(true)")
    wait_for_text(firefox, content.privacy.unlock.title)
    firefox.evaluate(f"({SET_HIDDEN})(false)")


def unlock(firefox: Firefox, content: Content) -> None:
    firefox.write(content.privacy.unlock.field, PASSCODE)
    firefox.tap_button(content.privacy.unlock.open)
    wait_for_text(firefox, content.labels.journal.lead)


def go(firefox: Firefox, path: str) -> None:
    firefox.evaluate(f"void (location.hash = {path!r})")


def test_firefox_saves_works_offline_locks_exits_and_erases(
    profile: Path, site: Path, contents: Mapping[str, Content]
) -> None:
    """One long test, because a start of Firefox takes as long as three tests."""
    content = contents["fr"]
    with serve_in_process(site) as server:
        origin = server.url.rstrip("/")
        with Firefox(profile) as firefox:
            firefox.open(f"{origin}/")
            firefox.wait_for(READY, timeout=120)
            save_self_check(firefox, content)
            own_host = urlsplit(origin).netloc
            assert not [
                url for url in firefox.requests if urlsplit(url).netloc not in ("", own_host)
            ]
            firefox.wait_for(IS_OFFLINE_READY, timeout=120)
        server.kill()

    with Firefox(profile) as firefox:
        firefox.open(f"{origin}/#{routes.JOURNAL}")
        firefox.wait_for(READY, timeout=120)
        firefox.tap_button(content.labels.journal.entry.split("{")[0])
        wait_for_text(firefox, content.labels.result.marked)
        set_passcode_and_lock(firefox, content)
        unlock(firefox, content)
        quick_exit(firefox)

    with Firefox(profile) as firefox:
        firefox.open(f"{origin}/#{routes.JOURNAL}")
        firefox.wait_for(READY, timeout=120)
        wait_for_text(firefox, content.privacy.unlock.title)
        unlock(firefox, content)
        go(firefox, routes.ERASE)
        firefox.tap_button(content.privacy.erase.start)
        firefox.tap_button(content.privacy.erase.erase)
        wait_for_text(firefox, content.labels.home.title)
        assert firefox.evaluate(LIST_STORAGE) == []
    assert not [*profile.glob("storage/default/*/idb/*.sqlite")]


def quick_exit(firefox: Firefox) -> None:
    """One click shows the decoy screen, and Forward does not lead back to the app."""
    go(firefox, routes.TEAM)
    firefox.wait_for("history.state?.serialCount >= 1")
    firefox.click("#quick-exit")
    firefox.wait_for(DECOY)
    for _ in range(5):
        firefox.evaluate("history.forward()")
        firefox.wait_for(DECOY)
