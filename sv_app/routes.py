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
BRING_BACK = "/settings/bring-back"
DOCTOR = "/settings/doctor"
HIDING = "/settings/hiding"
PROTECTION = "/settings/protection"
SOURCES = "/settings/sources"
ERASE = "/settings/erase"
FIND = "/find"
CARD = "/card"
CONTACTS = "/contacts"
NEXT_CONTACT = "/next-contact"


def entry(entry_id: str) -> str:
    """The path of one entry of the journal."""
    return f"{JOURNAL}/{entry_id}"


def script(moment: str) -> str:
    """The path of one moment's script."""
    return f"{SCRIPTS}/{moment}"


def conversation(moment: str) -> str:
    """The path of one moment's cues, to follow during the conversation."""
    return f"{script(moment)}/conversation"


def rehearse(moment: str) -> str:
    """The path of one moment's rehearsal."""
    return f"{script(moment)}/rehearse"
