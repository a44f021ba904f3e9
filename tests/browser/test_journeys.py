"""The tasks of docs/journeys.md: from home, each takes as many taps as the table says."""

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Locator, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY
from tests.browser.self_check_actions import answer_first_and_finish, answer_to
from tests.source import ROOT

pytestmark = [pytest.mark.browser, WEEKLY]

ROW = re.compile(r"^\| (?P<task>[^|]+?) \| (?P<taps>\d+)\b", re.MULTILINE)
TAPS = {task: int(taps) for task, taps in ROW.findall((ROOT / "docs/journeys.md").read_text())}
"""The taps of each task, from the table of the document."""
COMPLAINT = "fear-complaint"
RECORD_PRINT = """() => {
  window.printed = false;
  window.print = () => {
    window.printed = true;
    setTimeout(() => dispatchEvent(new Event("afterprint")));
  };
}"""
"""The browser's event lets the app remove the printed page, which other tests would find."""


class TapCounter:
    """Clicks buttons in the app, and counts the taps."""

    def __init__(self, app_page: AppPage) -> None:
        self.app_page = app_page
        self.count = 0

    def click_button(self, words: str) -> None:
        self.app_page.click_button(words)
        self.count += 1


def talk(taps: TapCounter, content: Content) -> None:
    call(taps, content, 0)


def danger(taps: TapCounter, content: Content) -> None:
    call(taps, content, 1)


def call(taps: TapCounter, content: Content, place: int) -> None:
    """Dial the line of the slot at `place`."""
    slot = content.call_slots()[place]
    taps.click_button(slot.name)
    taps.app_page.page.wait_for_function(
        "uri => window.opened.at(-1) === uri", arg=slot.helpline.facts.uri
    )


def reach_safety(taps: TapCounter, content: Content) -> None:
    taps.click_button(content.labels.home.me)
    taps.app_page.wait_for_heading(content.labels.me.title)
    taps.click_button(content.labels.me.start)
    taps.app_page.wait_for_heading(content.labels.self_check.safety)


def save_self_check(taps: TapCounter, content: Content) -> None:
    reach_safety(taps, content)
    taps.click_button(content.labels.self_check.none)
    for question in QUESTIONS_BY_STEP.values():
        taps.app_page.wait_for_heading(content.self_check.questions[question].ask)
        taps.click_button(answer_to(content, question))
    taps.app_page.wait_for_heading(content.labels.result.title)
    taps.click_button(content.labels.result.save)
    taps.app_page.wait_for_text(content.labels.result.saved)


def find_phrase(taps: TapCounter, content: Content) -> None:
    script = content.script(COMPLAINT)
    assert script
    taps.click_button(content.labels.home.colleague)
    taps.app_page.wait_for_heading(content.labels.scripts.title)
    taps.click_button(script.title)
    taps.app_page.wait_for_heading(script.title)
    expect_readable(taps.app_page, content.in_quotes(script.say[0].text))


def see_today(taps: TapCounter, content: Content) -> None:
    taps.click_button(content.labels.home.team)
    taps.app_page.wait_for_heading(content.labels.team.title)
    expect_readable(taps.app_page, content.team.sequence[0].actions[0].name)


def tick_the_first_hour(taps: TapCounter, content: Content) -> None:
    first_hour = content.team_tools.first_hour
    taps.click_button(content.labels.home.team)
    taps.app_page.wait_for_heading(content.labels.team.title)
    taps.click_button(first_hour.title)
    taps.app_page.wait_for_heading(first_hour.title)
    item = taps.app_page.app.get_by_role("checkbox", name=first_hour.items[0].name)
    expect_above_call_bar(taps.app_page, item)


def print_card(taps: TapCounter, content: Content) -> None:
    taps.app_page.page.evaluate(RECORD_PRINT)
    taps.click_button(content.labels.home.team)
    taps.app_page.wait_for_heading(content.labels.team.title)
    taps.click_button(content.labels.printing.card)
    taps.app_page.page.wait_for_function("() => window.printed")


def breathe(taps: TapCounter, content: Content) -> None:
    words = content.tools.exercises
    breathing = words.exercises[0]
    taps.click_button(words.short)
    taps.app_page.wait_for_heading(words.title)
    taps.click_button(breathing.name)
    taps.app_page.wait_for_heading(breathing.name)
    taps.click_button(words.start)
    expect_readable(taps.app_page, breathing.steps[0])


