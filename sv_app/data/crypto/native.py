"""Keys outside a browser, through the `cryptography` package."""

import asyncio
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sv_app.data.crypto.cipher import Cipher, DecryptionError, NoCipher

NONCE_SIZE = 12


class GcmCipher:
    """AES-256-GCM with one key."""

    def __init__(self, key: bytes) -> None:
        """Encrypt with `key`, 32 bytes."""
        self._key = AESGCM(key)

    async def encrypt(self, name: str, data: bytes) -> bytes:
        """Return a nonce, then `data` encrypted with it."""
        nonce = os.urandom(NONCE_SIZE)
        return nonce + self._key.encrypt(nonce, data, name.encode())

    async def decrypt(self, name: str, encrypted: bytes) -> bytes:
        """Return the decrypted data.

        Raises:
            DecryptionError: when it was not encrypted with this key, under this name.
        """
        try:
            return self._key.decrypt(encrypted[:NONCE_SIZE], encrypted[NONCE_SIZE:], name.encode())
        except (InvalidTag, ValueError) as error:
            raise DecryptionError(name) from error


class NativeKeys:
    """Keys on a phone or a computer.

    There is no device key: the system already protects and encrypts the app's folder, and a key
    stored beside the data that it encrypts would add no protection.
    """

    device_cipher: Cipher = NoCipher()

    async def renew(self) -> None:
        """Do nothing: there is no device key."""

    async def derive(self, passcode: str, salt: bytes, rounds: int) -> Cipher:
        """Return the cipher of a passcode; deriving its key is slow on purpose."""
        derivation = PBKDF2HMAC(SHA256(), length=32, salt=salt, iterations=rounds)
        return GcmCipher(await asyncio.to_thread(derivation.derive, passcode.encode()))
