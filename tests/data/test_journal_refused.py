import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_app.data.journal import Journal
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import SaveError, Settings
from sv_app.domain.self_check import Draft
from tests.data.fake_backends import FakeRecords, RefusingPlace, Reopen
from tests.data.journal_builder import (
    DRAFT,
    FIRST,
    NOTHING,
    SECOND,
    entries,
    filled,
    holdings,
    opened,
)
from tests.loop import in_a_loop


async def delete_first(journal: Journal) -> None:
    await journal.delete((await entries(journal))[0].id)


Change = Callable[[Journal], Awaitable[object]]
CHANGES: dict[str, Change] = {
    "add": lambda journal: journal.add(SECOND),
    "delete": lambda journal: delete_first(journal),
    "keep contacts": lambda journal: journal.save_contacts(()),
    "keep pins": lambda journal: journal.save_pins(()),
    "keep a draft": lambda journal: journal.save_draft(Draft(position=5)),
    "discard the draft": lambda journal: journal.discard_draft(),
    "keep settings": lambda journal: journal.save_settings(
        Settings(language="en", own_device=True)
    ),
}
change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())


@change
@in_a_loop
async def test_a_change_is_kept_all_at_once(change: Change) -> None:
    backend = RefusingPlace(MemoryBackend())
    journal = await filled(backend)
    before = backend.commits
    await change(journal)
    assert backend.commits == before + 1


@change
@in_a_loop
async def test_a_change_the_place_refuses_is_told_and_changes_nothing(
    reopen: Reopen, change: Change
) -> None:
    backend = RefusingPlace(reopen())
    journal = await filled(backend)
    before = await holdings(journal)
    backend.refusing = True
    with pytest.raises(SaveError):
        await change(journal)
    assert await holdings(journal) == before
    assert await holdings(await opened(reopen())) == before


@change
@in_a_loop
async def test_the_next_change_works_once_the_place_accepts_again(
    reopen: Reopen, change: Change
) -> None:
    backend = RefusingPlace(reopen())
    journal = await filled(backend)
    backend.refusing = True
    with pytest.raises(SaveError):
        await journal.add(SECOND)
    backend.refusing = False
    before = await holdings(journal)
    await change(journal)
    assert await holdings(journal) != before
    assert await holdings(await opened(reopen())) == await holdings(journal)


@given(st.permutations(range(6)), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
@in_a_loop
async def test_changes_made_together_never_lose_an_entry(order: list[int], slow: int) -> None:
    # Without turns, the one slow write would land after newer ones, with an older text.
    records = FakeRecords(delays=(40 if write == slow else 0 for write in range(6)))
    journal = await opened(BrowserBackend(records))
    changes: list[Change] = [
        lambda journal: journal.add(FIRST),
        lambda journal: journal.save_draft(Draft(position=1)),
        lambda journal: journal.save_draft(Draft(position=2)),
        lambda journal: journal.add(SECOND),
        lambda journal: journal.discard_draft(),
        lambda journal: journal.save_settings(Settings(language="en", own_device=True)),
    ]
    await asyncio.gather(*(changes[rank](journal) for rank in order))
    again = await opened(BrowserBackend(records))
    assert await holdings(again) == await holdings(journal)
    assert {str(entry.check) for entry in await entries(again)} == {str(FIRST), str(SECOND)}
    assert again.settings().language == "en"


@in_a_loop
async def test_a_refused_draft_does_not_take_an_entry_made_meanwhile_with_it() -> None:
    backend = RefusingPlace(MemoryBackend())
    journal = await opened(backend)
    backend.refusing = True
    draft = asyncio.create_task(journal.save_draft(DRAFT))
    while not backend.waiting:
        await asyncio.sleep(0)
    adding = asyncio.create_task(journal.add(FIRST))
    backend.refusing = False
    with pytest.raises(SaveError):
        await draft
    entry = await adding
    for one in (journal, await opened(backend)):
        assert await holdings(one) == ((entry,), *NOTHING[1:])


@in_a_loop
async def test_a_change_cancelled_on_its_way_is_kept_as_the_journal_says() -> None:
    records = FakeRecords()
    journal = await filled(BrowserBackend(records))
    records.delays = iter([50])
    adding = asyncio.create_task(journal.add(SECOND))
    for _ in range(20):
        await asyncio.sleep(0)
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    assert await holdings(await opened(BrowserBackend(records))) == await holdings(journal)


@in_a_loop
async def test_a_change_cancelled_that_the_place_refuses_changes_nothing() -> None:
    backend = RefusingPlace(MemoryBackend())
    journal = await filled(backend)
    before = await holdings(journal)
    backend.refusing = True
    adding = asyncio.create_task(journal.add(SECOND))
    await asyncio.sleep(0)
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    assert await holdings(journal) == before


@in_a_loop
async def test_erasing_that_is_refused_is_told_and_erases_nothing(reopen: Reopen) -> None:
    backend = RefusingPlace(reopen())
    journal = await filled(backend)
    before = await holdings(journal)
    backend.refusing = True
    with pytest.raises(SaveError):
        await journal.erase_everything()
    assert await holdings(journal) == before
    assert await holdings(await opened(reopen())) == before
