"""A reload during a self-check on a device that is still undecided."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Playwright, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import Degree, Draft, Step
from tests.browser.app_driver import SCREEN, START_TIMEOUT, AppPage, watched
from tests.browser.conftest import FLAGS
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY
from tests.browser.decoy import DECOY
from tests.browser.disk_scan import files_containing
from tests.browser.self_check_actions import SECOND, answer_first
from tests.browser.store_harness import LIST_STORAGE, OTHER_STORAGE
from tests.titles import resume_label

pytestmark = [pytest.mark.browser, WEEKLY]

ANSWERED = Draft().with_safety_answered().with_answer(Step.WITHDRAWAL, Degree.A_LOT)


@pytest.fixture
def content(contents: Mapping[str, Content], language: str) -> Content:
    return contents[language]


def reload(app_page: AppPage) -> None:
    app_page.page.reload()
    app_page.wait_until_ready()


def expect_no_draft(app_page: AppPage, content: Content) -> None:
    app_page.go(routes.ME)
    app_page.wait_for_heading(content.labels.me.title)
    app_page.wait_for_text(content.labels.me.start)
    expect(app_page.button(resume_label(content))).to_have_count(0)


@FRENCH_IN_DEFAULT_PROFILE
def test_draft_survives_reloads_is_not_stored_and_can_be_saved(
    app_page: AppPage, content: Content
) -> None:
    answer_first(app_page, content)
    reload(app_page)
    app_page.wait_for_heading(content.self_check.questions[SECOND].ask)
    assert app_page.page.evaluate(LIST_STORAGE) == []
    assert app_page.page.evaluate(OTHER_STORAGE) == []
    app_page.page.go_back()
    expect(app_page.button(content.self_check.degrees[Degree.A_LOT])).to_be_checked()
    app_page.go(routes.RESULT)
    app_page.wait_for_heading(content.labels.result.title)
    reload(app_page)
    app_page.wait_for_heading(content.labels.result.title)
    assert app_page.page.evaluate(LIST_STORAGE) == []
    app_page.click_button(content.labels.result.save)
    app_page.click_button(content.privacy.device.own)
    app_page.wait_for_text(content.labels.result.saved)
    app_page.go(routes.JOURNAL)
    app_page.wait_for_text(content.labels.journal.lead)


@FRENCH_IN_DEFAULT_PROFILE
def test_shared_device_discards_the_draft_at_a_reload(app_page: AppPage, content: Content) -> None:
    answer_first(app_page, content)
    app_page.choose_shared_device(content)
    reload(app_page)
    expect_no_draft(app_page, content)


@FRENCH_IN_DEFAULT_PROFILE
def test_quick_exit_discards_the_draft(app_page: AppPage, content: Content) -> None:
    answer_first(app_page, content)
    app_page.page.get_by_role("link", name=content.labels.app.quick_exit).click()
    app_page.page.wait_for_url(DECOY)
    stored = set(app_page.page.evaluate("Object.keys(sessionStorage)"))
    assert stored - {"_flet_session_id"} == {"hasExited"}
    app_page.open()
    expect_no_draft(app_page, content)
    reload(app_page)
    expect_no_draft(app_page, content)


@FRENCH_IN_DEFAULT_PROFILE
def test_browser_asks_before_a_reload_that_would_lose_the_draft(
    first_visit: AppPage, content: Content
) -> None:
    app_page, dialogs = first_visit, list[str]()

    def stay(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.dismiss()

    app_page.open()
    answer_first(app_page, content)
    app_page.page.on("dialog", stay)
    with app_page.page.expect_event("dialog"):
        app_page.page.evaluate("void setTimeout(() => location.reload())")
    app_page.wait_for_heading(content.self_check.questions[SECOND].ask)
    assert dialogs == ["beforeunload"]
    app_page.go(routes.ME)
    app_page.click_button(content.labels.me.discard)
    app_page.wait_for_text(content.labels.result.discard_ask)
    app_page.click_button(content.labels.me.discard)
    app_page.wait_for_heading(content.labels.self_check.safety)
    reload(app_page)
    assert dialogs == ["beforeunload"]


@FRENCH_IN_DEFAULT_PROFILE
def test_no_answer_of_a_reloaded_draft_is_on_the_disk(
    playwright: Playwright, chromium: str, origin: str, content: Content, tmp_path: Path
) -> None:
    @contextmanager
    def open_app() -> Iterator[AppPage]:
        with (
            playwright.chromium.launch_persistent_context(
                tmp_path, executable_path=chromium, args=FLAGS, **SCREEN, locale=content.code
            ) as context,
            watched(context.new_page(), origin) as app_page,
        ):
            app_page.open()
            yield app_page

    with open_app() as app_page:
        app_page.page.wait_for_selector(
            "html[data-offline=yes]", state="attached", timeout=START_TIMEOUT
        )
        answer_first(app_page, content)
        reload(app_page)
        app_page.wait_for_heading(content.self_check.questions[SECOND].ask)
    assert files_containing(tmp_path, ANSWERED.check.model_dump_json()) == []
    assert files_containing(tmp_path, '"answers":{"suicidal-thoughts"') == []
    with open_app() as app_page:
        expect_no_draft(app_page, content)
