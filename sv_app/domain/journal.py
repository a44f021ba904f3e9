"""What a person saves on the device, its limits, the state of its storage, and how saving fails."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Awaitable, Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from sv_app.domain.helplines import PhoneNumber, StoredPhone, is_dialable, tel_uri
from sv_app.domain.model import Model, Slug
from sv_app.domain.self_check import SelfCheck

MAX_ENTRIES = 10_000
"""Nearly three a day for ten years."""
MAX_ENTRIES_PER_DAY = 200
MAX_CONTACTS = 50
MAX_FILE_CONTACTS = 500
"""Older versions had no limit: of a file that holds more contacts than fit, the first are kept."""
MAX_PINS = 300
MAX_FILE_SIZE = 16 * 1024 * 1024
"""Bytes of an import; the largest possible export is smaller."""


def too_many_entries(times: Iterable[dt.datetime]) -> bool:
    """Whether entries of these UTC times are more than a journal holds, in all or in a day."""
    days = Counter(time.date() for time in times)
    return days.total() > MAX_ENTRIES or max(days.values(), default=0) > MAX_ENTRIES_PER_DAY


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


class StorageState(StrEnum):
    """Where what is written goes now."""

    UNDECIDED = "undecided"
    """In memory: nobody has said yet whose device this is."""
    SHARED = "shared"
    """In memory, until the app is closed: the device is not the person's own."""
    REFUSED = "refused"
    """In memory: the device has no room, or does not let anything be kept."""
    SERVED = "served"
    """In memory: Python runs on somebody's server."""
    ELSEWHERE = "elsewhere"
    """Nowhere: another window writes; this one can only read."""
    ERASED = "erased"
    """In memory: what was kept was erased while the app was open, not by this window."""
    LOCKED = "locked"
    """Behind the passcode."""
    KEPT = "kept"
    """On the device."""


ON_DEVICE = (StorageState.KEPT, StorageState.ELSEWHERE)


class SaveError(Exception):
    """A change could not be made durable; what was kept before still is."""


class WriterLockLostError(SaveError):
    """Another window writes now."""


class ErasedError(SaveError):
    """What was kept was erased, by another window or by the browser."""


class StorageTimeoutError(SaveError):
    """The device has not answered in time."""

    def __init__(self, outcome: Awaitable[object] | None = None) -> None:
        """Carry the `outcome` to come, of work that goes on; None when nothing was started."""
        super().__init__("the storage does not answer")
        self.outcome = outcome


class NotCheckedError(SaveError):
    """Whether anything is left on the device could not be checked."""


class LockedError(SaveError):
    """The passcode is needed first."""


class LimitReachedError(SaveError):
    """There would be more of these than a journal holds."""


class WrongCodeError(Exception):
    """The code was tried, and is not the passcode."""

    def __init__(self, wait: float) -> None:
        """No code is tried for `wait` seconds."""
        super().__init__("wrong code")
        self.wait = wait


class CodeDelayedError(Exception):
    """The code was not tried: it comes too soon after wrong ones."""

    def __init__(self, wait: float) -> None:
        """No code is tried for `wait` seconds."""
        super().__init__("too soon")
        self.wait = wait
