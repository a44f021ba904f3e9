"""Ciphers and keys: what encrypts records, where keys come from, and the passcode's envelope.

An envelope holds what a passcode encrypted, and all that is needed to try a code on it:

    magic (8 bytes) | rounds (4, big-endian) | salt (16) | nonce (12) | encrypted | tag (16)
"""

import os
import struct
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol


class DecryptionError(Exception):
    """Not encrypted by this key under this name, or changed since."""


class Cipher(Protocol):
    """Seals a record; its name is encrypted with it, so that none passes for another."""

    async def seal(self, name: str, data: bytes) -> bytes:
        """`data` as it may be kept."""

    async def open(self, name: str, encrypted: bytes) -> bytes:
        """What was encrypted.

        Raises:
            DecryptionError: when it was not by this cipher, under this name.
        """


class Keys(Protocol):
    """The keys of one device."""

    @property
    def device(self) -> Cipher:
        """What seals with the key of this device."""

    async def renew(self) -> None:
        """Make a new device key.

        The next commit holds every record, encrypted anew, and the old key goes with it.
        """

    async def derive(self, code: str, salt: bytes, rounds: int) -> Cipher:
        """AES-256-GCM with a key that PBKDF2-HMAC-SHA-256 makes of `code`.

        What it seals starts with 12 random bytes, the nonce.
        """


class NoCipher:
    """Leaves records as they are: where memory, or the system, is the only guard."""

    async def seal(self, name: str, data: bytes) -> bytes:  # noqa: ARG002
        """`data` itself."""
        return data

    async def open(self, name: str, encrypted: bytes) -> bytes:  # noqa: ARG002
        """`encrypted` itself."""
        return encrypted


Derive = Callable[[str, bytes, int], Awaitable[Cipher]]


class NoDeviceKey:
    """Keys for what is in memory only: nothing of it needs to be encrypted."""

    device: Cipher = NoCipher()

    def __init__(self, derive: Derive) -> None:
        """Make the keys of passcodes with `derive`."""
        self._derive = derive

    async def derive(self, code: str, salt: bytes, rounds: int) -> Cipher:
        """The cipher of a passcode."""
        return await self._derive(code, salt, rounds)

    async def renew(self) -> None:
        """Nothing: there is no key to replace."""


MAGIC = b"CoteACo1"
ROUNDS = 600_000
MOST_ROUNDS = 5_000_000
"""More would only serve to keep a device busy."""
_HEADER = struct.Struct(">8sI16s")
OVERHEAD = _HEADER.size + 12 + 16
"""How many bytes an envelope adds to what is in it."""


def is_envelope(data: bytes) -> bool:
    """Whether a passcode encrypted `data`."""
    return data.startswith(MAGIC) and len(data) > _HEADER.size


def header(envelope: bytes) -> bytes:
    """The part that tells the key: envelopes of one passcode start alike."""
    return envelope[: _HEADER.size]


@dataclass(frozen=True)
class PasscodeCipher:
    """Seals with the key of one passcode; a new salt makes another key."""

    salt: bytes
    rounds: int
    key: Cipher

    async def seal(self, name: str, data: bytes) -> bytes:
        """`data` in an envelope."""
        return _HEADER.pack(MAGIC, self.rounds, self.salt) + await self.key.seal(name, data)

    async def open(self, name: str, encrypted: bytes) -> bytes:
        """What is in the envelope.

        Raises:
            DecryptionError: when it was not encrypted by this key, under this name.
        """
        if not encrypted.startswith(_HEADER.pack(MAGIC, self.rounds, self.salt)):
            raise DecryptionError(name)
        return await self.key.open(name, encrypted[_HEADER.size :])


async def new_cipher(keys: Keys, code: str) -> PasscodeCipher:
    """The cipher of `code`, with a salt never used before."""
    return await _cipher(keys, code, os.urandom(16), ROUNDS)


async def cipher_for(keys: Keys, code: str, envelope: bytes) -> PasscodeCipher:
    """The cipher that opens `envelope`, if `code` is the one it was encrypted with.

    Raises:
        DecryptionError: when it is no envelope, or asks for too much work.
    """
    if not is_envelope(envelope):
        raise DecryptionError
    _, rounds, salt = _HEADER.unpack_from(envelope)
    if not 0 < rounds <= MOST_ROUNDS:
        raise DecryptionError
    return await _cipher(keys, code, salt, rounds)


async def _cipher(keys: Keys, code: str, salt: bytes, rounds: int) -> PasscodeCipher:
    # One keyboard writes "é" as one character, another as two.
    same = unicodedata.normalize("NFKC", code)
    return PasscodeCipher(salt, rounds, await keys.derive(same, salt, rounds))
