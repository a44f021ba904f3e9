"""WriteLock: changes and reads, one at a time, each with a time limit."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from sv_app.data.time_limits import ANSWER, limited, within
from sv_app.domain.journal import StorageTimeoutError


class Transaction(Protocol):
    """What a block has changed in memory."""

    @property
    def commit(self) -> Callable[[], Coroutine[Any, Any, None]]:
        """Make it durable."""

    def roll_back(self) -> None:
        """Undo it in memory."""


@dataclass(frozen=True)
class Work:
    """A commit with nothing to roll back: it changes the memory once it has succeeded."""

    commit: Callable[[], Coroutine[Any, Any, None]]

    def roll_back(self) -> None:
        """Nothing to do."""


class WriteLock:
    """A lock that a late commit keeps until the device has answered.

    The memory shows what was kept before until then, and `on_late` is called with the error
    of a commit that failed late, or with None.
    """

    def __init__(self) -> None:
        """Start free."""
        self._lock = asyncio.Lock()
        self.on_late: Callable[[BaseException | None], None] = lambda _: None

    @asynccontextmanager
    async def held(self, seconds: float = ANSWER) -> AsyncIterator[None]:
        """Hold the lock over a block that only reads, or whose writes may be abandoned.

        Raises:
            StorageTimeoutError: after `seconds`.
        """
        async with limited(seconds), self._lock:
            yield

    @asynccontextmanager
    async def changing(
        self, transaction: Transaction, seconds: float = ANSWER
    ) -> AsyncIterator[None]:
        """Hold the lock over a block, then over the commit of what it has changed.

        Raises:
            StorageTimeoutError: after `seconds`; the commit may still succeed.
        """
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        async with limited(seconds):
            await self._lock.acquire()
        try:
            async with limited(end - clock()):
                yield
            await within(end - clock(), transaction.commit())
        except BaseException as error:  # cancelling, too, must leave what is kept
            transaction.roll_back()
            if isinstance(error, StorageTimeoutError) and error.outcome is not None:
                asyncio.ensure_future(error.outcome).add_done_callback(self._ended)
            else:
                self._lock.release()
            raise
        self._lock.release()

    def _ended(self, commit: "asyncio.Future[Any]") -> None:
        self._lock.release()
        self.on_late(commit.exception())
