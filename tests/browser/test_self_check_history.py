"""Back, Forward and reload during a self-check, and the addresses that the browser keeps."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import Degree, Step, StepUpCriterion
from tests.browser.app_driver import Person
from tests.browser.daily_selection import FRENCH, WEEKLY
from tests.browser.self_check_actions import FIRST, SECOND, pass_safety

pytestmark = [pytest.mark.browser, WEEKLY]


@FRENCH
def test_back_and_forward_go_from_question_to_question(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    questions, safety = content.self_check.questions, content.labels.self_check.safety
    person.go(routes.ME)
    person.wait_for_heading(content.labels.me.title)
    person.press(content.labels.me.start)
    pass_safety(person, content)
    person.press(content.self_check.degrees[Degree.SOMEWHAT])
    person.wait_for_heading(questions[SECOND].ask)
    for heading in (questions[FIRST].ask, safety, content.labels.me.title):
        person.page.go_back()
        person.wait_for_heading(heading)
    for heading in (safety, questions[FIRST].ask):
        person.page.go_forward()
        person.wait_for_heading(heading)
    expect(person.button(content.self_check.degrees[Degree.SOMEWHAT])).to_be_checked()
    person.page.reload()
    person.wait_until_ready()
    person.wait_for_heading(questions[FIRST].ask)
    person.press(content.labels.app.back)
    person.wait_for_heading(safety)


@FRENCH
def test_addresses_are_the_same_after_a_danger(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content, addresses = contents[language], list[str]()
    labels, danger = content.labels.self_check, StepUpCriterion.SUICIDAL_THOUGHTS
    for ticked in (False, True):
        person.go(routes.SELF_CHECK)
        person.wait_for_heading(labels.safety)
        if ticked:
            person.press(content.self_check.dangers[danger])
            person.wait_for_text(content.messages.advice.thanks)
        person.press(labels.next if ticked else labels.none)
        person.wait_for_heading(content.self_check.questions[FIRST].ask)
        addresses.append(person.page.evaluate("location.hash"))
    assert addresses == [f"#{routes.self_check(Step.WITHDRAWAL)}"] * 2
