"""Keys in a browser, through WebCrypto: Python never sees a key."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from sv_app.data.crypto.cipher import Cipher, DecryptionError

DECRYPTION_FAILED = "OperationError"
"""The name of WebCrypto's error when the key or the data is wrong."""


class Bytes(Protocol):
    """A JavaScript byte array, as Pyodide passes it."""

    def to_bytes(self) -> bytes: ...


class PasscodeCrypto(Protocol):
    """The functions of `crypto.js` for keys of a passcode."""

    def deriveKey(self, code: bytes, salt: bytes, rounds: int) -> Awaitable[object]: ...  # noqa: N802
    def seal(self, key: object, name: str, data: bytes) -> Awaitable[Bytes]: ...
    def unseal(self, key: object, name: str, encrypted: bytes) -> Awaitable[Bytes]: ...


class DeviceKeyStore(Protocol):
    """The functions of `record-store.js` for the device key."""

    def renewKey(self) -> Awaitable[object]: ...  # noqa: N802
    def seal(self, name: str, data: bytes) -> Awaitable[Bytes]: ...
    def unseal(self, name: str, encrypted: bytes) -> Awaitable[Bytes]: ...


class BrowserCipher:
    """AES-256-GCM in the browser; the ciphertext starts with the nonce."""

    def __init__(
        self, seal: Callable[..., Awaitable[Bytes]], unseal: Callable[..., Awaitable[Bytes]]
    ) -> None:
        """Encrypt and decrypt with these functions, which take a name and bytes."""
        self._seal = seal
        self._unseal = unseal

    async def seal(self, name: str, data: bytes) -> bytes:
        """Return a nonce, then `data` encrypted with it."""
        return (await self._seal(name, data)).to_bytes()

    async def open(self, name: str, encrypted: bytes) -> bytes:
        """Return the decrypted data.

        Raises:
            DecryptionError: when it was not encrypted with this key, under this name.
        """
        try:
            return (await self._unseal(name, encrypted)).to_bytes()
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
        self.device: Cipher = BrowserCipher(device_keys.seal, device_keys.unseal)

    async def renew(self) -> None:
        """Make a new device key; it is stored with the next commit, or not at all."""
        await self._device_keys.renewKey()

    async def derive(self, code: str, salt: bytes, rounds: int) -> Cipher:
        """Return the cipher of a passcode."""
        key = await self._crypto.deriveKey(code.encode(), salt, rounds)
        seal, unseal = self._crypto.seal, self._crypto.unseal
        return BrowserCipher(
            lambda name, data: seal(key, name, data),
            lambda name, encrypted: unseal(key, name, encrypted),
        )
