"""Retention: old entries are erased, but never many at once because a clock was wrong."""

import datetime as dt

from sv_app.data.pages import Pages
from sv_app.data.vault import Vault

MAX_UNASKED = 7
"""Entries that are erased without asking: as many as a week of daily checks."""
MAX_GAP = dt.timedelta(days=45)
"""A clock that advances by more between two starts may have been set wrong."""


async def expire(vault: Vault, before: dt.datetime, today: dt.date, confirmed: bool) -> int:
    """Erase the entries older than `before`; inside a change.

    Returns:
        How many were not erased, because the person must confirm it first: there are more than
        a few, or the device's date jumped since the day the app was last used.
    """
    old = await Pages(vault).older_than(before)
    count = sum(map(len, old.values()))
    last_used = vault.meta.last_used or await _newest_day(vault) or today
    plausible = count <= MAX_UNASKED and today - last_used <= MAX_GAP
    if count and not (plausible or confirmed):
        return count
    for number, ids in old.items():
        Pages(vault).remove(number, ids)
    # A date that would erase many entries is not kept as the last trusted day before that is
    # confirmed. A date that goes back is kept: at worst, the next jump forward asks in vain.
    vault.meta.note_use(today)
    return 0


async def _newest_day(vault: Vault) -> dt.date | None:
    """The day of the newest entry: the app was used on that day, if on no other."""
    entries = (await Pages(vault).page(None)).entries
    return max((entry.at.date() for entry in entries), default=None)
