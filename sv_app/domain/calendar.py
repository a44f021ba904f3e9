"""Create an iCalendar file (RFC 5545) with one event: a title, a time and a reminder."""

import datetime as dt

MIME = "text/calendar"
OCTETS = 75
"""The maximum length of a line in RFC 5545; longer lines are folded."""
STAMP = "%Y%m%dT%H%M%SZ"


def create_event(
    title: str,
    start: dt.datetime,
    length: dt.timedelta,
    reminder: dt.timedelta,
    uid: str,
    now: dt.datetime,
) -> bytes:
    """Return an iCalendar file of one event, with an alarm `reminder` before its start.

    `reminder` is in whole minutes. `start` and `now` must have a time zone. The file holds them in
    UTC, and each calendar converts them to its own zone. `uid` identifies the event globally.

    Raises:
        ValueError: If a time has no zone, or `length` or `reminder` is not positive.
    """
    if min(length, reminder) <= dt.timedelta():
        raise ValueError("the durations of an appointment and of its reminder must be positive")
    summary = _escape_text(title)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//contact//1//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_format_utc(now)}",
        f"DTSTART:{_format_utc(start)}",
        f"DTEND:{_format_utc(start + length)}",
        f"SUMMARY:{summary}",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:-PT{reminder // dt.timedelta(minutes=1)}M",
        f"DESCRIPTION:{summary}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(_fold_line(line) for line in lines)


def _format_utc(time: dt.datetime) -> str:
    if time.tzinfo is None:
        raise ValueError("the time has no time zone")
    return time.astimezone(dt.UTC).strftime(STAMP)


def _escape_text(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return "\\n".join(text.splitlines())


def _fold_line(line: str) -> bytes:
    """Encode a line, folded into pieces of at most 75 octets, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode()
        # A continuation line begins with a space, which counts as one of its octets.
        if len(piece) + len(octets) > OCTETS - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
