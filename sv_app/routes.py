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


def entry(entry_id: str) -> str:
    """The path of one entry of the journal."""
    return f"{JOURNAL}/{entry_id}"


def script(moment: str) -> str:
    """The path of one moment's script."""
    return f"{SCRIPTS}/{moment}"
