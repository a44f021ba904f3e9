"""The journal's models and limits, the storage states, and the errors of saving."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Awaitable, Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from sv_app.domain.helplines import (
    DialablePhone,
    StoredPhone,
    is_dialable,
    split_extension,
    tel_uri,
)
from sv_app.domain.model import Model, Slug
from sv_app.domain.self_check import SelfCheck

MAX_ENTRIES = 10_000
"""Nearly three entries a day for ten years."""
MAX_ENTRIES_PER_DAY = 200
MAX_CONTACTS = 50
MAX_FILE_CONTACTS = 500
"""Contacts in an imported file; the first that fit are imported. Older versions had no limit."""
MAX_PINS = 300


def too_many_entries(times: Iterable[dt.datetime]) -> bool:
    """Whether entries at these UTC times exceed the journal's limits, in total or for a day."""
    days = Counter(time.date() for time in times)
    return days.total() > MAX_ENTRIES or max(days.values(), default=0) > MAX_ENTRIES_PER_DAY


ID = r"^[0-9a-f]{32}$"
NOTE_LENGTH = 200
SHORT_TEXT_LENGTH = 80
EARLIEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=dt.UTC)
"""The bounds of an entry's time, both included."""
# Control characters, line separators, bidirectional controls, surrogates, byte order mark.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+")


def _reject_invisible(text: str) -> str:
    if _INVISIBLE.search(text):
        raise ValueError("has characters that can't be seen")
    return text


def _require_datetime(at: object) -> object:
    if not isinstance(at, dt.datetime) and not (isinstance(at, str) and "T" in at):
        raise ValueError("is not a day and a time")
    return at


def _to_utc_in_bounds(at: dt.datetime) -> dt.datetime:
    # Compare instants, not local years: in UTC, 2199-12-31T23:59:59-14:00 is in 2200.
    if not EARLIEST <= at <= LATEST:
        raise ValueError("is not between 1970 and 2199")
    return at.astimezone(dt.UTC)


def clamp_time(at: dt.datetime) -> dt.datetime:
    """Clamp to the times an entry may have, so that a wrong clock does not prevent saving."""
    return min(max(at, EARLIEST), LATEST)


def _bounded_text(length: int) -> StringConstraints:
    return StringConstraints(min_length=1, max_length=length, strip_whitespace=True)


Instant = Annotated[
    AwareDatetime, BeforeValidator(_require_datetime), AfterValidator(_to_utc_in_bounds)
]
Note = Annotated[str, _bounded_text(NOTE_LENGTH), AfterValidator(_reject_invisible)]
ShortText = Annotated[str, _bounded_text(SHORT_TEXT_LENGTH), AfterValidator(_reject_invisible)]
Pin = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}/[a-z][a-z0-9-]{0,39}$")]
"""A favourite phrase, as `moment/phrase-id`."""


def normalize_note(text: str) -> str | None:
    """Return `text` as a valid note, or None if nothing is left.

    Invisible characters become spaces, and the end beyond `NOTE_LENGTH` is cut off.
    """
    return _INVISIBLE.sub(" ", text).strip()[:NOTE_LENGTH].strip() or None


def normalize_short_text(text: str) -> str:
    """Return `text` as a valid detail of a contact, or an empty text if nothing is left."""
    return _INVISIBLE.sub(" ", text).strip()[:SHORT_TEXT_LENGTH].strip()


class Entry(Model):
    """A saved self-check; `at` is in UTC."""

    id: str = Field(pattern=ID)
    at: Instant
    check: SelfCheck
    note: Note | None = None

    @property
    def local_time(self) -> dt.datetime:
        """When it was saved, in the time zone of the device."""
        return self.at.astimezone()


class EntryBatch(Model):
    """Entries of one or several stored pages, newest first.

    `older` is the number of the next older page, or None if there is none.
    """

    entries: tuple[Entry, ...] = ()
    older: int | None = None


class ContactRole(StrEnum):
    """Who a contact is to the person; the values are stored."""

    BUDDY = "buddy"
    """The one colleague chosen beforehand, to be called first."""
    PEER_SUPPORTER = "peer-supporter"
    DOCTOR = "doctor"
    PSYCHOLOGIST = "psychologist"
    MANAGER = "manager"


