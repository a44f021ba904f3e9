"""Two tabs on the same journal: the second is read-only, says so, and can take over."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage, watched
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY
from tests.browser.self_check_actions import answer_first_and_finish, save_self_check

pytestmark = [pytest.mark.browser, WEEKLY]


def in_front(app_page: AppPage) -> AppPage:
    """Bring the tab to the front: in the background it draws once a second."""
    app_page.page.bring_to_front()
    return app_page


def expect_entries(app_page: AppPage, content: Content, entries: int) -> None:
    """Expect the journal to list this many entries."""
    app_page.go(routes.HOME)
    app_page.wait_for_heading(content.labels.home.title)
    app_page.go(routes.JOURNAL)
    app_page.wait_for_text(content.labels.journal.lead)
    start = content.labels.journal.entry.split("{")[0]
    expect(app_page.page.get_by_role("button").filter(has_text=start)).to_have_count(entries)


@FRENCH_IN_DEFAULT_PROFILE
def test_second_tab_is_read_only_and_can_take_over(
    first_visit: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content, first = contents[language], first_visit
    storage, result = content.privacy.storage, content.labels.result
    with watched(first.page.context.new_page(), first.origin) as second:
        in_front(first).open()
        save_self_check(first, content)
        in_front(second).open(routes.JOURNAL)
        second.wait_for_text(storage.read_only)
        expect_entries(second, content, 1)
        answer_first_and_finish(second, content)
        second.click_button(result.save)
        second.wait_for_text(content.privacy.saving.writer_lock_lost)
        expect_entries(in_front(first), content, 1)
        expect(first.app.get_by_text(storage.read_only)).to_have_count(0)
        in_front(second).click_button(storage.take_over)
        expect(second.app.get_by_text(storage.read_only)).to_have_count(0)
        second.click_button(result.save)
        second.wait_for_text(result.saved)
        in_front(first).wait_for_text(storage.read_only)
        expect_entries(first, content, 2)
        answer_first_and_finish(first, content)
        first.click_button(result.save)
        first.wait_for_text(content.privacy.saving.writer_lock_lost)
        expect_entries(in_front(second), content, 2)
