"""The records that tell whether a code is the passcode."""

from sv_app.data.ciphers.envelope import is_envelope
from sv_app.data.shapes import is_private
from sv_app.data.storages.place import Place
from sv_app.domain.journal import NotKeptError

VERIFIER = "passcode"
VERIFIERS = (VERIFIER, "passcode-copy")
"""The two records that tell whether a code is the one: nothing, in its envelope; one may be
damaged. Where older versions kept one only, or both are damaged, private records tell."""


async def find_envelope(place: Place, names: frozenset[str]) -> tuple[str, bytes] | None:
    """What a passcode sealed, and its name: any record tells, should one be damaged."""
    private = sorted(filter(is_private, names))
    known = [name for name in VERIFIERS if name in names]
    for name in [*known, *private] if known else private[:1]:
        sealed = await read_envelope(place, name)
        if is_envelope(sealed):
            return (name if is_private(name) else VERIFIER), sealed
    return None


async def read_envelope(place: Place, name: str) -> bytes:
    """The record, empty when there is none or the device can't read it."""
    try:
        return await place.read(name) or b""
    except NotKeptError:
        raise
    except Exception:  # the next record tells as well
        return b""