def plan_way_home(taps: TapCounter, content: Content) -> None:
    tonight = content.tools.tonight
    taps.click_button(content.labels.home.me)
    taps.app_page.wait_for_heading(content.labels.me.title)
    taps.click_button(tonight.title)
    taps.app_page.wait_for_heading(tonight.title)
    expect_readable(taps.app_page, tonight.part[0].claims[0].text)


def see_what_never_to_do(taps: TapCounter, content: Content) -> None:
    title = content.labels.result.what_follows
    taps.click_button(content.labels.home.me)
    taps.app_page.wait_for_heading(content.labels.me.title)
    taps.click_button(title)
    taps.app_page.wait_for_heading(title)
    expect_readable(taps.app_page, content.practice_steps[-1].about)


BUDDY_NUMBER = "0612345678"


def choose_buddy(taps: TapCounter, content: Content) -> None:
    labels = content.labels.contacts
    taps.click_button(content.labels.home.me)
    taps.app_page.wait_for_heading(content.labels.me.title)
    taps.click_button(labels.title)
    taps.app_page.wait_for_heading(labels.title)
    taps.click_button(labels.choose)
    taps.app_page.fill_field(labels.name, "Anne")
    taps.app_page.fill_field(labels.phone, BUDDY_NUMBER)
    taps.click_button(labels.save)
    taps.app_page.wait_for_text(labels.buddy_saved.format(name="Anne"))


def call_buddy(taps: TapCounter, content: Content) -> None:
    """Call: the test browser is a desktop browser, where the app offers no text message."""
    taps.click_button(content.labels.home.me)
    taps.app_page.wait_for_text("Anne")
    taps.click_button(content.labels.contacts.call.format(name="Anne"))
    taps.app_page.page.wait_for_function(
        "uri => window.opened.at(-1) === uri", arg=f"tel:{BUDDY_NUMBER}"
    )


def expect_readable(app_page: AppPage, words: str) -> None:
    """Expect these words above the call bar, without scrolling."""
    expect_above_call_bar(app_page, app_page.app.get_by_text(words).first)


def expect_above_call_bar(app_page: AppPage, shown: Locator) -> None:
    expect(shown).to_be_in_viewport(ratio=1)
    assert bottom_of(shown) <= top_of(app_page.app.get_by_role("complementary").first)


def bottom_of(locator: Locator) -> float:
    return float(locator.evaluate("node => node.getBoundingClientRect().bottom"))


def top_of(locator: Locator) -> float:
    return float(locator.evaluate("node => node.getBoundingClientRect().top"))


TASKS: Mapping[str, Callable[[TapCounter, Content], None]] = {
    "call the line to talk with somebody": talk,
    "call the line for thoughts of suicide": danger,
    "reach the question about safety": reach_safety,
    "a whole self-check, saved on the person's own device": save_self_check,
    "a phrase about a complaint, in view": find_phrase,
    "what a manager does today, in view": see_today,
    "the list of the first hour, ready to tick": tick_the_first_hour,
    "print the pocket card": print_card,
    "breathe slowly, at your own pace": breathe,
    "when not to drive home, in view": plan_way_home,
    "what never to do after an event, in view": see_what_never_to_do,
    "choose a buddy, with a name and a number, saved on the person's own device": choose_buddy,
    "call the buddy, or open a text to the buddy": call_buddy,
}


def test_each_task_takes_as_many_taps_as_the_document_says(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    app_page.choose_own_device(content)
    counted = {}
    for task, perform in TASKS.items():
        taps = TapCounter(app_page)
        perform(taps, content)
        counted[task] = taps.count
        app_page.go(routes.HOME)
        app_page.wait_for_heading(content.labels.home.title)
    assert counted == {task: TAPS[task] for task in TASKS}


@FRENCH_IN_DEFAULT_PROFILE
def test_question_about_the_device_takes_one_tap_more(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    answer_first_and_finish(app_page, content)
    taps = TapCounter(app_page)
    taps.click_button(content.labels.result.save)
    taps.click_button(content.privacy.device.own)
    app_page.wait_for_text(content.labels.result.saved)
    asked = "whose device it is, once, when something is to be kept"
    assert taps.count == 1 + TAPS[asked]
