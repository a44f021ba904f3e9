"""The paths of the app, as constants; nothing a person answers is ever in one."""

HOME = "/"
ME = "/me"
SELF_CHECK = "/me/self-check"
NEXT_STEPS = "/me/self-check/next-steps"
JOURNAL = "/me/journal"
SCRIPTS = "/scripts"
TEAM = "/team"
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
HIDING = "/settings/hiding"
KEYBOARD = "/settings/keyboard"
PROTECTION = "/settings/protection"
SOURCES = "/settings/sources"
ERASE = "/settings/erase"
SEARCH = "/find"
FAVOURITES = "/card"
CONTACTS = "/contacts"
NEXT_CONTACT = "/next-contact"
AT = "?at="
"""Before the place on a screen where one begins to read."""


def entry(entry_id: str) -> str:
    """The path of one entry of the journal."""
    return f"{JOURNAL}/{entry_id}"


def script(moment: str, at: str = "") -> str:
    """The path of one moment's script, and where to begin reading it, if not at the top."""
    return _at(f"{SCRIPTS}/{moment}", at)


def conversation(moment: str) -> str:
    """The path of one moment's cues, to follow during the conversation."""
    return f"{script(moment)}/conversation"


def rehearse(moment: str, at: str = "") -> str:
    """The path of one moment's rehearsal, and the line to begin with, if not the first."""
    return _at(f"{script(moment)}/rehearse", at)


def place(path: str) -> str:
    """Where on its screen a path asks to begin; empty when it does not ask."""
    return path.partition(AT)[2]


def _at(path: str, at: str) -> str:
    return f"{path}{AT}{at}" if at else path
