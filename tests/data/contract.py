"""What every place must do; each promise is given a way to find the place as an app does.

`reopen()` is the place as a newly started app finds it, and ends the app that had it;
`beside()` is the same place found by a second app while the first one runs.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import pytest

from sv_app.data.storage.backend import StorageBackend
from sv_app.domain.journal import WriterLockLostError


@dataclass(frozen=True)
class Found:
    """One place, as apps find it."""

    reopen: Callable[[], StorageBackend]
    beside: Callable[[], StorageBackend] | None = None
    """None where no second app can reach it."""


Promise = Callable[[Found], Coroutine[Any, Any, None]]
BYTES = bytes(range(256))


async def claimed(backend: StorageBackend) -> StorageBackend:
    assert await backend.claim()
    return backend


async def all_of(backend: StorageBackend) -> dict[str, bytes | None]:
    return {name: await backend.read(name) for name in await backend.names()}


async def holds_nothing_at_first(found: Found) -> None:
    backend = found.reopen()
    assert await backend.names() == frozenset()
    assert await backend.read("meta") is None


async def gives_back_what_was_kept(found: Found) -> None:
    kept = {"meta": b"{}", "entries-0": BYTES, "empty": b"", "entries-10": b"x" * 100_000}
    await (await claimed(found.reopen())).commit(kept)
    assert await all_of(found.reopen()) == kept


async def replaces_and_deletes_together(found: Found) -> None:
    backend = await claimed(found.reopen())
    await backend.commit({"a": b"1", "b": b"1", "c": b"1"})
    await backend.commit({"a": b"2", "b": None, "d": b"2", "never there": None})
    for one in (backend, found.reopen()):
        assert await all_of(one) == {"a": b"2", "c": b"1", "d": b"2"}


async def keeps_nothing_of_a_commit_of_nothing(found: Found) -> None:
    backend = await claimed(found.reopen())
    await backend.commit({"a": b"1"})
    await backend.commit({})
    assert await all_of(found.reopen()) == {"a": b"1"}


async def goes_on_after_many_restarts(found: Found) -> None:
    for number in range(5):
        backend = await claimed(found.reopen())
        assert len(await backend.names()) == number
        await backend.commit({f"entries-{number}": b"%d" % number})


async def forgets_everything_when_erased(found: Found) -> None:
    backend = await claimed(found.reopen())
    await backend.commit({"a": b"1", "aside-a-0": b"1"})
    await backend.erase()
    for one in (backend, found.reopen()):
        assert await all_of(one) == {}
    again = await claimed(found.reopen())
    await again.commit({"b": b"1"})
    assert await all_of(again) == {"b": b"1"}


async def has_one_writer(found: Found) -> None:
    if found.beside is None:
        return
    first = await claimed(found.reopen())
    await first.commit({"a": b"1"})
    second = found.beside()
    assert not await second.claim()
    assert await all_of(second) == {"a": b"1"}, "it can read"
    with pytest.raises(WriterLockLostError):
        await second.commit({"a": b"2"})
    await first.commit({"b": b"1"})
    assert await all_of(second) == {"a": b"1", "b": b"1"}


async def gives_the_turn_to_who_takes_it(found: Found) -> None:
    if found.beside is None:
        return
    first = await claimed(found.reopen())
    await first.commit({"a": b"1"})
    second = found.beside()
    assert await second.claim(force=True)
    with pytest.raises(WriterLockLostError):
        await first.commit({"a": b"lost"})
    await second.commit({"b": b"2"})
    with pytest.raises(WriterLockLostError):
        await first.commit({"a": b"lost"})
    assert await all_of(first) == {"a": b"1", "b": b"2"}
    assert await first.claim(force=True)
    await first.commit({"a": b"3"})
    with pytest.raises(WriterLockLostError):
        await second.commit({"b": b"lost"})


async def lets_nobody_write_who_has_not_claimed(found: Found) -> None:
    if found.beside is None:
        return
    with pytest.raises(WriterLockLostError):
        await found.reopen().commit({"a": b"1"})
    assert await all_of(found.reopen()) == {}


async def gives_back_the_turn_when_erased(found: Found) -> None:
    if found.beside is None:
        return
    first = await claimed(found.reopen())
    await first.commit({"a": b"1"})
    await first.erase()
    second = await claimed(found.beside())
    await second.commit({"b": b"1"})
    with pytest.raises(WriterLockLostError):
        await first.commit({"a": b"1"})
    assert await all_of(second) == {"b": b"1"}


PROMISES: tuple[Promise, ...] = (
    holds_nothing_at_first,
    gives_back_what_was_kept,
    replaces_and_deletes_together,
    keeps_nothing_of_a_commit_of_nothing,
    goes_on_after_many_restarts,
    forgets_everything_when_erased,
    has_one_writer,
    gives_the_turn_to_who_takes_it,
    lets_nobody_write_who_has_not_claimed,
    gives_back_the_turn_when_erased,
)
