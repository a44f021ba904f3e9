"""Keys outside a browser, through the `cryptography` package."""

import asyncio
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sv_app.data.crypto.cipher import Cipher, DecryptionError, NoCipher

NONCE = 12


class GcmCipher:
    """AES-256-GCM with one key."""

    def __init__(self, key: bytes) -> None:
        """Seal with `key`, 32 bytes."""
        self._key = AESGCM(key)

    async def seal(self, name: str, data: bytes) -> bytes:
        """A nonce, then `data` encrypted with it."""
        nonce = os.urandom(NONCE)
        return nonce + self._key.encrypt(nonce, data, name.encode())

    async def open(self, name: str, encrypted: bytes) -> bytes:
        """What was encrypted.

        Raises:
            DecryptionError: when it was not by this key, under this name.
        """
        try:
            return self._key.decrypt(encrypted[:NONCE], encrypted[NONCE:], name.encode())
        except (InvalidTag, ValueError) as error:
            raise DecryptionError(name) from error


class NativeKeys:
    """Keys of a phone or a computer.

    The device has none of its own: its system already guards, and encrypts, the
    app's folder, and a key kept beside what it seals would add nothing to that.
    """

    device: Cipher = NoCipher()

    async def renew(self) -> None:
        """Nothing: there is no key to replace."""

    async def derive(self, code: str, salt: bytes, rounds: int) -> Cipher:
        """The cipher of a passcode; it takes a part of a second, on purpose."""
        derivation = PBKDF2HMAC(SHA256(), length=32, salt=salt, iterations=rounds)
        return GcmCipher(await asyncio.to_thread(derivation.derive, code.encode()))
