"""The contract of every storage backend; each test opens the backend as an app does.

`reopen()` opens the backend as a newly started app does, and ends the app that used it.
`open_second()` opens the same storage for a second app, while the first one runs.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import pytest

from sv_app.data.storage.backend import StorageBackend
from sv_app.domain.journal import WriterLockLostError


@dataclass(frozen=True)
class BackendUnderTest:
    """Functions that open the storage of one backend."""

    reopen: Callable[[], StorageBackend]
    open_second: Callable[[], StorageBackend] | None = None
    """None if no second app can reach the storage."""


ContractTest = Callable[[BackendUnderTest], Coroutine[Any, Any, None]]
BYTES = bytes(range(256))


async def claim_writer(backend: StorageBackend) -> StorageBackend:
    assert await backend.acquire_writer()
    return backend


async def read_all(backend: StorageBackend) -> dict[str, bytes | None]:
    return {name: await backend.read(name) for name in await backend.names()}


async def is_empty_at_first(under_test: BackendUnderTest) -> None:
    backend = under_test.reopen()
    assert await backend.names() == frozenset()
    assert await backend.read("meta") is None


async def returns_committed_records(under_test: BackendUnderTest) -> None:
    records = {"meta": b"{}", "entries-0": BYTES, "empty": b"", "entries-10": b"x" * 100_000}
    await (await claim_writer(under_test.reopen())).commit(records)
    assert await read_all(under_test.reopen()) == records


async def replaces_and_deletes_in_one_commit(under_test: BackendUnderTest) -> None:
    backend = await claim_writer(under_test.reopen())
    await backend.commit({"a": b"1", "b": b"1", "c": b"1"})
    await backend.commit({"a": b"2", "b": None, "d": b"2", "never there": None})
    for current in (backend, under_test.reopen()):
        assert await read_all(current) == {"a": b"2", "c": b"1", "d": b"2"}


async def accepts_an_empty_commit(under_test: BackendUnderTest) -> None:
    backend = await claim_writer(under_test.reopen())
    await backend.commit({"a": b"1"})
    await backend.commit({})
    assert await read_all(under_test.reopen()) == {"a": b"1"}


async def keeps_records_over_many_restarts(under_test: BackendUnderTest) -> None:
    for number in range(5):
        backend = await claim_writer(under_test.reopen())
        assert len(await backend.names()) == number
        await backend.commit({f"entries-{number}": b"%d" % number})


async def erases_everything(under_test: BackendUnderTest) -> None:
    backend = await claim_writer(under_test.reopen())
    await backend.commit({"a": b"1", "aside-a-0": b"1"})
    await backend.erase()
    for current in (backend, under_test.reopen()):
        assert await read_all(current) == {}
    reopened = await claim_writer(under_test.reopen())
    await reopened.commit({"b": b"1"})
    assert await read_all(reopened) == {"b": b"1"}


async def has_one_writer(under_test: BackendUnderTest) -> None:
    if under_test.open_second is None:
        return
    first = await claim_writer(under_test.reopen())
    await first.commit({"a": b"1"})
    second = under_test.open_second()
    assert not await second.acquire_writer()
    assert await read_all(second) == {"a": b"1"}, "it can read"
    with pytest.raises(WriterLockLostError):
        await second.commit({"a": b"2"})
    await first.commit({"b": b"1"})
    assert await read_all(second) == {"a": b"1", "b": b"1"}


async def lets_a_second_app_take_the_writer_lock(under_test: BackendUnderTest) -> None:
    if under_test.open_second is None:
        return
    first = await claim_writer(under_test.reopen())
    await first.commit({"a": b"1"})
    second = under_test.open_second()
    assert await second.acquire_writer(steal=True)
    with pytest.raises(WriterLockLostError):
        await first.commit({"a": b"lost"})
    await second.commit({"b": b"2"})
    with pytest.raises(WriterLockLostError):
        await first.commit({"a": b"lost"})
    assert await read_all(first) == {"a": b"1", "b": b"2"}
    assert await first.acquire_writer(steal=True)
    await first.commit({"a": b"3"})
    with pytest.raises(WriterLockLostError):
        await second.commit({"b": b"lost"})


async def refuses_a_commit_without_the_writer_lock(under_test: BackendUnderTest) -> None:
    if under_test.open_second is None:
        return
    with pytest.raises(WriterLockLostError):
        await under_test.reopen().commit({"a": b"1"})
    assert await read_all(under_test.reopen()) == {}


async def releases_the_writer_lock_when_erased(under_test: BackendUnderTest) -> None:
    if under_test.open_second is None:
        return
    first = await claim_writer(under_test.reopen())
    await first.commit({"a": b"1"})
    await first.erase()
    second = await claim_writer(under_test.open_second())
    await second.commit({"b": b"1"})
    with pytest.raises(WriterLockLostError):
        await first.commit({"a": b"1"})
    assert await read_all(second) == {"b": b"1"}


CONTRACT: tuple[ContractTest, ...] = (
    is_empty_at_first,
    returns_committed_records,
    replaces_and_deletes_in_one_commit,
    accepts_an_empty_commit,
    keeps_records_over_many_restarts,
    erases_everything,
    has_one_writer,
    lets_a_second_app_take_the_writer_lock,
    refuses_a_commit_without_the_writer_lock,
    releases_the_writer_lock_when_erased,
)
