"""Keys inside a browser, through its own cryptography: Python never sees one."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from sv_app.data.crypto.cipher import Cipher, DecryptionError

DECRYPTION_FAILED = "OperationError"
"""How a browser calls what a key did not seal."""


class Bytes(Protocol):
    """JavaScript's bytes."""

    def to_bytes(self) -> bytes: ...


class PasscodeCrypto(Protocol):
    """What `crypto.js` offers."""

    def deriveKey(self, code: bytes, salt: bytes, rounds: int) -> Awaitable[object]: ...  # noqa: N802
    def seal(self, key: object, name: str, data: bytes) -> Awaitable[Bytes]: ...
    def unseal(self, key: object, name: str, encrypted: bytes) -> Awaitable[Bytes]: ...


class DeviceKeyStore(Protocol):
    """What `record-store.js` offers, with the key of the device."""

    def renewKey(self) -> Awaitable[object]: ...  # noqa: N802
    def seal(self, name: str, data: bytes) -> Awaitable[Bytes]: ...
    def unseal(self, name: str, encrypted: bytes) -> Awaitable[Bytes]: ...


class BrowserCipher:
    """AES-256-GCM in the browser; what it seals starts with its nonce."""

    def __init__(
        self, seal: Callable[..., Awaitable[Bytes]], unseal: Callable[..., Awaitable[Bytes]]
    ) -> None:
        """Seal with these two, which take a name and bytes."""
        self._seal = seal
        self._unseal = unseal

    async def seal(self, name: str, data: bytes) -> bytes:
        """A nonce, then `data` encrypted with it."""
        return (await self._seal(name, data)).to_bytes()

    async def open(self, name: str, encrypted: bytes) -> bytes:
        """What was encrypted.

        Raises:
            DecryptionError: when it was not by this key, under this name.
        """
        try:
            return (await self._unseal(name, encrypted)).to_bytes()
        except Exception as error:  # a browser's errors have no class of their own
            if getattr(error, "name", None) == DECRYPTION_FAILED:
                raise DecryptionError(name) from error
            raise


class BrowserKeys:
    """The key of the device, which lives beside the records, and those of passcodes."""

    def __init__(self, own: DeviceKeyStore, derived: PasscodeCrypto) -> None:
        """Take the device's key from `own`, and make those of passcodes with `derived`."""
        self._own = own
        self._derived = derived
        self.device: Cipher = BrowserCipher(own.seal, own.unseal)

    async def renew(self) -> None:
        """Make a new device key; the next commit keeps it, or nothing."""
        await self._own.renewKey()

    async def derive(self, code: str, salt: bytes, rounds: int) -> Cipher:
        """The cipher of a passcode."""
        key = await self._derived.deriveKey(code.encode(), salt, rounds)
        seal, unseal = self._derived.seal, self._derived.unseal
        return BrowserCipher(
            lambda name, data: seal(key, name, data),
            lambda name, encrypted: unseal(key, name, encrypted),
        )
