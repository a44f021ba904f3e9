"""A reload during a self-check on a device that is still undecided."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Playwright, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import Degree, Draft, Step
from tests.browser.app_driver import SCREEN, START_TIMEOUT, Person, watched
from tests.browser.conftest import FLAGS
from tests.browser.daily_selection import FRENCH, WEEKLY
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


def reload(person: Person) -> None:
    person.page.reload()
    person.wait_until_ready()


def expect_no_draft(person: Person, content: Content) -> None:
    person.go(routes.ME)
    person.wait_for_heading(content.labels.me.title)
    person.wait_for_text(content.labels.me.start)
    expect(person.button(resume_label(content))).to_have_count(0)


@FRENCH
def test_draft_survives_reloads_is_not_stored_and_can_be_saved(
    person: Person, content: Content
) -> None:
    answer_first(person, content)
    reload(person)
    person.wait_for_heading(content.self_check.questions[SECOND].ask)
    assert person.page.evaluate(LIST_STORAGE) == []
    assert person.page.evaluate(OTHER_STORAGE) == []
    person.page.go_back()
    expect(person.button(content.self_check.degrees[Degree.A_LOT])).to_be_checked()
    person.go(routes.RESULT)
    person.wait_for_heading(content.labels.result.title)
    reload(person)
    person.wait_for_heading(content.labels.result.title)
    assert person.page.evaluate(LIST_STORAGE) == []
    person.press(content.labels.result.save)
    person.press(content.privacy.device.own)
    person.wait_for_text(content.labels.result.saved)
    person.go(routes.JOURNAL)
    person.wait_for_text(content.labels.journal.lead)


@FRENCH
def test_shared_device_discards_the_draft_at_a_reload(person: Person, content: Content) -> None:
    answer_first(person, content)
    person.choose_shared_device(content)
    reload(person)
    expect_no_draft(person, content)


@FRENCH
def test_quick_exit_discards_the_draft(person: Person, content: Content) -> None:
    answer_first(person, content)
    person.page.get_by_role("link", name=content.labels.app.quick_exit).click()
    person.page.wait_for_url(DECOY)
    stored = set(person.page.evaluate("Object.keys(sessionStorage)"))
    assert stored - {"_flet_session_id"} == {"hasExited"}
    person.open()
    expect_no_draft(person, content)
    reload(person)
    expect_no_draft(person, content)


@FRENCH
def test_browser_asks_before_a_reload_that_would_lose_the_draft(
    first_visit: Person, content: Content
) -> None:
    person, dialogs = first_visit, list[str]()

    def stay(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.dismiss()

    person.open()
    answer_first(person, content)
    person.page.on("dialog", stay)
    with person.page.expect_event("dialog"):
        person.page.evaluate("void setTimeout(() => location.reload())")
    person.wait_for_heading(content.self_check.questions[SECOND].ask)
    assert dialogs == ["beforeunload"]
    person.go(routes.ME)
    person.press(content.labels.me.discard)
    person.wait_for_text(content.labels.result.discard_ask)
    person.press(content.labels.me.discard)
    person.wait_for_heading(content.labels.self_check.safety)
    reload(person)
    assert dialogs == ["beforeunload"]


@FRENCH
def test_no_answer_of_a_reloaded_draft_is_on_the_disk(
    playwright: Playwright, chromium: str, origin: str, content: Content, tmp_path: Path
) -> None:
    @contextmanager
    def open_app() -> Iterator[Person]:
        with (
            playwright.chromium.launch_persistent_context(
                tmp_path, executable_path=chromium, args=FLAGS, **SCREEN, locale=content.code
            ) as context,
            watched(context.new_page(), origin) as person,
        ):
            person.open()
            yield person

    with open_app() as person:
        person.page.wait_for_selector(
            "html[data-offline=yes]", state="attached", timeout=START_TIMEOUT
        )
        answer_first(person, content)
        reload(person)
        person.wait_for_heading(content.self_check.questions[SECOND].ask)
    assert files_containing(tmp_path, ANSWERED.check.model_dump_json()) == []
    assert files_containing(tmp_path, '"answers":{"suicidal-thoughts"') == []
    with open_app() as person:
        expect_no_draft(person, content)
