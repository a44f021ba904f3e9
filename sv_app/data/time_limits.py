"""Time limits: a device that never answers must not keep a person waiting."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sv_app.domain.journal import StorageTimeoutError

ANSWER = 4.0
"""Seconds for a change or a read: with the time of the screens, an answer within five."""
OPENING = 15.0
"""Seconds for a start, which reads several records on a device that is busy starting."""
WHOLE = 60.0
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
async def limited(seconds: float) -> AsyncIterator[None]:
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
