"""Lock: which cipher seals which record, and whether the passcode was given."""

from collections.abc import Iterable

from sv_app.data.ciphers.cipher import Cipher, Keys
from sv_app.data.ciphers.envelope import PasscodeCipher, cipher_for, is_envelope, new_cipher
from sv_app.data.shapes import is_private
from sv_app.data.storages.place import Place
from sv_app.domain.keeping import LockedError

VERIFIER = "passcode"
"""The record that tells whether a code is the one: nothing, in its envelope."""


class Lock:
    """The device's key over everything open, the passcode's over what is private."""

    def __init__(self, keys: Keys) -> None:
        """Take every key from `keys`."""
        self._keys = keys
        self._envelope: tuple[str, bytes] | None = None
        self._cipher: PasscodeCipher | None = None

    @property
    def exists(self) -> bool:
        """Whether there is a passcode."""
        return self._envelope is not None

    @property
    def closed(self) -> bool:
        """Whether there is one that was not given."""
        return self.exists and self._cipher is None

    def cipher(self, name: str) -> Cipher:
        """What seals the record `name`.

        Raises:
            LockedError: when it needs a passcode that was not given.
        """
        if self.closed and is_private(name):
            raise LockedError
        return self._cipher if self._cipher and is_private(name) else self._keys.device

    async def find(self, place: Place, names: Iterable[str]) -> None:
        """Learn whether there is a passcode; one that is not the one known was not given."""
        envelope = await _envelope(place, names)
        if envelope != self._envelope:
            self._envelope, self._cipher = envelope, None

    async def open(self, code: str) -> None:
        """Give the passcode.

        Raises:
            BrokenSealError: when it is another.
        """
        if self._envelope is None:
            return
        name, sealed = self._envelope
        cipher = await cipher_for(self._keys, code, sealed)
        await cipher.open(name, sealed)
        self._cipher = cipher

    def close(self) -> None:
        """Forget the passcode, and the key it makes."""
        self._cipher = None

    async def renewed(self, code: str | None) -> "Lock":
        """A lock of new keys: of the passcode `code` and, with the next commit, of the device."""
        new = Lock(self._keys)
        await self._keys.renew()
        if code is not None:
            new._cipher = await new_cipher(self._keys, code)
            new._envelope = VERIFIER, await new._cipher.seal(VERIFIER, b"")
        return new

    async def resealed(self, code: str | None, data: dict[str, bytes]) -> "Resealed":
        """A lock of new keys, and all the records for them: `data`, sealed with these."""
        new = await self.renewed(code)
        sealed = {name: await new.cipher(name).seal(name, of) for name, of in data.items()}
        return new, {**sealed, **new.verifier}

    @property
    def verifier(self) -> dict[str, bytes | None]:
        """The record that the passcode needs, or that goes when there is none."""
        return {VERIFIER: self._envelope[1] if self._envelope else None}


Resealed = tuple[Lock, dict[str, bytes | None]]


async def _envelope(place: Place, names: Iterable[str]) -> tuple[str, bytes] | None:
    """What a passcode sealed, and its name: any record tells, should one be damaged."""
    private = sorted(filter(is_private, names))
    known = VERIFIER in names
    for name in [VERIFIER, *private] if known else private[:1]:
        sealed = await place.read(name) or b""
        if is_envelope(sealed):
            return name, sealed
    return None
