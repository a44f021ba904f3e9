"""The contract of every storage backend; each test opens the backend as an app does.

`reopen()` ends the app that used the files or the browser's databases, and opens them as a newly
started app does. In memory, there is nothing to end.
`open_second()` opens the same storage for a second app, while the first one runs.
"""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from sv_app.data.schema import QUARANTINE
from sv_app.data.storage.backend import StorageBackend
from sv_app.domain.journal import WriterLockLostError
from tests.data.fake_backends import OpenBackend

ContractTest = Callable[[OpenBackend], Coroutine[Any, Any, None]]
WriterLockTest = Callable[[OpenBackend, OpenBackend], Coroutine[Any, Any, None]]
BYTES = bytes(range(256))


async def claim_writer(backend: StorageBackend) -> StorageBackend:
    assert await backend.acquire_writer()
    return backend


async def read_all(backend: StorageBackend) -> dict[str, bytes | None]:
    return {name: await backend.read(name) for name in await backend.names()}


async def is_empty_at_first(reopen: OpenBackend) -> None:
    backend = reopen()
    assert await backend.names() == frozenset()
    assert await backend.read("meta") is None


async def returns_committed_records(reopen: OpenBackend) -> None:
    records = {"meta": b"{}", "entries-0": BYTES, "empty": b"", "entries-10": b"x" * 100_000}
    await (await claim_writer(reopen())).commit(records)
    assert await read_all(reopen()) == records


async def replaces_and_deletes_in_one_commit(reopen: OpenBackend) -> None:
    backend = await claim_writer(reopen())
    await backend.commit({"a": b"1", "b": b"1", "c": b"1"})
    await backend.commit({"a": b"2", "b": None, "d": b"2", "never there": None})
    for current in (backend, reopen()):
        assert await read_all(current) == {"a": b"2", "c": b"1", "d": b"2"}


async def accepts_an_empty_commit(reopen: OpenBackend) -> None:
    backend = await claim_writer(reopen())
    await backend.commit({"a": b"1"})
    await backend.commit({})
    assert await read_all(reopen()) == {"a": b"1"}


async def keeps_records_over_many_restarts(reopen: OpenBackend) -> None:
    for number in range(5):
        backend = await claim_writer(reopen())
        assert len(await backend.names()) == number
        await backend.commit({f"entries-{number}": b"%d" % number})


async def erases_everything(reopen: OpenBackend) -> None:
    backend = await claim_writer(reopen())
    await backend.commit({"a": b"1", f"{QUARANTINE}a-0": b"1"})
    await backend.erase()
    for current in (backend, reopen()):
        assert await read_all(current) == {}
    reopened = await claim_writer(reopen())
    await reopened.commit({"b": b"1"})
    assert await read_all(reopened) == {"b": b"1"}


async def has_one_writer(reopen: OpenBackend, open_second: OpenBackend) -> None:
    first = await claim_writer(reopen())
    await first.commit({"a": b"1"})
    second = open_second()
    assert not await second.acquire_writer()
    assert await read_all(second) == {"a": b"1"}
    with pytest.raises(WriterLockLostError):
        await second.commit({"a": b"2"})
    await first.commit({"b": b"1"})
    assert await read_all(second) == {"a": b"1", "b": b"1"}


async def lets_a_second_app_take_the_writer_lock(
    reopen: OpenBackend, open_second: OpenBackend
) -> None:
    first = await claim_writer(reopen())
    await first.commit({"a": b"1"})
    second = open_second()
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


async def refuses_a_commit_without_the_writer_lock(
    reopen: OpenBackend, open_second: OpenBackend
) -> None:
    with pytest.raises(WriterLockLostError):
        await reopen().commit({"a": b"1"})
    assert await read_all(reopen()) == {}


async def releases_the_writer_lock_when_erased(
    reopen: OpenBackend, open_second: OpenBackend
) -> None:
    first = await claim_writer(reopen())
    await first.commit({"a": b"1"})
    await first.erase()
    second = await claim_writer(open_second())
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
)
"""The contract of every backend."""
WRITER_LOCK_CONTRACT: tuple[WriterLockTest, ...] = (
    has_one_writer,
    lets_a_second_app_take_the_writer_lock,
    refuses_a_commit_without_the_writer_lock,
    releases_the_writer_lock_when_erased,
)
"""The contract of every backend whose storage a second app can open."""
