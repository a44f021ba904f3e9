"""Cipher and Keys: what seals records, and where its keys come from."""

from collections.abc import Awaitable, Callable
from typing import Protocol


class BrokenSealError(Exception):
    """Not sealed by this key under this name, or changed since."""


class Cipher(Protocol):
    """Seals a record; its name is sealed with it, so that none passes for another."""

    async def seal(self, name: str, data: bytes) -> bytes:
        """`data` as it may be kept."""

    async def open(self, name: str, sealed: bytes) -> bytes:
        """What was sealed.

        Raises:
            BrokenSealError: when it was not by this cipher, under this name.
        """


class Keys(Protocol):
    """The keys of one device."""

    @property
    def device(self) -> Cipher:
        """What seals with the key of this device."""

    async def renew(self) -> None:
        """Make a new device key.

        The next commit holds every record, sealed anew, and the old key goes with it.
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

    async def open(self, name: str, sealed: bytes) -> bytes:  # noqa: ARG002
        """`sealed` itself."""
        return sealed


Derive = Callable[[str, bytes, int], Awaitable[Cipher]]


class NoDeviceKey:
    """Keys for what is in memory only: nothing of it needs to be sealed."""

    device: Cipher = NoCipher()

    def __init__(self, derive: Derive) -> None:
        """Make the keys of passcodes with `derive`."""
        self._derive = derive

    async def derive(self, code: str, salt: bytes, rounds: int) -> Cipher:
        """The cipher of a passcode."""
        return await self._derive(code, salt, rounds)

    async def renew(self) -> None:
        """Nothing: there is no key to replace."""
