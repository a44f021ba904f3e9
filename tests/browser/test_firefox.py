"""Firefox: a check is saved, and found after a restart."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sv_app import routes
from sv_app.domain.kit import Kit
from sv_app.domain.self_check import QUESTIONS, Degree, StepUp, Topic, YesNo
from tests.browser.conftest import found
from tests.browser.firefox import Firefox

pytestmark = pytest.mark.browser

READY = "document.documentElement.dataset.app === 'ready'"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A folder for Firefox's profile; skipped when there is no Firefox."""
    found("firefox-esr", "firefox")
    return tmp_path / "profile"


def sees(firefox: Firefox, words: str) -> None:
    said = f"document.querySelector('flt-semantics-host').textContent.includes({words!r})"
    firefox.wait_for(said)


def check_oneself(firefox: Firefox, kit: Kit) -> None:
    labels, words = kit.labels, kit.self_check
    firefox.tap_button(kit.privacy.device.own)
    firefox.tap_button(labels.home.me)
    firefox.tap_button(labels.me.start)
    for question in QUESTIONS:
        sees(firefox, words.questions[question].ask)
        if isinstance(question, StepUp):
            firefox.tap_button(words.yes_no[YesNo.NO])
        elif question is Topic.SINCE:
            firefox.tap_button(labels.self_check.skip)
        else:
            firefox.tap_button(words.degrees[Degree.A_LOT])
    firefox.tap_button(labels.result.save)
    sees(firefox, labels.result.saved)


def test_a_saved_check_is_found_after_firefox_is_closed_and_reopened(
    profile: Path, origin: str, kits: Mapping[str, Kit]
) -> None:
    kit = kits["fr"]
    with Firefox(profile) as firefox:
        firefox.open(f"{origin}/")
        firefox.wait_for(READY, timeout=120)
        check_oneself(firefox, kit)
        own = urlsplit(origin).netloc
        assert not [url for url in firefox.requests if urlsplit(url).netloc not in ("", own)]

    with Firefox(profile) as firefox:
        firefox.open(f"{origin}/#{routes.JOURNAL}")
        firefox.wait_for(READY, timeout=120)
        firefox.tap_button(kit.labels.journal.entry.split("{")[0])
        sees(firefox, kit.labels.result.marked)
