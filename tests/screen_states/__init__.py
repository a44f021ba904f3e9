"""The steps that lead to every state of every screen, for audits and screenshots.

The states are in groups. Each group begins on the home screen of an app in which nothing is
saved, so that groups can run in parallel and in any order.
"""

from collections.abc import Callable, Mapping

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import Person
from tests.screen_states import journal, scripts, settings, team, tools
from tests.screen_states.names import ReportState, state_name
from tests.titles import paths, title

Group = Callable[[Person, Content, ReportState], None]


def open_every_route(person: Person, content: Content, report: ReportState) -> None:
    """Open the path of every screen."""
    settings.count_a_request(person)
    for path in paths():
        person.go(path)
        person.wait_for_heading(title(content, path))
        report(state_name(path))


def use_every_script_tool(person: Person, content: Content, report: ReportState) -> None:
    """Open a script, its conversation and rehearsal, the next contact, a search, every tool."""
    scripts.scripts(person, content, report)
    team.tools(person, content, report)
    tools.tools(person, content, report)


def fill_the_journal(person: Person, content: Content, report: ReportState) -> None:
    """Add a contact, a phrase, a tally and an urgent self-check, and open its entry."""
    person.choose_own_device(content)
    scripts.contact_and_pin(person, content, report)
    team.tally(person, content, report)
    journal.self_check(person, content, report)
    journal.journal(person, content, report)


def change_every_setting(person: Person, content: Content, report: ReportState) -> None:
    """Choose a shared device and another region, export, import, set a passcode, erase all."""
    settings.shared_device(person, content, report)
    settings.other_region(person, content, report)
    settings.export_and_import(person, content, report)
    settings.passcode(person, content, report)
    settings.erase_reporting_states(person, content, report)


GROUPS: Mapping[str, Group] = {
    "routes": open_every_route,
    "scripts": use_every_script_tool,
    "journal": fill_the_journal,
    "settings": change_every_setting,
}


def every_state(person: Person, content: Content, report: ReportState) -> None:
    """Report the states of every group; erase everything after each."""
    for group in GROUPS.values():
        group(person, content, report)
        settings.erase_everything(person, content)
        person.go(routes.HOME)
