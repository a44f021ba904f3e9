"""Printing from the app: the page of the screen, or the pocket card, and never an answer."""

from collections.abc import Mapping

import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import StepUpCriterion
from tests.browser.app_driver import Person
from tests.browser.daily_selection import ENGLISH, FRENCH, WEEKLY
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


def wait_for_printed(person: Person, words: str) -> str:
    """Wait until the print command of the browser prints `words`; return all that it prints."""
    person.page.emulate_media(media="print")
    person.page.wait_for_function(f"words => ({PRINTED})().includes(words)", arg=words)
    printed = str(person.page.evaluate(PRINTED))
    person.page.emulate_media(media="screen")
    return printed


@FRENCH
def test_print_command_prints_what_is_on_the_screen(
    person: Person, contents: Mapping[str, Content], language: str
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
        person.go(path)
        person.wait_for_heading(title)
        printed = wait_for_printed(person, words)
        assert printed.startswith(title)
        assert content.messages.key.attribution not in printed
    assert person.page.locator("#printed-page").count() == 0


@ENGLISH
def test_screen_with_answers_prints_the_pocket_card(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    person.go(routes.SELF_CHECK)
    person.wait_for_heading(content.labels.self_check.safety)
    danger = content.self_check.dangers[StepUpCriterion.SUICIDAL_THOUGHTS]
    person.press(danger)
    person.go(routes.RESULT)
    person.wait_for_heading(content.labels.result.title)
    printed = wait_for_printed(person, content.messages.key.text)
    for line in content.emergency_lines:
        assert line.facts.display_number in printed
    asked = [danger, *(words.ask for words in content.self_check.questions.values())]
    assert not [words for words in (*asked, content.labels.result.title) if words in printed]
    assert count_pages(person.page.pdf(prefer_css_page_size=True)) == 1


@FRENCH
def test_button_prints_the_pocket_card_with_the_address(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    person.page.evaluate(RECORD_PRINTED)
    person.go(routes.TEAM)
    person.wait_for_heading(content.labels.team.title)
    person.press(content.labels.printing.card)
    printed = person.page.wait_for_function("() => window.printed").json_value()
    assert person.page.url.partition("#")[0] in printed["textContent"]
    assert content.messages.key.text in printed["textContent"]
    assert "<svg" in printed["innerHTML"]
    person.page.wait_for_selector("#printed-page", state="detached")