class Contact(Model):
    """A contact that the person entered.

    Without a role, it is a friend, or an office such as occupational health.
    """

    id: str = Field(pattern=ID)
    name: ShortText
    phone: StoredPhone
    hours: ShortText | None = None
    place: ShortText | None = None
    role: ContactRole | None = None

    @property
    def is_buddy(self) -> bool:
        """Whether its role is BUDDY, which only one contact has."""
        return self.role is ContactRole.BUDDY

    @property
    def uri(self) -> str | None:
        """The URI that dials the number, or None if it is not safe to dial."""
        return tel_uri(self.phone) if is_dialable(self.phone) else None

    @property
    def receives_texts(self) -> bool:
        """Whether a text message may reach it: a number that can be dialled, no extension."""
        return is_dialable(self.phone) and not split_extension(self.phone)[1]


class NewContact(Contact):
    """A contact from the form. Its number must be dialable.

    The number of a stored contact might not be.
    """

    phone: DialablePhone


class Retention(StrEnum):
    """How long entries are kept before they are erased."""

    MONTH = "30-days"
    YEAR = "1-year"
    UNTIL_ERASED = "until-erased"

    def cutoff(self, now: dt.datetime) -> dt.datetime | None:
        """Return the time before which entries are to be erased, or None for no limit."""
        days = {Retention.MONTH: 30, Retention.YEAR: 365}.get(self)
        return clamp_time(now) - dt.timedelta(days=days) if days else None


class LockAfter(StrEnum):
    """How long the app may be hidden before it asks for the passcode again."""

    AT_ONCE = "at-once"
    MINUTE = "1-minute"
    FIVE_MINUTES = "5-minutes"

    @property
    def seconds(self) -> int:
        """The delay in seconds."""
        return {LockAfter.AT_ONCE: 0, LockAfter.MINUTE: 60, LockAfter.FIVE_MINUTES: 300}[self]


class Settings(Model):
    """What the person chose; for None, the device decides, or nothing was chosen yet."""

    language: str | None = None
    region: Slug | None = None
    own_device: bool | None = None
    retention: Retention = Retention.YEAR
    lock_after: LockAfter = LockAfter.MINUTE


MAX_TICKS = 100


class Ticks(Model):
    """The ticked items of the first hour, which a person keeps on their own device."""

    items: tuple[Slug, ...] = Field(max_length=MAX_TICKS)
    changed_at: AwareDatetime
    """The time of the last change.

    The screen shows it, so that a person sees that the ticks are from an earlier event.
    """


class StorageState(StrEnum):
    """Where changes are saved now."""

    UNDECIDED = "undecided"
    """In memory: the person has not yet said whether the device is their own."""
    SHARED = "shared"
    """In memory until the app is closed: the device is not the person's own."""
    REFUSED = "refused"
    """In memory: the device has no space left, or allows no storage."""
    ON_SERVER = "on_server"
    """In memory: Python runs on a server, not on the device."""
    READ_ONLY = "read_only"
    """Not saved: another window holds the writer lock."""
    ERASED = "erased"
    """In memory: another window or the browser erased the data while the app was open."""
    LOCKED = "locked"
    """Unavailable until the passcode is entered."""
    ON_DEVICE = "on_device"
    """On the device."""


STATES_SHOWING_DEVICE_DATA = (StorageState.ON_DEVICE, StorageState.READ_ONLY)
"""In these states the app shows what the device stores now; a change in READ_ONLY is not saved."""


class SaveError(Exception):
    """A change could not be stored, or stored data could not be read.

    What was saved is unaltered, except after an `ErasedError`, and after an erasure that failed,
    such as with an `ErasureNotVerifiedError`. After a `StorageTimeoutError` the change may still be
    saved later.
    """


class WriterLockLostError(SaveError):
    """Another window holds the writer lock now."""


class ErasedError(SaveError):
    """Another window or the browser erased the stored data."""


class StorageTimeoutError(SaveError):
    """The storage has not answered in time; a commit that was started may still succeed."""

    def __init__(self, outcome: Awaitable[object] | None = None) -> None:
        """Set `outcome`, to await the operation that still runs; None if none was started."""
        super().__init__("the storage does not answer")
        self.outcome = outcome


class ErasureNotVerifiedError(SaveError):
    """It could not be checked whether any data is left on the device."""


class LockedError(SaveError):
    """The passcode must be entered first."""


class LimitReachedError(SaveError):
    """The change would exceed a limit of the journal."""


class WrongPasscodeError(Exception):
    """The passcode was checked and is wrong."""

    def __init__(self, wait: float) -> None:
        """Set `wait`, the seconds until the next passcode is accepted."""
        super().__init__("wrong passcode")
        self.wait = wait


class PasscodeDelayedError(Exception):
    """The passcode was not checked: it comes too soon after wrong ones."""

    def __init__(self, wait: float) -> None:
        """Set `wait`, the seconds until the next passcode is accepted."""
        super().__init__("too soon")
        self.wait = wait
