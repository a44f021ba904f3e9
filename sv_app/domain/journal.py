"""What a person keeps on the device, beside the draft in progress."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from sv_app.domain.model import Model, Slug
from sv_app.domain.phone import PhoneNumber, StoredPhone, is_dialable, tel_uri
from sv_app.domain.self_check import SelfCheck

ID = r"^[0-9a-f]{32}$"
NOTE_LENGTH = 200
LINE_LENGTH = 80
EARLIEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=dt.UTC)
"""The bounds of an entry's time."""
# Control characters, ends of lines, halves of characters, and what turns a text around.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+")


def _seen(text: str) -> str:
    if _UNSEEN.search(text):
        raise ValueError("has characters that can't be seen")
    return text


def _in_words(at: object) -> object:
    if not isinstance(at, dt.datetime) and not (isinstance(at, str) and "T" in at):
        raise ValueError("is not a day and a time")
    return at


def _in_bounds(at: dt.datetime) -> dt.datetime:
    # Compared as an instant: in UTC, 2199-12-31T23:59:59-14:00 is in 2200.
    if not EARLIEST <= at <= LATEST:
        raise ValueError("is not a time this app was used at")
    return at.astimezone(dt.UTC)


def clamp_time(at: dt.datetime) -> dt.datetime:
    """The nearest time an entry can have: a clock that is wrong must not prevent saving."""
    return min(max(at, EARLIEST), LATEST)


def _line(length: int) -> StringConstraints:
    return StringConstraints(min_length=1, max_length=length, strip_whitespace=True)


Instant = Annotated[AwareDatetime, BeforeValidator(_in_words), AfterValidator(_in_bounds)]
Note = Annotated[str, _line(NOTE_LENGTH), AfterValidator(_seen)]
Line = Annotated[str, _line(LINE_LENGTH), AfterValidator(_seen)]
Pin = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}/[a-z][a-z0-9-]{0,39}$")]
"""A phrase one wants at hand: "moment/phrase-id"."""


def as_note(text: str) -> str | None:
    """What a note can hold of `text`; None when nothing is left."""
    return _UNSEEN.sub(" ", text).strip()[:NOTE_LENGTH].strip() or None


class Entry(Model):
    """One saved self-check; `at` is UTC."""

    id: str = Field(pattern=ID)
    at: Instant
    check: SelfCheck
    note: Note | None = None

    @property
    def local_day(self) -> dt.date:
        """The day it was saved, where the device is."""
        return self.at.astimezone().date()


class EntryPage(Model):
    """Some entries, newest first, and the number of the next older page if there is one."""

    entries: tuple[Entry, ...] = ()
    older: int | None = None


class Contact(Model):
    """Someone to turn to inside the hospital, as the person wrote it down."""

    id: str = Field(pattern=ID)
    name: Line
    phone: StoredPhone
    hours: Line | None = None
    place: Line | None = None

    @property
    def uri(self) -> str | None:
        """The link that dials the number; None when it is not safe to dial."""
        return tel_uri(self.phone) if is_dialable(self.phone) else None


class NewContact(Contact):
    """A contact as it is typed now."""

    phone: PhoneNumber


class Retention(StrEnum):
    """How long entries are kept."""

    MONTH = "30-days"
    YEAR = "1-year"
    KEPT = "until-erased"

    def oldest(self, now: dt.datetime) -> dt.datetime | None:
        """The time before which entries are to be erased; None when they never are."""
        days = {Retention.MONTH: 30, Retention.YEAR: 365}.get(self)
        return clamp_time(now) - dt.timedelta(days=days) if days else None


class LockAfter(StrEnum):
    """How long after the app was hidden the passcode is asked again."""

    AT_ONCE = "at-once"
    MINUTE = "1-minute"
    FIVE_MINUTES = "5-minutes"

    @property
    def seconds(self) -> int:
        """The same, to count with."""
        return {LockAfter.AT_ONCE: 0, LockAfter.MINUTE: 60, LockAfter.FIVE_MINUTES: 300}[self]


class Settings(Model):
    """What the person chose; None means the device decides, or nobody has yet."""

    language: str | None = None
    region: Slug | None = None
    own_device: bool | None = None
    retention: Retention = Retention.YEAR
    lock_after: LockAfter = LockAfter.MINUTE
