"""Firefox: a check is saved, found after a restart without a server, locked, and erased."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import LockAfter
from sv_app.domain.self_check import QUESTIONS
from tests.browser.checks import answer_to
from tests.browser.conftest import found
from tests.browser.firefox import Firefox
from tests.browser.server_process import process
from tests.browser.store_harness import HERE
from tests.browser.test_kept_private import HIDDEN

pytestmark = [pytest.mark.browser, pytest.mark.start_early]

CODE = "soleil 48"
HAS_IT_ALL = "document.documentElement.dataset.offline === 'yes'"
NEUTRAL = "location.pathname === '/celsius.html'"
READY = "document.documentElement.dataset.app === 'ready'"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A folder for Firefox's profile; skipped when there is no Firefox."""
    found("firefox-esr", "firefox")
    return tmp_path / "profile"


def sees(firefox: Firefox, words: str) -> None:
    said = f"document.querySelector('flt-semantics-host').textContent.includes({words!r})"
    firefox.wait_for(said)


def check_oneself(firefox: Firefox, content: Content) -> None:
    labels = content.labels
    firefox.tap_button(content.privacy.device.own)
    firefox.tap_button(labels.home.me)
    firefox.tap_button(labels.me.start)
    for question in QUESTIONS:
        sees(firefox, content.self_check.questions[question].ask)
        firefox.tap_button(answer_to(content, question))
    firefox.tap_button(labels.result.save)
    sees(firefox, labels.result.saved)


def lock_with_a_code(firefox: Firefox, content: Content) -> None:
    """Protect the journal, to be closed as soon as it is out of sight; then look away."""
    labels = content.privacy.passcode
    go(firefox, routes.NEW_PASSCODE)
    firefox.write(labels.first, CODE)
    firefox.write(labels.again, CODE)
    firefox.tap_button(labels.set)
    sees(firefox, labels.done)
    go(firefox, routes.PASSCODE)
    firefox.tap_button(labels.lock[LockAfter.AT_ONCE])
    sees(firefox, content.privacy.retention.chosen)
    go(firefox, routes.JOURNAL)
    sees(firefox, content.labels.journal.lead)
    firefox.evaluate(f"({HIDDEN})(true)")
    sees(firefox, content.privacy.unlock.title)
    firefox.evaluate(f"({HIDDEN})(false)")


def unlock(firefox: Firefox, content: Content) -> None:
    firefox.write(content.privacy.unlock.field, CODE)
    firefox.tap_button(content.privacy.unlock.open)
    sees(firefox, content.labels.journal.lead)


def go(firefox: Firefox, path: str) -> None:
    firefox.evaluate(f"void (location.hash = {path!r})")


def test_firefox_saves_works_without_a_server_locks_hides_and_erases(
    profile: Path, site: Path, contents: Mapping[str, Content]
) -> None:
    """One story, since each start of Firefox takes as long as three tests."""
    content = contents["fr"]
    with process(site) as running:
        origin = running.url.rstrip("/")
        with Firefox(profile) as firefox:
            firefox.open(f"{origin}/")
            firefox.wait_for(READY, timeout=120)
            check_oneself(firefox, content)
            own = urlsplit(origin).netloc
            assert not [url for url in firefox.requests if urlsplit(url).netloc not in ("", own)]
            firefox.wait_for(HAS_IT_ALL, timeout=120)
        running.kill()

    with Firefox(profile) as firefox:
        firefox.open(f"{origin}/#{routes.JOURNAL}")
        firefox.wait_for(READY, timeout=120)
        firefox.tap_button(content.labels.journal.entry.split("{")[0])
        sees(firefox, content.labels.result.marked)
        lock_with_a_code(firefox, content)
        unlock(firefox, content)
        hide(firefox)

    with Firefox(profile) as firefox:
        firefox.open(f"{origin}/#{routes.JOURNAL}")
        firefox.wait_for(READY, timeout=120)
        sees(firefox, content.privacy.unlock.title)
        unlock(firefox, content)
        go(firefox, routes.ERASE)
        firefox.tap_button(content.privacy.erase.start)
        firefox.tap_button(content.privacy.erase.erase)
        sees(firefox, content.privacy.device.ask)
        assert firefox.evaluate(HERE) == []
    assert not [*profile.glob("storage/default/*/idb/*.sqlite")]


def hide(firefox: Firefox) -> None:
    """One click shows the neutral page, and Forward does not lead back to the app."""
    go(firefox, routes.TEAM)
    firefox.wait_for("history.state?.serialCount >= 1")
    firefox.click("#hide")
    firefox.wait_for(NEUTRAL)
    for _ in range(5):
        firefox.evaluate("history.forward()")
        firefox.wait_for(NEUTRAL)
