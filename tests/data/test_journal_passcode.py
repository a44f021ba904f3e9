"""The passcode: it encrypts, it slows guessing down, and it is never asked for help."""

import datetime as dt
from types import SimpleNamespace

import pytest

from sv_app.data import vault as vault_module
from sv_app.data.ciphers import envelope
from sv_app.data.ciphers.portable import PortableKeys
from sv_app.data.journal import Journal
from sv_app.data.storages.memory import MemoryPlace
from sv_app.domain.draft import Draft
from sv_app.domain.keeping import Keeping, LockedError, NotKeptError, WrongCodeError
from sv_app.domain.patience import FREE, LONGEST, wait_after
from tests.data.filled import (
    CONTACT,
    FIRST,
    PIN,
    SECOND,
    entries,
    filled,
    holdings,
    opened,
    written,
)
from tests.data.places import RefusingPlace, Reopen
from tests.loop import in_a_loop

CODE, OTHER = "cinq mots pris au hasard", "un autre"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested here is not how long a key takes."""
    monkeypatch.setattr(envelope, "ROUNDS", 2)


class Clock(dt.datetime):
    """A clock that a test sets."""

    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "dt.datetime":  # type: ignore[override]
        return cls.at.astimezone(tz)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(vault_module, "dt", SimpleNamespace(datetime=Clock, UTC=dt.UTC))
    Clock.at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return Clock


def state(journal: Journal) -> str:
    return journal.keeping.value


async def locked(reopen: Reopen) -> Journal:
    journal = await filled(reopen())
    await journal.set_passcode(CODE)
    return await opened(reopen())


@in_a_loop
async def test_what_is_private_is_nowhere_to_be_read_and_the_rest_works(reopen: Reopen) -> None:
    journal = await filled(reopen())
    whole = await holdings(journal)
    await journal.set_passcode(CODE)
    assert await holdings(journal) == whole, "nothing changes for who has just set it"
    kept = await written(reopen())
    assert "a-lot" not in kept
    assert "position" not in kept
    again = await opened(reopen())
    assert state(again) == "locked"
    assert again.has_passcode
    assert (await again.page()).entries == ()
    assert again.draft() is None
    assert again.contacts() == (CONTACT,)
    assert again.pins() == (PIN,)
    assert again.settings().language == "fr"
    await again.unlock(CODE)
    assert state(again) == "kept"
    assert await holdings(again) == whole


@in_a_loop
async def test_while_locked_nothing_private_can_be_written_or_taken_away(reopen: Reopen) -> None:
    journal = await locked(reopen)
    for act in (
        lambda: journal.add(SECOND),
        lambda: journal.delete("0" * 32),
        lambda: journal.keep_draft(Draft()),
        lambda: journal.discard_draft(),
        lambda: journal.set_passcode(None),
        lambda: journal.export(None),
        lambda: journal.read_import(b"{}"),
    ):
        with pytest.raises(LockedError):
            await act()
    await journal.keep_pins(())
    await journal.unlock(CODE)
    assert [entry.check for entry in await entries(journal)] == [FIRST]
    assert journal.pins() == ()


@in_a_loop
async def test_locking_forgets_and_unlocking_reads_again(reopen: Reopen) -> None:
    journal = await filled(reopen())
    whole = await holdings(journal)
    journal.lock()
    assert state(journal) == "kept", "without a passcode there is nothing to lock"
    await journal.set_passcode(CODE)
    journal.lock()
    assert state(journal) == "locked"
    assert journal.draft() is None
    await journal.unlock(CODE)
    assert await holdings(journal) == whole


@in_a_loop
async def test_a_passcode_can_be_changed_and_removed_with_new_keys(reopen: Reopen) -> None:
    journal = await filled(reopen())
    whole = await holdings(journal)
    await journal.set_passcode(CODE)
    first = await reopen().read("passcode")
    journal = await opened(reopen())
    await journal.unlock(CODE)
    await journal.set_passcode(OTHER)
    assert await reopen().read("passcode") != first
    journal = await opened(reopen())
    with pytest.raises(WrongCodeError):
        await journal.unlock(CODE)
    await journal.unlock(OTHER)
    await journal.set_passcode(None)
    journal = await opened(reopen())
    assert not journal.has_passcode
    assert await holdings(journal) == whole


@in_a_loop
async def test_a_passcode_that_cannot_be_kept_changes_nothing() -> None:
    place = RefusingPlace(MemoryPlace())
    journal = await filled(place)
    place.refusing = True
    with pytest.raises(NotKeptError):
        await journal.set_passcode(CODE)
    place.refusing = False
    assert not journal.has_passcode
    await journal.add(SECOND)
    assert len(await entries(await opened(place))) == 2


@in_a_loop
async def test_where_nothing_is_kept_there_is_nothing_to_set_a_passcode_on() -> None:
    journal = await Journal.open(MemoryPlace(), PortableKeys())
    with pytest.raises(NotKeptError):
        await journal.set_passcode(CODE)


@in_a_loop
async def test_one_passphrase_typed_on_two_keyboards_is_the_same(reopen: Reopen) -> None:
    journal = await filled(reopen())
    await journal.set_passcode("cafe\u0301")
    journal = await opened(reopen())
    await journal.unlock("caf\u00e9")


@in_a_loop
async def test_forgotten_means_erased_and_erasing_needs_no_code(reopen: Reopen) -> None:
    journal = await locked(reopen)
    await journal.erase_everything()
    assert not await reopen().names()
    assert (await Journal.open(reopen(), PortableKeys())).keeping is Keeping.UNDECIDED


@in_a_loop
async def test_wrong_codes_are_slowed_down_even_across_restarts(
    reopen: Reopen, clock: type[Clock]
) -> None:
    journal = await locked(reopen)
    for _ in range(FREE):
        with pytest.raises(WrongCodeError) as wrong:
            await journal.unlock(OTHER)
        assert wrong.value.wait == 0
    with pytest.raises(WrongCodeError) as wrong:
        await journal.unlock(OTHER)
    assert wrong.value.wait == 5
    journal = await opened(reopen())
    with pytest.raises(WrongCodeError) as wrong:
        await journal.unlock(CODE)
    assert 0 < wrong.value.wait <= 5, "not even the right one"
    clock.at += dt.timedelta(seconds=5)
    with pytest.raises(WrongCodeError) as wrong:
        await journal.unlock(OTHER)
    assert wrong.value.wait == 10
    clock.at += dt.timedelta(seconds=10)
    await journal.unlock(CODE)
    journal.lock()
    with pytest.raises(WrongCodeError) as wrong:
        await journal.unlock(OTHER)
    assert wrong.value.wait == 0, "the right one starts the count anew"


@in_a_loop
async def test_a_clock_set_back_does_not_lock_anyone_out(
    reopen: Reopen, clock: type[Clock]
) -> None:
    journal = await locked(reopen)
    for _ in range(FREE + 1):
        with pytest.raises(WrongCodeError):
            await journal.unlock(OTHER)
    clock.at -= dt.timedelta(days=400)
    with pytest.raises(WrongCodeError) as wrong:
        await journal.unlock(CODE)
    assert wrong.value.wait <= 5


@in_a_loop
async def test_where_wrong_codes_cannot_be_counted_they_still_are_in_memory() -> None:
    inner = MemoryPlace()
    journal = await filled(inner)
    await journal.set_passcode(CODE)
    place = RefusingPlace(inner)
    journal = await opened(place)
    place.refusing = True
    waits = []
    for _ in range(FREE + 1):
        with pytest.raises(WrongCodeError) as wrong:
            await journal.unlock(OTHER)
        waits.append(wrong.value.wait)
    assert waits == [0, 0, 0, 5]


def test_waiting_doubles_and_has_an_end() -> None:
    waits = [wait_after(count) for count in range(1, 15)]
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, LONGEST, LONGEST, LONGEST]
    assert wait_after(10**9) == LONGEST
