"""Printing from the app: the page of the screen, or the pocket card, and never an answer."""

from collections.abc import Mapping

import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import StepUpCriterion
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import (
    ENGLISH_IN_DEFAULT_PROFILE,
    FRENCH_IN_DEFAULT_PROFILE,
    WEEKLY,
)
from tests.browser.static_page_checks import count_pages
from tests.titles import MOMENT

pytestmark = [pytest.mark.browser, WEEKLY]

PRINTED = """() => {
  dispatchEvent(new Event("beforeprint"));
  const text = document.getElementById("printed-page")?.innerText ?? "";
  dispatchEvent(new Event("afterprint"));
  return text;
}"""
RECORD_PRINTED = """() => {
  window.printed = null;
  window.print = () => {
    const { textContent, innerHTML } = document.getElementById("printed-page");
    window.printed = { textContent, innerHTML };
    setTimeout(() => dispatchEvent(new Event("afterprint")));
  };
}"""


def wait_for_printed(app_page: AppPage, words: str) -> str:
    """Wait until the print command of the browser prints `words`; return all that it prints."""
    app_page.page.emulate_media(media="print")
    app_page.page.wait_for_function(f"words => ({PRINTED})().includes(words)", arg=words)
    printed = str(app_page.page.evaluate(PRINTED))
    app_page.page.emulate_media(media="screen")
    return printed


@FRENCH_IN_DEFAULT_PROFILE
def test_print_command_prints_what_is_on_the_screen(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.script(MOMENT)
    assert script
    for path, title, words in (
        (routes.script(MOMENT), script.title, script.avoid[-1].instead),
        (routes.TEAM, content.labels.team.title, content.team.just_culture.text),
        (routes.HELPLINES, content.labels.helplines.title, content.labels.helplines.who),
        (routes.UNDERSTAND, content.labels.understand.title, content.understand.figures_limit),
    ):
        app_page.go(path)
        app_page.wait_for_heading(title)
        printed = wait_for_printed(app_page, words)
        assert printed.startswith(title)
        assert content.messages.key.attribution not in printed
    assert app_page.page.locator("#printed-page").count() == 0


@FRENCH_IN_DEFAULT_PROFILE
def test_each_list_of_a_manager_is_printed_on_one_sheet(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    for path, tool in (
        (routes.FIRST_HOUR, content.team_tools.first_hour),
        (routes.DEBRIEF, content.team_tools.debrief),
    ):
        app_page.go(path)
        app_page.wait_for_heading(tool.title)
        assert wait_for_printed(app_page, content.labels.team_tools.who).startswith(tool.title)
        assert count_pages(app_page.page.pdf(prefer_css_page_size=True)) == 1


@ENGLISH_IN_DEFAULT_PROFILE
def test_screen_with_answers_prints_the_pocket_card(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    app_page.go(routes.SELF_CHECK)
    app_page.wait_for_heading(content.labels.self_check.safety)
    danger = content.self_check.dangers[StepUpCriterion.SUICIDAL_THOUGHTS]
    app_page.click_button(danger)
    app_page.go(routes.RESULT)
    app_page.wait_for_heading(content.labels.result.title)
    printed = wait_for_printed(app_page, content.messages.key.text)
    for line in content.emergency_lines:
        assert line.facts.display_number in printed
    asked = [danger, *(words.ask for words in content.self_check.questions.values())]
    assert not [words for words in (*asked, content.labels.result.title) if words in printed]
    assert count_pages(app_page.page.pdf(prefer_css_page_size=True)) == 1


@FRENCH_IN_DEFAULT_PROFILE
def test_button_prints_the_pocket_card_with_the_address(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    app_page.page.evaluate(RECORD_PRINTED)
    app_page.go(routes.TEAM)
    app_page.wait_for_heading(content.labels.team.title)
    app_page.click_button(content.labels.printing.card)
    printed = app_page.page.wait_for_function("() => window.printed").json_value()
    assert app_page.page.url.partition("#")[0] in printed["textContent"]
    assert content.messages.key.text in printed["textContent"]
    assert "<svg" in printed["innerHTML"]
    app_page.page.wait_for_selector("#printed-page", state="detached")
