"""One appointment as an iCalendar file (RFC 5545): a title, a time, and nothing else."""

import datetime as dt

MIME = "text/calendar"
OCTETS = 75
"""The longest a line may be, by the standard; longer ones are folded."""
STAMP = "%Y%m%dT%H%M%SZ"


def appointment(
    title: str, start: dt.datetime, length: dt.timedelta, uid: str, now: dt.datetime
) -> bytes:
    """The file of one appointment, with a reminder as it starts.

    `start` and `now` know their time zone; the file says both in UTC, so that every
    calendar shows them in its own. `uid` tells this appointment from any other.

    Raises:
        ValueError: when a time has no zone, or the appointment no length.
    """
    if length <= dt.timedelta():
        raise ValueError("an appointment lasts longer than nothing")
    shown = _escaped(title)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//contact//1//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(start)}",
        f"DTEND:{_utc(start + length)}",
        f"SUMMARY:{shown}",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{shown}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _utc(time: dt.datetime) -> str:
    if time.tzinfo is None:
        raise ValueError("a time without a zone is not one moment")
    return time.astimezone(dt.UTC).strftime(STAMP)


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    """The line in octets, cut into pieces of at most 75, never inside a letter."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        octets = letter.encode()
        # Every piece but the first begins with the space that says it goes on.
        if len(piece) + len(octets) > OCTETS - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
