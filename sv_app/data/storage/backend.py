"""The interface of storage backends, their time limits, and the erasure of a backend."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Protocol, TypeVar

from sv_app.domain.journal import ErasureNotVerifiedError, SaveError, StorageTimeoutError


class StorageBackend(Protocol):
    """Named records, with one writer at a time. Every backend passes the same contract tests."""

    async def acquire_writer(self, steal: bool = False) -> bool:
        """Acquire the writer lock, with `steal` from its holder; return whether it was acquired."""

    async def names(self) -> frozenset[str]:
        """Return the names of all records."""

    async def read(self, name: str) -> bytes | None:
        """Return the record of that name, or None when there is none."""

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Replace records, or delete those whose value is None: all of them, or none.

        Once this returns, the changes survive a crash.

        Raises:
            WriterLockLostError: when another holds the writer lock.
            ErasedError: when the records were erased in the meantime.
        """

    async def exists(self) -> bool:
        """Return whether anything is left: records, keys, or the rest of an unfinished erasure."""

    async def erase(self) -> None:
        """Delete everything: records, keys, the quarantine and the writer lock."""


@contextmanager
def storage_errors() -> Iterator[None]:
    """Raise the errors of a device, which have no common class, as SaveError."""
    try:
        yield
    except SaveError:
        raise
    except Exception as error:
        raise SaveError(str(error)) from error


ANSWER_TIMEOUT = 4.0
"""Seconds for a change or a read. With the time to render, the answer comes within five."""
OPEN_TIMEOUT = 15.0
"""Seconds for opening, which reads several records on a device that is busy starting."""
WHOLE_JOURNAL_TIMEOUT = 60.0
"""Seconds for work on the whole journal, such as a new passcode or an import."""

T = TypeVar("T")


async def wait_without_cancelling(timeout: float, work: Coroutine[Any, Any, T]) -> T:
    """Return the result of `work`, or raise after `timeout` and let the work go on.

    If the caller is cancelled, it first waits for the work, at most `timeout` seconds more.

    Raises:
        StorageTimeoutError: when the work takes longer; its `outcome` is the pending result.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=timeout)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=timeout)
        raise
    if task.done():
        return task.result()
    task.add_done_callback(_mark_retrieved)
    raise StorageTimeoutError(task)


@asynccontextmanager
async def with_time_limit(timeout: float) -> AsyncIterator[None]:
    """Cancel the block after `timeout` seconds; only for work that may be abandoned.

    Raises:
        StorageTimeoutError: without an outcome.
    """
    limit = asyncio.timeout(timeout)
    try:
        async with limit:
            yield
    except TimeoutError as error:
        if limit.expired():
            raise StorageTimeoutError from error
        raise


def _mark_retrieved(task: "asyncio.Task[Any]") -> None:
    """Read the exception, which asyncio would otherwise log as never retrieved."""
    if not task.cancelled():
        task.exception()


ACQUIRE_TIMEOUT = 1.0
"""Seconds for acquiring the writer lock before an erasure, which goes ahead without it."""


async def erase_backend(backend: StorageBackend, take_over: bool) -> None:
    """Delete everything in `backend`; with `take_over`, take over the writer lock first.

    Raises:
        SaveError: when something is left.
        ErasureNotVerifiedError: when the device does not let the app check.
    """
    if not await _exists(backend):
        return
    if take_over:
        with suppress(Exception):  # a full device can't record the new writer
            async with with_time_limit(ACQUIRE_TIMEOUT):
                await backend.acquire_writer(steal=True)
    failure = ""
    try:
        await backend.erase()
    except Exception as error:  # the check below decides
        failure = str(error)
    if await _exists(backend):
        raise SaveError(failure or "something is left")


async def _exists(backend: StorageBackend) -> bool:
    try:
        return await backend.exists()
    except Exception as error:
        raise ErasureNotVerifiedError(str(error)) from error
