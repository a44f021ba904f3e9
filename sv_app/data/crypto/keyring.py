"""The key ring: which cipher encrypts which record; the verifiers that tell a right passcode."""

from collections.abc import AsyncIterator, Iterable

from sv_app.data.crypto.cipher import (
    Cipher,
    DecryptionError,
    Keys,
    PasscodeCipher,
    cipher_for,
    header,
    is_envelope,
    new_cipher,
)
from sv_app.data.schema import is_private
from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import LockedError, SaveError

VERIFIER = "passcode"
VERIFIERS = (VERIFIER, "passcode-copy")
"""The two records that tell whether a code is the one: nothing, in its envelope; one may be
damaged. Where older versions kept one only, or both are damaged, private records tell."""


async def find_envelope(backend: StorageBackend, names: frozenset[str]) -> tuple[str, bytes] | None:
    """What a passcode encrypted, and its name: any record tells, should one be damaged."""
    private = sorted(filter(is_private, names))
    known = [name for name in VERIFIERS if name in names]
    for name in [*known, *private] if known else private[:1]:
        encrypted = await read_envelope(backend, name)
        if is_envelope(encrypted):
            return (name if is_private(name) else VERIFIER), encrypted
    return None


async def read_envelope(backend: StorageBackend, name: str) -> bytes:
    """The record, empty when there is none or the device can't read it."""
    try:
        return await backend.read(name) or b""
    except SaveError:
        raise
    except Exception:  # the next record tells as well
        return b""


MAX_RECORDS_TRIED = 4
"""How many private records are tried at most, once both verifiers have failed."""
MAX_KEYS_DERIVED = 3
"""How many different keys are made of one code at most: each takes a while."""


class KeyRing:
    """The device's key over everything open, the passcode's over what is private."""

    def __init__(self, keys: Keys) -> None:
        """Take every key from `keys`."""
        self._keys = keys
        self._envelope: tuple[str, bytes] | None = None
        self._cipher: PasscodeCipher | None = None
        self._backend: StorageBackend = MemoryBackend()
        self._names: frozenset[str] = frozenset()

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

    async def find(self, backend: StorageBackend, names: Iterable[str]) -> None:
        """Learn whether there is a passcode; one that is not the one known was not given."""
        self._backend, self._names = backend, frozenset(names)
        envelope = await find_envelope(backend, self._names)
        if envelope != self._envelope:
            self._envelope, self._cipher = envelope, None

    async def open(self, code: str) -> None:
        """Give the passcode.

        Raises:
            DecryptionError: when it is another: it opens none of the records it should.
        """
        if self._envelope is None:
            return
        ciphers: dict[bytes, PasscodeCipher] = {}
        async for name, encrypted in self._envelopes():
            try:
                if header(encrypted) not in ciphers:
                    if len(ciphers) == MAX_KEYS_DERIVED:
                        continue
                    ciphers[header(encrypted)] = await cipher_for(self._keys, code, encrypted)
                await ciphers[header(encrypted)].open(name, encrypted)
            except DecryptionError:
                continue
            self._cipher = ciphers[header(encrypted)]
            return
        raise DecryptionError

    async def _envelopes(self) -> AsyncIterator[tuple[str, bytes]]:
        """What the passcode encrypted, with the name it was encrypted under; verifiers first."""
        if self._envelope:
            yield self._envelope
        private = sorted(filter(is_private, self._names))[:MAX_RECORDS_TRIED]
        for name in [*(name for name in VERIFIERS if name in self._names), *private]:
            encrypted = await read_envelope(self._backend, name)
            if is_envelope(encrypted):
                yield (name if is_private(name) else VERIFIER), encrypted

    async def missing_verifiers(self) -> dict[str, bytes | None]:
        """Both verifiers, encrypted anew if one is missing or damaged; else nothing."""
        if self._cipher is None:
            return {}
        for name in VERIFIERS:
            try:
                await self._cipher.open(VERIFIER, await read_envelope(self._backend, name))
            except DecryptionError:
                self._envelope = VERIFIER, await self._cipher.seal(VERIFIER, b"")
                self._names |= {*VERIFIERS}
                return self.verifiers
        return {}

    def in_memory(self, keys: Keys) -> "KeyRing":
        """The same key ring, with `keys` for what the passcode does not seal."""
        new = KeyRing(keys)
        new._envelope, new._cipher = self._envelope, self._cipher
        return new

    def close(self) -> None:
        """Forget the passcode, and the key it makes."""
        self._cipher = None

    async def with_new_keys(self, code: str | None) -> "KeyRing":
        """A key ring with new keys: of the passcode, and of the device from the next commit."""
        new = KeyRing(self._keys)
        await self._keys.renew()
        if code is not None:
            new._cipher = await new_cipher(self._keys, code)
            new._envelope = VERIFIER, await new._cipher.seal(VERIFIER, b"")
        return new

    async def reencrypted(self, code: str | None, data: dict[str, bytes]) -> "Reencrypted":
        """A key ring with new keys, and all the records for them: `data`, encrypted with these."""
        new = await self.with_new_keys(code)
        encrypted = {name: await new.cipher(name).seal(name, of) for name, of in data.items()}
        return new, {**encrypted, **new.verifiers}

    @property
    def verifiers(self) -> dict[str, bytes | None]:
        """The records that the passcode needs, or that go when there is none."""
        encrypted = self._envelope[1] if self._envelope else None
        return dict.fromkeys(VERIFIERS, encrypted)


Reencrypted = tuple[KeyRing, dict[str, bytes | None]]
