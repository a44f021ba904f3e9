"""A storage backend: where named records are kept across restarts, and how it is erased."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Protocol, TypeVar

from sv_app.domain.journal import NotCheckedError, SaveError, StorageTimeoutError


class StorageBackend(Protocol):
    """Named records, and one writer at a time; every place passes the same tests."""

    async def claim(self, force: bool = False) -> bool:
        """Become the writer; False when another is, unless `force` takes its lock."""

    async def names(self) -> frozenset[str]:
        """The names of all records."""

    async def read(self, name: str) -> bytes | None:
        """The record of that name, or None when there is none."""

    async def commit(self, changes: Mapping[str, bytes | None]) -> None:
        """Replace records, or delete those that become None: all of them, or none.

        Once this returns, they survive a crash.

        Raises:
            WriterLockLostError: when another is the writer.
            ErasedError: when what was kept was erased meanwhile.
        """

    async def exists(self) -> bool:
        """Whether anything is left: records, keys, or what an erasure has not finished."""

    async def erase(self) -> None:
        """Leave nothing: records, keys, whatever was quarantined, and the writer lock."""


@contextmanager
def storage_errors() -> Iterator[None]:
    """Raise the errors of a device, which have no class in common, as SaveError."""
    try:
        yield
    except SaveError:
        raise
    except Exception as error:
        raise SaveError(str(error)) from error


ANSWER_TIMEOUT = 4.0
"""Seconds for a change or a read: with the time of the screens, an answer within five."""
OPEN_TIMEOUT = 15.0
"""Seconds for a start, which reads several records on a device that is busy starting."""
TOTAL_TIMEOUT = 60.0
"""Seconds for work on the whole journal: a new passcode, an import."""

T = TypeVar("T")


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """Return the result of `work`, which is never cancelled once it has started.

    Raises:
        StorageTimeoutError: when it takes longer; its `outcome` is the result to come.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=seconds)
        raise
    if task.done():
        return task.result()
    task.add_done_callback(_mark_retrieved)
    raise StorageTimeoutError(task)


@asynccontextmanager
async def with_time_limit(seconds: float) -> AsyncIterator[None]:
    """Cancel the block after `seconds`; only for work that may be abandoned, such as reading.

    Raises:
        StorageTimeoutError: with no outcome to come.
    """
    limit = asyncio.timeout(seconds)
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


CLAIM_TIMEOUT = 1.0
"""Seconds that becoming the writer may take first; what is erased needs none."""


async def erase_backend(backend: StorageBackend, claim: bool) -> None:
    """Leave nothing in `backend`; with `claim`, take the writer lock of another window first.

    Raises:
        SaveError: when something is left.
        NotCheckedError: when the device does not let the app look.
    """
    if not await _exists(backend):
        return
    if claim:
        with suppress(Exception):  # a full device can't note who the writer is
            async with with_time_limit(CLAIM_TIMEOUT):
                await backend.claim(force=True)
    failure = ""
    try:
        await backend.erase()
    except Exception as error:  # what counts is what is left
        failure = str(error)
    if await _exists(backend):
        raise SaveError(failure or "something is left")


async def _exists(backend: StorageBackend) -> bool:
    try:
        return await backend.exists()
    except Exception as error:
        raise NotCheckedError(str(error)) from error
