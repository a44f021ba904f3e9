"""The states of the tools of managers."""

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import Person
from tests.screen_states.names import ReportState


def tools(person: Person, content: Content, report: ReportState) -> None:
    """Tick a point of the first hour, and complete a part of the letter."""
    words, labels = content.team_tools, content.labels.team_tools
    person.go(routes.FIRST_HOUR)
    person.wait_for_heading(words.first_hour.title)
    person.press(words.first_hour.items[0].name)
    person.wait_for_text(labels.print_ticked)
    report("team-first-hour-ticked")
    person.go(routes.LETTER)
    person.wait_for_heading(words.letter.title)
    person.write(words.letter.fields[0].name, "Anne")
    person.wait_for_text(words.letter.filled_paragraphs({"name": "Anne"})[0])
    person.press(labels.clear)
    person.wait_for_text(labels.clear_ask)
    report("team-letter-erase-asking")
    person.press(labels.clear)
    person.wait_for_text(labels.cleared)


def tally(person: Person, content: Content, report: ReportState) -> None:
    """Turn on the tally, count a contact, and turn it off."""
    words, labels = content.team_tools.tally, content.labels.tally
    person.go(routes.TALLY)
    person.wait_for_heading(words.title)
    person.press(labels.turn_on)
    person.wait_for_text(labels.this_month)
    person.press(words.kinds[0].name)
    person.wait_for_text(labels.undo)
    report("team-tally-on")
    person.press(labels.turn_off)
    person.wait_for_text(labels.turn_off_ask)
    person.press(labels.turn_off)
    person.wait_for_text(labels.turn_on)
