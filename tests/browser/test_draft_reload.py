"""A reload in the middle of a check, before anybody has said whose device this is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Playwright, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS, Degree, Draft
from tests.browser.checks import answer_first
from tests.browser.conftest import FLAGS
from tests.browser.languages import FRENCH
from tests.browser.person import SCREEN, START, Person, watched
from tests.browser.profile import holding
from tests.browser.storeroom import HERE
from tests.browser.test_canary import ELSEWHERE
from tests.browser.test_hide import NEUTRAL

pytestmark = pytest.mark.browser

ANSWERED = Draft().answered(Degree.A_LOT)


@pytest.fixture
def kit(kits: Mapping[str, Content], language: str) -> Content:
    return kits[language]


def reload(person: Person) -> None:
    person.page.reload()
    person.ready()


def no_draft(person: Person, kit: Content) -> None:
    person.go(routes.ME)
    person.heading(kit.labels.me.title)
    person.sees(kit.labels.me.start)
    expect(person.button(kit.labels.me.resume)).to_have_count(0)


@FRENCH
def test_check_goes_on_after_each_reload_is_not_stored_and_can_be_saved(
    person: Person, kit: Content
) -> None:
    answer_first(person, kit)
    reload(person)
    person.heading(kit.self_check.questions[QUESTIONS[1]].ask)
    assert person.page.evaluate(HERE) == []
    assert person.page.evaluate(ELSEWHERE) == []
    person.press(kit.labels.self_check.previous)
    expect(person.button(kit.self_check.degrees[Degree.A_LOT])).to_be_checked()
    person.go(routes.NEXT_STEPS)
    person.heading(kit.labels.result.title)
    reload(person)
    person.heading(kit.labels.result.title)
    assert person.page.evaluate(HERE) == []
    person.press(kit.labels.result.save)
    person.press(kit.privacy.device.own)
    person.sees(kit.labels.result.saved)
    person.go(routes.JOURNAL)
    person.sees(kit.labels.journal.lead)


@FRENCH
def test_shared_device_forgets_the_check_at_a_reload(person: Person, kit: Content) -> None:
    answer_first(person, kit)
    person.go(routes.HOME)
    person.press(kit.privacy.device.shared)
    expect(person.app.get_by_text(kit.privacy.device.ask)).to_have_count(0)
    reload(person)
    no_draft(person, kit)


@FRENCH
def test_quick_exit_forgets_the_check(person: Person, kit: Content) -> None:
    answer_first(person, kit)
    person.page.get_by_role("link", name=kit.labels.app.hide).click()
    person.page.wait_for_url(NEUTRAL)
    stored = set(person.page.evaluate("Object.keys(sessionStorage)"))
    assert stored - {"_flet_session_id"} == {"left"}
    person.open()
    no_draft(person, kit)
    reload(person)
    no_draft(person, kit)


@FRENCH
def test_browser_asks_before_a_reload_that_would_lose_the_check(
    first_visit: Person, kit: Content
) -> None:
    person, asked = first_visit, list[str]()

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    person.open()
    answer_first(person, kit)
    person.page.on("dialog", stay)
    with person.page.expect_event("dialog"):
        person.page.evaluate("void setTimeout(() => location.reload())")
    person.heading(kit.self_check.questions[QUESTIONS[1]].ask)
    assert asked == ["beforeunload"]
    person.go(routes.ME)
    person.press(kit.labels.me.discard)
    person.heading(kit.self_check.questions[QUESTIONS[0]].ask)
    reload(person)
    assert asked == ["beforeunload"]


@FRENCH
def test_no_answer_of_a_reloaded_check_is_on_the_disk(
    playwright: Playwright, chromium: str, origin: str, kit: Content, tmp_path: Path
) -> None:
    @contextmanager
    def opened() -> Iterator[Person]:
        with (
            playwright.chromium.launch_persistent_context(
                tmp_path, executable_path=chromium, args=FLAGS, **SCREEN, locale=kit.code
            ) as context,
            watched(context.new_page(), origin) as person,
        ):
            person.open()
            yield person

    with opened() as person:
        person.page.wait_for_selector("html[data-offline=yes]", state="attached", timeout=START)
        answer_first(person, kit)
        reload(person)
        person.heading(kit.self_check.questions[QUESTIONS[1]].ask)
    assert holding(tmp_path, ANSWERED.model_dump_json()) == []
    assert holding(tmp_path, '"answers":{"withdrawal"') == []
    with opened() as person:
        no_draft(person, kit)
