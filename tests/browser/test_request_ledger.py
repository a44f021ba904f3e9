"""The app shows what it has asked the network for, as its service worker has counted it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY
from tests.screen_states.settings import erase_everything

pytestmark = [pytest.mark.browser, WEEKLY]

OTHER = "https://other.example"
REQUEST = f"fetch('{OTHER}/mésange').catch(() => null)"
"""A request to another origin, with a word that must not be listed."""
FILE = re.compile(r"^([\w./-]+): ")


def open_ledger(app_page: AppPage, content: Content) -> None:
    """Open the screen anew, with the latest counts."""
    app_page.go(routes.HOME)
    app_page.wait_for_heading(content.labels.home.title)
    app_page.page.wait_for_timeout(1_500)  # the service worker sends its counts after a second
    app_page.go(routes.NETWORK)
    app_page.wait_for_heading(content.privacy.network.title)
    app_page.wait_for_text(content.privacy.network.checks[0])


@FRENCH_IN_DEFAULT_PROFILE
def test_requests_are_listed_by_file_and_other_sites_are_refused(
    app_page: AppPage, contents: Mapping[str, Content], language: str, site: Path
) -> None:
    content = contents[language]
    labels = content.privacy.network
    app_page.page.reload()  # from now on, the service worker answers this page
    app_page.wait_until_ready()
    open_ledger(app_page, content)
    app_page.wait_for_text(labels.since.split("{")[0])
    assert labels.incomplete not in app_page.screen_text()
    assert OTHER not in app_page.screen_text()
    app_page.click_button(labels.files)
    expect(app_page.app.get_by_text(re.compile(r"^index\.html: "))).to_have_count(1)
    names = [
        match[1]
        for text in app_page.app.locator("flt-semantics").all_inner_texts()
        if (match := FILE.match(text))
    ]
    assert {"index.html", "app.zip", "worker.js"} <= set(names)
    assert [name for name in names if not (site / name).is_file()] == []

    app_page.page.evaluate(REQUEST)
    open_ledger(app_page, content)
    app_page.wait_for_text(OTHER)
    assert "mésange" not in app_page.screen_text()
    app_page.page_errors.clear()  # the browser reports the request that its policy has blocked
    app_page.requests.clear()

    erase_everything(app_page, content)
    open_ledger(app_page, content)
    assert OTHER not in app_page.screen_text()
