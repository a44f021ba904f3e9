"""A path for every screen, and the title that each screen must have."""

import datetime as dt

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, day_part
from sv_app.domain.tools import ExerciseId
from sv_app.ui.router import SCREENS

MOMENT = "first-minute"
HELPLINE_ID = "suicide-prevention"


def paths() -> list[str]:
    """Return a path for every screen, with its parameters filled in.

    The later steps of the self-check are left out: without answers, the app leaves them at once.
    """
    later_steps = set(map(routes.self_check, QUESTIONS_BY_STEP))
    return [path for path in map(filled_in, SCREENS) if path not in later_steps]


def filled_in(pattern: str) -> str:
    """Return a path of the route `pattern`."""
    values = {":moment": MOMENT, ":line": HELPLINE_ID, ":exercise": ExerciseId.BREATHING.value}
    for parameter, value in values.items():
        pattern = pattern.replace(parameter, value)
    return pattern


def resume_label(content: Content) -> str:
    """Return the label of the button that resumes a self-check that was begun just now."""
    now = dt.datetime.now().astimezone()
    return content.labels.me.resume[day_part(now, now)]


def title(content: Content, path: str) -> str:
    """Return the first-level heading of the screen at `path`, on a device without entries."""
    labels, privacy = content.labels, content.privacy
    script = content.script(MOMENT)
    helpline = content.helpline(HELPLINE_ID)
    assert script is not None
    assert helpline is not None
    return {
        routes.HOME: labels.home.title,
        routes.ME: labels.me.title,
        routes.SELF_CHECK: labels.self_check.safety,
        routes.RESULT: labels.result.title,
        routes.JOURNAL: labels.journal.title,
        routes.entry(":entry"): labels.journal.title,
        routes.EXERCISES: content.tools.exercises.title,
        routes.exercise(ExerciseId.BREATHING): content.tools.exercises.exercises[0].name,
        routes.TONIGHT: content.tools.tonight.title,
        routes.WHAT_NEXT: labels.result.what_follows,
        routes.SCRIPTS: labels.scripts.title,
        routes.READINESS: content.readiness.title,
        routes.script(MOMENT): script.title,
        routes.readiness(MOMENT): content.readiness.title,
        routes.rehearse(MOMENT): labels.rehearse.title,
        routes.conversation(MOMENT): script.title,
        routes.SEARCH: labels.search.title,
        routes.FOLLOW_UP: labels.next_contact.title,
        routes.FAVOURITES: labels.favourites.title,
        routes.CONTACTS: labels.contacts.title,
        routes.TEAM: labels.team.title,
        routes.FIRST_HOUR: content.team_tools.first_hour.title,
        routes.DEBRIEF: content.team_tools.debrief.title,
        routes.RETURN_PLAN: content.team_tools.return_plan.title,
        routes.LETTER: content.team_tools.letter.title,
        routes.TALLY: content.team_tools.tally.title,
        routes.HELPLINES: labels.helplines.title,
        routes.helpline(HELPLINE_ID): content.helpline_name(helpline),
        routes.UNDERSTAND: labels.understand.title,
        routes.SHARE: labels.share.title,
        routes.SETTINGS: labels.settings.title,
        routes.LANGUAGE: labels.settings.language,
        routes.DEVICE: privacy.device.title,
        routes.PASSCODE: privacy.passcode.title,
        routes.NEW_PASSCODE: privacy.passcode.choose,
        routes.RETENTION: privacy.retention.title,
        routes.EXPORT: privacy.export.title,
        routes.IMPORT: privacy.import_journal.title,
        routes.CLINICIAN_REPORT: privacy.clinician_report.title,
        routes.QUICK_EXIT: privacy.quick_exit.title,
        routes.KEYBOARD: labels.keyboard.title,
        routes.PROTECTION: privacy.protection.title,
        routes.NETWORK: privacy.network.title,
        routes.SOURCES: labels.settings.sources,
        routes.ERASE: privacy.erase.title,
    }.get(path, labels.fallback.not_found)
