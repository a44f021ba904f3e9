"""Upper bounds on what a journal holds, for what is typed and for imported files."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

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
