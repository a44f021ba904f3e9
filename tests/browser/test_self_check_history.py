"""Back, Forward and reload during a self-check, and the addresses that the browser keeps."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import Degree, Step, StepUpCriterion
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY
from tests.browser.self_check_actions import FIRST, SECOND, answer_all, pass_safety

pytestmark = [pytest.mark.browser, WEEKLY]


@FRENCH_IN_DEFAULT_PROFILE
def test_back_and_forward_go_from_question_to_question(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    questions, safety = content.self_check.questions, content.labels.self_check.safety
    app_page.go(routes.ME)
    app_page.wait_for_heading(content.labels.me.title)
    app_page.click_button(content.labels.me.start)
    pass_safety(app_page, content)
    app_page.click_button(content.self_check.degrees[Degree.SOMEWHAT])
    app_page.wait_for_heading(questions[SECOND].ask)
    for heading in (questions[FIRST].ask, safety, content.labels.me.title):
        app_page.page.go_back()
        app_page.wait_for_heading(heading)
    for heading in (safety, questions[FIRST].ask):
        app_page.page.go_forward()
        app_page.wait_for_heading(heading)
    expect(app_page.button(content.self_check.degrees[Degree.SOMEWHAT])).to_be_checked()
    app_page.page.reload()
    app_page.wait_until_ready()
    app_page.wait_for_heading(questions[FIRST].ask)
    app_page.click_button(content.labels.app.back)
    app_page.wait_for_heading(safety)


@FRENCH_IN_DEFAULT_PROFILE
def test_back_after_the_answers_are_saved_shows_no_question_again(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels
    app_page.choose_own_device(content)
    app_page.go(routes.ME)
    app_page.wait_for_heading(labels.me.title)
    app_page.click_button(labels.me.start)
    answer_all(app_page, content)
    app_page.click_button(labels.result.save)
    app_page.wait_for_text(labels.result.saved)
    app_page.page.go_back()
    app_page.wait_for_heading(labels.self_check.safety)
    app_page.page.go_back()
    app_page.wait_for_heading(labels.me.title)


@FRENCH_IN_DEFAULT_PROFILE
def test_addresses_are_the_same_after_a_danger(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content, addresses = contents[language], list[str]()
    labels, danger = content.labels.self_check, StepUpCriterion.SUICIDAL_THOUGHTS
    for ticked in (False, True):
        app_page.go(routes.SELF_CHECK)
        app_page.wait_for_heading(labels.safety)
        if ticked:
            app_page.click_button(content.self_check.dangers[danger])
            app_page.wait_for_text(content.messages.advice.thanks)
        app_page.click_button(labels.next if ticked else labels.none)
        app_page.wait_for_heading(content.self_check.questions[FIRST].ask)
        addresses.append(app_page.page.evaluate("location.hash"))
    assert addresses == [f"#{routes.self_check(Step.WITHDRAWAL)}"] * 2
