"""The passcode's envelope: what it sealed, and all that is needed to try a code on it.

magic (8 bytes) | rounds (4, big-endian) | salt (16) | nonce (12) | sealed | tag (16)
"""

import os
import struct
import unicodedata
from dataclasses import dataclass

from sv_app.data.ciphers.cipher import BrokenSealError, Cipher, Keys

MAGIC = b"CoteACo1"
ROUNDS = 600_000
MOST_ROUNDS = 5_000_000
"""More would only serve to keep a device busy."""
_HEADER = struct.Struct(">8sI16s")
OVERHEAD = _HEADER.size + 12 + 16
"""How many bytes an envelope adds to what is in it."""


def is_envelope(data: bytes) -> bool:
    """Whether a passcode sealed `data`."""
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

    async def open(self, name: str, sealed: bytes) -> bytes:
        """What is in the envelope.

        Raises:
            BrokenSealError: when it was not sealed by this key, under this name.
        """
        if not sealed.startswith(_HEADER.pack(MAGIC, self.rounds, self.salt)):
            raise BrokenSealError(name)
        return await self.key.open(name, sealed[_HEADER.size :])


async def new_cipher(keys: Keys, code: str) -> PasscodeCipher:
    """The cipher of `code`, with a salt never used before."""
    return await _cipher(keys, code, os.urandom(16), ROUNDS)


async def cipher_for(keys: Keys, code: str, envelope: bytes) -> PasscodeCipher:
    """The cipher that opens `envelope`, if `code` is the one it was sealed with.

    Raises:
        BrokenSealError: when it is no envelope, or asks for too much work.
    """
    if not is_envelope(envelope):
        raise BrokenSealError
    _, rounds, salt = _HEADER.unpack_from(envelope)
    if not 0 < rounds <= MOST_ROUNDS:
        raise BrokenSealError
    return await _cipher(keys, code, salt, rounds)


async def _cipher(keys: Keys, code: str, salt: bytes, rounds: int) -> PasscodeCipher:
    # One keyboard writes "é" as one character, another as two.
    same = unicodedata.normalize("NFKC", code)
    return PasscodeCipher(salt, rounds, await keys.derive(same, salt, rounds))
