"""Ciphers and keys: how records are encrypted, where keys come from, the passcode envelope.

An envelope holds what a passcode has encrypted, and all that is needed to try a passcode on it:

    magic (8 bytes) | rounds (4, big-endian) | salt (16) | nonce (12) | encrypted | tag (16)
"""

import os
import struct
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol


class DecryptionError(Exception):
    """The data was not encrypted with this key under this name, or was changed since."""


class Cipher(Protocol):
    """Encrypts records. The name is authenticated: a record does not open under another name."""

    async def encrypt(self, name: str, data: bytes) -> bytes:
        """Return `data`, encrypted to be stored under `name`."""

    async def decrypt(self, name: str, encrypted: bytes) -> bytes:
        """Return the decrypted data.

        Raises:
            DecryptionError: when it was not encrypted with this cipher, under this name.
        """


class Keys(Protocol):
    """The keys of one device."""

    @property
    def device_cipher(self) -> Cipher:
        """The cipher of the device key."""

    async def renew(self) -> None:
        """Make a new device key.

        The next commit must hold every record, encrypted with the new key; it deletes the old key.
        """

    async def derive(self, passcode: str, salt: bytes, rounds: int) -> Cipher:
        """Return AES-256-GCM with the key that PBKDF2-HMAC-SHA-256 derives from `passcode`.

        The ciphertext starts with the nonce, 12 random bytes.
        """


class NoCipher:
    """Leaves records unencrypted: in memory, or where only the system protects the app's files."""

    async def encrypt(self, name: str, data: bytes) -> bytes:  # noqa: ARG002
        """Return `data` unchanged."""
        return data

    async def decrypt(self, name: str, encrypted: bytes) -> bytes:  # noqa: ARG002
        """Return `encrypted` unchanged."""
        return encrypted


Derive = Callable[[str, bytes, int], Awaitable[Cipher]]


class NoDeviceKey:
    """Keys of a backend in memory: without a passcode, its records are not encrypted."""

    device_cipher: Cipher = NoCipher()

    def __init__(self, derive: Derive) -> None:
        """Derive the keys of passcodes with `derive`."""
        self._derive = derive

    async def derive(self, passcode: str, salt: bytes, rounds: int) -> Cipher:
        """Return the cipher of a passcode."""
        return await self._derive(passcode, salt, rounds)

    async def renew(self) -> None:
        """Do nothing: there is no device key."""


MAGIC = b"CoteACo1"
ROUNDS = 600_000
MAX_ROUNDS = 5_000_000
"""An envelope that asks for more is refused: it would only keep the device busy."""
_HEADER = struct.Struct(">8sI16s")
OVERHEAD = _HEADER.size + 12 + 16
"""How many bytes an envelope adds to its content: the header, the nonce and the tag."""


def is_envelope(data: bytes) -> bool:
    """Whether `data` is an envelope, judged by its magic and length."""
    return data.startswith(MAGIC) and len(data) > _HEADER.size


def header(envelope: bytes) -> bytes:
    """Return the header of an envelope; envelopes with the same header have the same key."""
    return envelope[: _HEADER.size]


@dataclass(frozen=True)
class PasscodeCipher:
    """Encrypts with the key of a passcode and a salt; another salt gives another key."""

    salt: bytes
    rounds: int
    cipher: Cipher

    async def encrypt(self, name: str, data: bytes) -> bytes:
        """Return `data` in an envelope."""
        return _HEADER.pack(MAGIC, self.rounds, self.salt) + await self.cipher.encrypt(name, data)

    async def decrypt(self, name: str, encrypted: bytes) -> bytes:
        """Return the content of the envelope.

        Raises:
            DecryptionError: when it was not encrypted with this key, under this name.
        """
        if not encrypted.startswith(_HEADER.pack(MAGIC, self.rounds, self.salt)):
            raise DecryptionError(name)
        return await self.cipher.decrypt(name, encrypted[_HEADER.size :])


async def new_cipher(keys: Keys, passcode: str) -> PasscodeCipher:
    """Return the cipher of `passcode` with a new random salt."""
    return await _derived_cipher(keys, passcode, os.urandom(16), ROUNDS)


async def cipher_for(keys: Keys, passcode: str, envelope: bytes) -> PasscodeCipher:
    """Return the cipher to try on `envelope`, with the key that `passcode` gives.

    Raises:
        DecryptionError: when it is no envelope, or asks for too many rounds.
    """
    if not is_envelope(envelope):
        raise DecryptionError
    _, rounds, salt = _HEADER.unpack_from(envelope)
    if not 0 < rounds <= MAX_ROUNDS:
        raise DecryptionError
    return await _derived_cipher(keys, passcode, salt, rounds)


async def _derived_cipher(keys: Keys, passcode: str, salt: bytes, rounds: int) -> PasscodeCipher:
    # Keyboards differ: "é" comes as one character or as two.
    normalized = unicodedata.normalize("NFKC", passcode)
    return PasscodeCipher(salt, rounds, await keys.derive(normalized, salt, rounds))
