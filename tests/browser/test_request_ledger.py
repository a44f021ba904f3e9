"""The app shows what it has asked the network for, as its service worker has counted it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import Person
from tests.browser.daily_selection import FRENCH, WEEKLY
from tests.screen_states.settings import erase_everything

pytestmark = [pytest.mark.browser, WEEKLY]

OTHER = "https://other.example"
REQUEST = f"fetch('{OTHER}/mésange').catch(() => null)"
"""A request to another origin, with a word that must not be listed."""
FILE = re.compile(r"^([\w./-]+): ")


def open_ledger(person: Person, content: Content) -> None:
    """Open the screen anew, with the latest counts."""
    person.go(routes.HOME)
    person.wait_for_heading(content.labels.home.title)
    person.page.wait_for_timeout(1_500)  # the service worker sends its counts after a second
    person.go(routes.NETWORK)
    person.wait_for_heading(content.privacy.network.title)
    person.wait_for_text(content.privacy.network.checks[0])


@FRENCH
def test_requests_are_listed_by_file_and_other_sites_are_refused(
    person: Person, contents: Mapping[str, Content], language: str, site: Path
) -> None:
    content = contents[language]
    labels = content.privacy.network
    person.page.reload()  # from now on, the service worker answers this page
    person.wait_until_ready()
    open_ledger(person, content)
    person.wait_for_text(labels.since.split("{")[0])
    assert labels.incomplete not in person.screen_text()
    assert OTHER not in person.screen_text()
    person.press(labels.files)
    expect(person.app.get_by_text(re.compile(r"^index\.html: "))).to_have_count(1)
    names = [
        match[1]
        for text in person.app.locator("flt-semantics").all_inner_texts()
        if (match := FILE.match(text))
    ]
    assert {"index.html", "app.zip", "worker.js"} <= set(names)
    assert [name for name in names if not (site / name).is_file()] == []

    person.page.evaluate(REQUEST)
    open_ledger(person, content)
    person.wait_for_text(OTHER)
    assert "mésange" not in person.screen_text()
    person.page_errors.clear()  # the browser reports the request that its policy has blocked
    person.requests.clear()

    erase_everything(person, content)
    open_ledger(person, content)
    assert OTHER not in person.screen_text()
