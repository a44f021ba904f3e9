"""Erasing a place, confirmed only after looking at what is left of it."""

from contextlib import suppress

from sv_app.data.storages.place import Place
from sv_app.data.time_limits import limited
from sv_app.domain.journal import NotCheckedError, NotKeptError

CLAIM = 1.0
"""Seconds that becoming the writer may take first; what is erased needs none."""


async def erase_place(place: Place, claim: bool) -> None:
    """Leave nothing in `place`; with `claim`, take the turn of another window first.

    Raises:
        NotKeptError: when something is left.
        NotCheckedError: when the device does not let the app look.
    """
    if not await _exists(place):
        return
    if claim:
        with suppress(Exception):  # a full device can't note whose turn it is
            async with limited(CLAIM):
                await place.claim(force=True)
    failure = ""
    try:
        await place.erase()
    except Exception as error:  # what counts is what is left
        failure = str(error)
    if await _exists(place):
        raise NotKeptError(failure or "something is left")


async def _exists(place: Place) -> bool:
    try:
        return await place.exists()
    except Exception as error:
        raise NotCheckedError(str(error)) from error
