"""The key ring: which cipher encrypts which record, and the verifiers of the passcode."""

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
from sv_app.data.schema import QUARANTINE, is_private
from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import LockedError, SaveError

VERIFIER = "passcode"
VERIFIERS = (VERIFIER, "passcode-copy")
"""The two records that verify a passcode: envelopes with empty content.

There are two because one may be damaged; older builds wrote only one. When none can be opened,
private records are tried instead.
"""


async def find_envelope(backend: StorageBackend, names: frozenset[str]) -> tuple[str, bytes] | None:
    """Return the first envelope as `(name, envelope)`; None when there is none.

    `name` is the one it was encrypted under. If there is a verifier, search the verifiers, then all
    private records, because a verifier may be damaged. Otherwise read only the first private record
    outside the quarantine: a quarantined envelope may have a former passcode.
    """
    private = _private_records(names)
    verifiers = [name for name in VERIFIERS if name in names]
    if not verifiers:
        private = [name for name in private if not name.startswith(QUARANTINE)][:1]
    for name in [*verifiers, *private]:
        encrypted = await read_record_or_empty(backend, name)
        if is_envelope(encrypted):
            return (name if is_private(name) else VERIFIER), encrypted
    return None


def _private_records(names: Iterable[str]) -> list[str]:
    """Return the names of the private records; the quarantined ones, which are damaged, last."""
    return sorted(filter(is_private, names), key=lambda name: (name.startswith(QUARANTINE), name))


async def read_record_or_empty(backend: StorageBackend, name: str) -> bytes:
    """Return the record; it is empty when there is none or the device can't read it.

    Raises:
        SaveError: when the backend raises one.
    """
    try:
        return await backend.read(name) or b""
    except SaveError:
        raise
    except Exception:  # another record may be readable
        return b""


MAX_RECORDS_TRIED = 4
"""How many private records are tried at most, when no verifier opens."""
MAX_KEYS_DERIVED = 3
"""How many keys are derived from one passcode at most: each derivation takes a while."""


class KeyRing:
    """The cipher of each record: the passcode's for private records, else the device key's."""

    def __init__(self, keys: Keys) -> None:
        """Take the device key and the keys of passcodes from `keys`."""
        self._keys = keys
        self._envelope: tuple[str, bytes] | None = None
        self._other_envelopes: tuple[tuple[str, bytes], ...] = ()
        """What else a passcode is tried on, if a verifier is missing or may be damaged.

        They are kept because an erasure in another window deletes the records.
        """
        self._cipher: PasscodeCipher | None = None
        self._backend: StorageBackend = MemoryBackend()
        self._names: frozenset[str] = frozenset()

    @property
    def has_passcode(self) -> bool:
        """Whether there is a passcode."""
        return self._envelope is not None

    @property
    def locked(self) -> bool:
        """Whether there is a passcode that the person has not entered."""
        return self.has_passcode and self._cipher is None

    def cipher(self, name: str) -> Cipher:
        """Return the cipher of the record `name`.

        Raises:
            LockedError: when the record is private and the key ring is locked.
        """
        if self.locked and is_private(name):
            raise LockedError
        return self._cipher if self._cipher and is_private(name) else self._keys.device_cipher

    async def detect_passcode(self, backend: StorageBackend, names: Iterable[str]) -> None:
        """Find out whether there is a passcode; if it changed, it has to be given again."""
        self._backend, self._names = backend, frozenset(names)
        envelope = await find_envelope(backend, self._names)
        if envelope != self._envelope:
            self._envelope, self._cipher, self._other_envelopes = envelope, None, ()
            copies = [await read_record_or_empty(backend, name) for name in VERIFIERS]
            if envelope and any(copy != envelope[1] for copy in copies):
                self._other_envelopes = tuple([other async for other in self._envelopes()])

    def read_from(self, backend: StorageBackend, names: Iterable[str]) -> None:
        """Read from `backend` from now on; the passcode is the same as before."""
        self._backend, self._names = backend, frozenset(names)

    async def unlock(self, passcode: str) -> None:
        """Unlock the key ring with the passcode.

        Raises:
            DecryptionError: when `passcode` opens none of the envelopes tried.
        """
        if self._envelope is None:
            return
        ciphers: dict[bytes, PasscodeCipher] = {}
        async for name, encrypted in self._envelopes():
            try:
                if header(encrypted) not in ciphers:
                    if len(ciphers) == MAX_KEYS_DERIVED:
                        continue
                    ciphers[header(encrypted)] = await cipher_for(self._keys, passcode, encrypted)
                await ciphers[header(encrypted)].decrypt(name, encrypted)
            except DecryptionError:
                continue
            self._cipher = ciphers[header(encrypted)]
            return
        raise DecryptionError

    async def _envelopes(self) -> AsyncIterator[tuple[str, bytes]]:
        """Yield envelopes as `(name, envelope)`, with the name of encryption; verifiers first."""
        if self._envelope:
            yield self._envelope
        private = _private_records(self._names)[:MAX_RECORDS_TRIED]
        for name in [*(name for name in VERIFIERS if name in self._names), *private]:
            encrypted = await read_record_or_empty(self._backend, name)
            if is_envelope(encrypted):
                yield (name if is_private(name) else VERIFIER), encrypted
        for envelope in self._other_envelopes:
            yield envelope

    async def renew_damaged_verifiers(self) -> dict[str, bytes | None]:
        """Make both verifiers anew if one is missing or damaged; the caller commits them.

        Returns:
            Both new verifiers, to be committed; an empty dictionary if they are intact, or if
            the key ring is locked.
        """
        if self._cipher is None:
            return {}
        copies = [await read_record_or_empty(self._backend, name) for name in VERIFIERS]
        try:
            for encrypted in copies:
                await self._cipher.decrypt(VERIFIER, encrypted)
        except DecryptionError:
            self._envelope = VERIFIER, await self._cipher.encrypt(VERIFIER, b"")
            self._names |= {*VERIFIERS}
            return self.verifiers
        self._envelope = VERIFIER, copies[0]  # it may have been a private record until now
        return {}

    def with_keys(self, keys: Keys) -> "KeyRing":
        """Return a key ring with the same passcode, and `keys` for all other records."""
        new = KeyRing(keys)
        new._envelope, new._cipher = self._envelope, self._cipher
        new._other_envelopes = self._other_envelopes
        return new

    def lock(self) -> None:
        """Forget the passcode's key."""
        self._cipher = None

    async def renewed(self, passcode: str | None) -> "KeyRing":
        """Return a key ring with a new key of the passcode, if any, and a new device key.

        The device key is stored with the next commit.
        """
        new = KeyRing(self._keys)
        await self._keys.renew()
        if passcode is not None:
            new._cipher = await new_cipher(self._keys, passcode)
            new._envelope = VERIFIER, await new._cipher.encrypt(VERIFIER, b"")
        return new

    async def reencrypted(
        self, passcode: str | None, data: dict[str, bytes]
    ) -> "tuple[KeyRing, dict[str, bytes | None]]":
        """Return a key ring with new keys, and `data` encrypted with them, to be committed."""
        new = await self.renewed(passcode)
        encrypted = {
            name: await new.cipher(name).encrypt(name, content) for name, content in data.items()
        }
        return new, {**encrypted, **new.verifiers}

    @property
    def verifiers(self) -> dict[str, bytes | None]:
        """The verifiers to commit; None, which deletes them, when none is known.

        None is known without a passcode, or if the first envelope is a private record.
        """
        name, encrypted = self._envelope or (None, None)
        return dict.fromkeys(VERIFIERS, encrypted if name == VERIFIER else None)
