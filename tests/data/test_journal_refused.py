import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_app.data.journal import Journal
from sv_app.data.storages.browser import BrowserPlace
from sv_app.data.storages.memory import MemoryPlace
from sv_app.domain.draft import Draft
from sv_app.domain.journal import NotKeptError, Settings
from tests.data.filled import DRAFT, FIRST, SECOND, filled, holdings
from tests.data.places import FakeRecords, RefusingPlace, Reopen
from tests.loop import in_a_loop

Change = Callable[[Journal], Awaitable[object]]
CHANGES: dict[str, Change] = {
    "add": lambda journal: journal.add(SECOND),
    "delete": lambda journal: journal.delete(journal.entries()[0].id),
    "erase everything": lambda journal: journal.erase_everything(),
    "keep a draft": lambda journal: journal.keep_draft(Draft(position=5)),
    "discard the draft": lambda journal: journal.discard_draft(),
    "keep settings": lambda journal: journal.keep_settings(Settings(language="en")),
}
change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())


@change
@in_a_loop
async def test_a_change_is_kept_all_at_once(change: Change) -> None:
    place = RefusingPlace(MemoryPlace())
    journal = await filled(place)
    before = place.saves
    await change(journal)
    assert place.saves == before + 1


@change
@in_a_loop
async def test_a_change_the_place_refuses_is_told_and_changes_nothing(
    reopen: Reopen, change: Change
) -> None:
    place = RefusingPlace(reopen())
    journal = await filled(place)
    before = holdings(journal)
    place.refusing = True
    with pytest.raises(NotKeptError):
        await change(journal)
    assert holdings(journal) == before
    assert holdings(await Journal.open(reopen())) == before


@change
@in_a_loop
async def test_the_next_change_works_once_the_place_accepts_again(
    reopen: Reopen, change: Change
) -> None:
    place = RefusingPlace(reopen())
    journal = await filled(place)
    place.refusing = True
    with pytest.raises(NotKeptError):
        await journal.add(SECOND)
    place.refusing = False
    before = holdings(journal)
    await change(journal)
    assert holdings(journal) != before
    assert holdings(await Journal.open(reopen())) == holdings(journal)


@given(st.permutations(range(6)), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
@in_a_loop
async def test_changes_made_together_never_lose_an_entry(order: list[int], slow: int) -> None:
    # Without turns, the one slow write would land after newer ones, with an older text.
    records = FakeRecords(40 if write == slow else 0 for write in range(6))
    journal = await Journal.open(BrowserPlace(records))
    changes: list[Change] = [
        lambda journal: journal.add(FIRST),
        lambda journal: journal.keep_draft(Draft(position=1)),
        lambda journal: journal.keep_draft(Draft(position=2)),
        lambda journal: journal.add(SECOND),
        lambda journal: journal.discard_draft(),
        lambda journal: journal.keep_settings(Settings(language="en")),
    ]
    await asyncio.gather(*(changes[rank](journal) for rank in order))
    again = await Journal.open(BrowserPlace(records))
    assert holdings(again) == holdings(journal)
    assert {str(entry.check) for entry in again.entries()} == {str(FIRST), str(SECOND)}
    assert again.settings() == Settings(language="en")


@in_a_loop
async def test_a_refused_draft_does_not_take_an_entry_made_meanwhile_with_it() -> None:
    place = RefusingPlace(MemoryPlace())
    journal = await Journal.open(place)
    place.refusing = True
    draft = asyncio.create_task(journal.keep_draft(DRAFT))
    await asyncio.sleep(0)
    adding = asyncio.create_task(journal.add(FIRST))
    place.refusing = False
    with pytest.raises(NotKeptError):
        await draft
    entry = await adding
    for one in (journal, await Journal.open(place)):
        assert holdings(one) == ((entry,), None, Settings())


@in_a_loop
async def test_a_change_cancelled_before_it_is_durable_changes_nothing() -> None:
    records = FakeRecords([1, 1, 1, 50])
    journal = await filled(BrowserPlace(records))
    before = holdings(journal)
    adding = asyncio.create_task(journal.add(SECOND))
    await asyncio.sleep(0)
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    assert holdings(journal) == before
    assert holdings(await Journal.open(BrowserPlace(records))) == before
