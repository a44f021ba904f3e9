"""The route tree: which screen each path shows, and which screens are below it."""

import flet as ft

from sv_app import routes
from sv_app.ui.screens.clinician_report import clinician_report
from sv_app.ui.screens.contacts import contacts
from sv_app.ui.screens.conversation import conversation
from sv_app.ui.screens.debrief import debrief
from sv_app.ui.screens.device import device
from sv_app.ui.screens.entry import entry
from sv_app.ui.screens.erase import erase
from sv_app.ui.screens.exercise import exercise
from sv_app.ui.screens.exercises import exercises
from sv_app.ui.screens.export import export
from sv_app.ui.screens.favourites import favourites
from sv_app.ui.screens.first_hour import first_hour
from sv_app.ui.screens.follow_up import follow_up
from sv_app.ui.screens.helpline import helpline
from sv_app.ui.screens.helplines import helplines
from sv_app.ui.screens.home import home
from sv_app.ui.screens.import_journal import import_journal
from sv_app.ui.screens.journal import journal
from sv_app.ui.screens.keyboard import keyboard
from sv_app.ui.screens.language import language
from sv_app.ui.screens.letter import letter
from sv_app.ui.screens.me import me
from sv_app.ui.screens.network import network
from sv_app.ui.screens.new_passcode import new_passcode
from sv_app.ui.screens.not_found import not_found
from sv_app.ui.screens.passcode import passcode
from sv_app.ui.screens.protection import protection
from sv_app.ui.screens.quick_exit import quick_exit
from sv_app.ui.screens.readiness import readiness
from sv_app.ui.screens.rehearse import rehearse
from sv_app.ui.screens.result import result
from sv_app.ui.screens.retention import retention
from sv_app.ui.screens.return_plan import return_plan
from sv_app.ui.screens.script import script
from sv_app.ui.screens.scripts import scripts
from sv_app.ui.screens.search import search
from sv_app.ui.screens.self_check import STEP_PATHS, self_check
from sv_app.ui.screens.settings import settings
from sv_app.ui.screens.share import share
from sv_app.ui.screens.sources import sources
from sv_app.ui.screens.tally import tally
from sv_app.ui.screens.team import team
from sv_app.ui.screens.tonight import tonight
from sv_app.ui.screens.understand import understand
from sv_app.ui.screens.what_next import what_next

SCREENS = {
    routes.HOME: home,
    routes.ME: me,
    **dict.fromkeys(STEP_PATHS, self_check),
    routes.RESULT: result,
    routes.JOURNAL: journal,
    routes.entry(":entry"): entry,
    routes.EXERCISES: exercises,
    routes.exercise(":exercise"): exercise,
    routes.TONIGHT: tonight,
    routes.WHAT_NEXT: what_next,
    routes.SCRIPTS: scripts,
    routes.READINESS: readiness,  # before the moments: the first path that fits is shown
    routes.script(":moment"): script,
    routes.readiness(":moment"): readiness,
    routes.rehearse(":moment"): rehearse,
    routes.conversation(":moment"): conversation,
    routes.SEARCH: search,
    routes.FAVOURITES: favourites,
    routes.CONTACTS: contacts,
    routes.FOLLOW_UP: follow_up,
    routes.TEAM: team,
    routes.FIRST_HOUR: first_hour,
    routes.DEBRIEF: debrief,
    routes.RETURN_PLAN: return_plan,
    routes.LETTER: letter,
    routes.TALLY: tally,
    routes.HELPLINES: helplines,
    routes.helpline(":line"): helpline,
    routes.UNDERSTAND: understand,
    routes.SHARE: share,
    routes.SETTINGS: settings,
    routes.LANGUAGE: language,
    routes.DEVICE: device,
    routes.PASSCODE: passcode,
    routes.NEW_PASSCODE: new_passcode,
    routes.RETENTION: retention,
    routes.EXPORT: export,
    routes.IMPORT: import_journal,
    routes.CLINICIAN_REPORT: clinician_report,
    routes.QUICK_EXIT: quick_exit,
    routes.KEYBOARD: keyboard,
    routes.PROTECTION: protection,
    routes.NETWORK: network,
    routes.SOURCES: sources,
    routes.ERASE: erase,
    "/:unknown+": not_found,
}
"""The screen of every path; the router tries the children of one path in this order."""


def router() -> ft.Control:
    """The router of all screens; back leads to the parent path.

    A step of the self-check has no other screens under it in the stack: they would be rendered
    again at each answer.
    """
    steps = [ft.Route(path=path, component=self_check) for path in STEP_PATHS]
    return ft.Router([*steps, _tree(routes.HOME)], manage_views=True)


def _tree(path: str, parent: str = "") -> ft.Route:
    segment = path.removeprefix(parent).lstrip("/") or "/"
    nested_paths = [child for child in SCREENS if child not in STEP_PATHS]
    children = [_tree(child, path) for child in nested_paths if _parent(child) == path]
    return ft.Route(path=segment, component=SCREENS[path], children=children or None)


def _parent(path: str) -> str | None:
    if path == routes.HOME:
        return None
    parent = path.rpartition("/")[0] or routes.HOME
    return routes.ME if parent == routes.SELF_CHECK else parent
