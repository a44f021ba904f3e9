"""Keys in a browser, through WebCrypto: Python never sees a key."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from sv_app.data.crypto.cipher import Cipher, DecryptionError

DECRYPTION_FAILED = "OperationError"
"""The name of WebCrypto's error when the key or the data is wrong."""


class JavaScriptBytes(Protocol):
    """A JavaScript byte array, as Pyodide passes it."""

    def to_bytes(self) -> bytes: ...


class PasscodeCrypto(Protocol):
    """The functions of `crypto.js` for keys of a passcode."""

    def deriveKey(self, passcode: bytes, salt: bytes, rounds: int) -> Awaitable[object]: ...
    def encrypt(self, key: object, name: str, data: bytes) -> Awaitable[JavaScriptBytes]: ...
    def decrypt(self, key: object, name: str, encrypted: bytes) -> Awaitable[JavaScriptBytes]: ...


class DeviceKeyStore(Protocol):
    """The functions of `record-store.js` for the device key."""

    def renewKey(self) -> Awaitable[object]: ...
    def encrypt(self, name: str, data: bytes) -> Awaitable[JavaScriptBytes]: ...
    def decrypt(self, name: str, encrypted: bytes) -> Awaitable[JavaScriptBytes]: ...


class BrowserCipher:
    """AES-256-GCM in the browser; the ciphertext starts with the nonce."""

    def __init__(
        self,
        encrypt: Callable[..., Awaitable[JavaScriptBytes]],
        decrypt: Callable[..., Awaitable[JavaScriptBytes]],
    ) -> None:
        """Encrypt and decrypt with these functions, which take a name and bytes."""
        self._encrypt = encrypt
        self._decrypt = decrypt

    async def encrypt(self, name: str, data: bytes) -> bytes:
        """Return a nonce, then `data` encrypted with it."""
        return (await self._encrypt(name, data)).to_bytes()

    async def decrypt(self, name: str, encrypted: bytes) -> bytes:
        """Return the decrypted data.

        Raises:
            DecryptionError: when it was not encrypted with this key, under this name.
        """
        try:
            return (await self._decrypt(name, encrypted)).to_bytes()
        except Exception as error:  # browser errors have no common class
            if getattr(error, "name", None) == DECRYPTION_FAILED:
                raise DecryptionError(name) from error
            raise


class BrowserKeys:
    """The device key, which is stored beside the records, and the keys of passcodes."""

    def __init__(self, device_keys: DeviceKeyStore, crypto: PasscodeCrypto) -> None:
        """Use the device key in `device_keys`; derive the keys of passcodes with `crypto`."""
        self._device_keys = device_keys
        self._crypto = crypto
        self.device_cipher: Cipher = BrowserCipher(device_keys.encrypt, device_keys.decrypt)

    async def renew(self) -> None:
        """Make a new device key; it is stored with the next commit, or not at all."""
        await self._device_keys.renewKey()

    async def derive(self, passcode: str, salt: bytes, rounds: int) -> Cipher:
        """Return the cipher of a passcode."""
        key = await self._crypto.deriveKey(passcode.encode(), salt, rounds)
        encrypt, decrypt = self._crypto.encrypt, self._crypto.decrypt
        return BrowserCipher(
            lambda name, data: encrypt(key, name, data),
            lambda name, encrypted: decrypt(key, name, encrypted),
        )
