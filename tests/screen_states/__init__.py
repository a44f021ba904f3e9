"""The steps that lead to every state of every screen, for audits and screenshots.

The states are in groups. Each group begins on the home screen of an app in which nothing is
saved, so that groups can run in parallel and in any order.
"""

from collections.abc import Callable, Mapping

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage
from tests.screen_states import journal, scripts, settings, team, tools
from tests.screen_states.names import ReportState, state_name
from tests.titles import paths, title

Group = Callable[[AppPage, Content, ReportState], None]


def open_every_route(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Open the path of every screen."""
    settings.count_a_request(app_page)
    for path in paths():
        app_page.go(path)
        app_page.wait_for_heading(title(content, path))
        report(state_name(path))


def use_scripts_and_tools(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Open a script, its conversation and rehearsal, the follow-up, a search, and tools.

    The tools are two of those of managers, and the three of the person.
    """
    scripts.scripts(app_page, content, report)
    team.tools(app_page, content, report)
    tools.tools(app_page, content, report)


def fill_the_journal(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Add a contact, a phrase, a tally and an urgent self-check, and open its entry."""
    app_page.choose_own_device(content)
    scripts.contact_and_pin(app_page, content, report)
    team.tally(app_page, content, report)
    journal.self_check(app_page, content, report)
    journal.journal(app_page, content, report)


def change_every_setting(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Choose a shared device and another region, export, import, set a passcode, erase all."""
    settings.shared_device(app_page, content, report)
    settings.other_region(app_page, content, report)
    settings.export_and_import(app_page, content, report)
    settings.passcode(app_page, content, report)
    settings.erase_and_report_states(app_page, content, report)


GROUPS: Mapping[str, Group] = {
    "routes": open_every_route,
    "scripts": use_scripts_and_tools,
    "journal": fill_the_journal,
    "settings": change_every_setting,
}


def every_state(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Report the states of every group; erase everything after each."""
    for group in GROUPS.values():
        group(app_page, content, report)
        settings.erase_everything(app_page, content)
        app_page.go(routes.HOME)
