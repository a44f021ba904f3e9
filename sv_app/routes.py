"""The paths of the app. A path never contains an answer or a text of the person.

A path does not change when a screen gets another name, so that old links open: `/card` shows the
favourites. The pocket card has no path: `printed_pages.pocket_card` makes it, to print.
"""

HOME = "/"
ME = "/me"
SELF_CHECK = "/me/self-check"
RESULT = "/me/self-check/next-steps"
JOURNAL = "/me/journal"
SCRIPTS = "/scripts"
READINESS = "/scripts/ready"
TEAM = "/team"
FIRST_HOUR = "/team/first-hour"
DEBRIEF = "/team/debrief"
RETURN_PLAN = "/team/return-plan"
LETTER = "/team/letter"
TALLY = "/team/tally"
HELPLINES = "/helplines"
UNDERSTAND = "/understand"
SETTINGS = "/settings"
LANGUAGE = "/settings/language"
DEVICE = "/settings/device"
PASSCODE = "/settings/passcode"
NEW_PASSCODE = "/settings/passcode/new"
RETENTION = "/settings/retention"
EXPORT = "/settings/export"
IMPORT = "/settings/bring-back"
CLINICIAN_REPORT = "/settings/doctor"
QUICK_EXIT = "/settings/hiding"
KEYBOARD = "/settings/keyboard"
PROTECTION = "/settings/protection"
NETWORK = "/settings/network"
SOURCES = "/settings/sources"
ERASE = "/settings/erase"
SHARE = "/share"
SEARCH = "/find"
FAVOURITES = "/card"
CONTACTS = "/contacts"
FOLLOW_UP = "/next-contact"
EXERCISES = "/now"
TONIGHT = "/tonight"
WHAT_NEXT = "/what-next"
ACCESSIBILITY = "accessibility"
DATA_PROTECTION = "data-protection"
"""The pages of the site beside the app; `statement_file` returns the name of their file."""
ANCHOR = "?at="
"""Precedes the scroll anchor in a path."""


def helpline(line_id: str) -> str:
    """The path of a line's number in large digits."""
    return f"{HELPLINES}/{line_id}"


def self_check(step: str) -> str:
    """The path of a step of the self-check, after the first one, which is `SELF_CHECK`."""
    return f"{SELF_CHECK}/{step}"


def navigator_page(path: str) -> str:
    """The path by which Flutter's navigator identifies the screen at `path`.

    A new one makes Flutter build, lay out and describe the whole screen again. The steps of the
    self-check share one, so that an answer changes only what differs between two questions.
    """
    is_step = path.startswith(f"{SELF_CHECK}/") and path != RESULT
    return SELF_CHECK if is_step else path


def entry(entry_id: str) -> str:
    """The path of an entry of the journal."""
    return f"{JOURNAL}/{entry_id}"


def exercise(exercise_id: str) -> str:
    """The path of an exercise of the screen "right now", `EXERCISES`."""
    return f"{EXERCISES}/{exercise_id}"


def tonight(anchor: str = "") -> str:
    """The path of the screen "tonight"; `anchor` is the id of the part to open, or empty."""
    return _with_anchor(TONIGHT, anchor)


def what_next(anchor: str = "") -> str:
    """The path of "what happens next"; `anchor` is the id of the part to open, or empty."""
    return _with_anchor(WHAT_NEXT, anchor)


def statement_file(name: str, language: str) -> str:
    """The file, beside the app, of `ACCESSIBILITY` or `DATA_PROTECTION` in a language."""
    return f"{name}-{language}.html"


def scripts(anchor: str = "") -> str:
    """The path of the list of moments; `anchor` is the scroll anchor, empty for the top."""
    return _with_anchor(SCRIPTS, anchor)


def team(anchor: str = "") -> str:
    """The path of the team's screen; `anchor` is the scroll anchor, empty for the top."""
    return _with_anchor(TEAM, anchor)


def script(moment: str, anchor: str = "") -> str:
    """The path of a moment's script; `anchor` is the scroll anchor, empty for the top."""
    return _with_anchor(f"{SCRIPTS}/{moment}", anchor)


def readiness(moment: str) -> str:
    """The path of the readiness check before a moment; without a moment, it is `READINESS`."""
    return f"{script(moment)}/ready"


def conversation(moment: str) -> str:
    """The path of a moment's cues, in conversation mode."""
    return f"{script(moment)}/conversation"


def rehearse(moment: str, anchor: str = "") -> str:
    """The path of a moment's rehearsal; `anchor` is the id of the line to begin with."""
    return _with_anchor(f"{script(moment)}/rehearse", anchor)


def anchor_of(path: str) -> str:
    """The scroll anchor of a path; empty when it has none."""
    return path.partition(ANCHOR)[2]


def without_anchor(path: str) -> str:
    """The path of a screen, without its scroll anchor."""
    return path.partition(ANCHOR)[0]


def _with_anchor(path: str, anchor: str) -> str:
    return f"{path}{ANCHOR}{anchor}" if anchor else path
