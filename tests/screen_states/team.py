"""The states of the tools of managers."""

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage
from tests.screen_states.names import ReportState


def tools(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Tick a point of the first hour, and complete a part of the letter."""
    words, labels = content.team_tools, content.labels.team_tools
    app_page.go(routes.FIRST_HOUR)
    app_page.wait_for_heading(words.first_hour.title)
    app_page.click_button(words.first_hour.items[0].name)
    app_page.wait_for_text(labels.print_ticked)
    report("team-first-hour-ticked")
    app_page.go(routes.LETTER)
    app_page.wait_for_heading(words.letter.title)
    app_page.fill_field(words.letter.fields[0].name, "Anne")
    app_page.wait_for_text(words.letter.filled_paragraphs({"name": "Anne"})[0])
    app_page.click_button(labels.clear)
    app_page.wait_for_text(labels.clear_ask)
    report("team-letter-erase-asking")
    app_page.click_button(labels.clear)
    app_page.wait_for_text(labels.cleared)


def tally(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Turn on the tally, count an encounter, and turn it off."""
    words, labels = content.team_tools.tally, content.labels.tally
    app_page.go(routes.TALLY)
    app_page.wait_for_heading(words.title)
    app_page.click_button(labels.turn_on)
    app_page.wait_for_text(labels.this_month)
    app_page.click_button(words.kinds[0].name)
    app_page.wait_for_text(labels.undo)
    report("team-tally-on")
    app_page.click_button(labels.turn_off)
    app_page.wait_for_text(labels.turn_off_ask)
    app_page.click_button(labels.turn_off)
    app_page.wait_for_text(labels.turn_on)
