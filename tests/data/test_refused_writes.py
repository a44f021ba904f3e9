"""A refused or cancelled write raises an error, changes nothing and loses no other change."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_app.data.journal import Journal
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import SaveError, Settings
from sv_app.domain.self_check import Draft, Step
from tests.data.fake_backends import FakeRecords, OpenBackend, RefusingBackend
from tests.data.journal_builder import (
    DRAFT,
    EMPTY_JOURNAL,
    FIRST_CHECK,
    SECOND_CHECK,
    all_entries,
    filled_journal,
    journal_data,
    open_own_journal,
)
from tests.loop import run_in_event_loop


async def erase_first(journal: Journal) -> None:
    await journal.erase_entry((await all_entries(journal))[0].id)


Change = Callable[[Journal], Awaitable[object]]
CHANGES: dict[str, Change] = {
    "add": lambda journal: journal.add(SECOND_CHECK),
    "delete": lambda journal: erase_first(journal),
    "delete the contacts": lambda journal: journal.save_contacts(()),
    "delete the pins": lambda journal: journal.save_pins(()),
    "save a draft": lambda journal: journal.save_draft(Draft(step=Step.BEHAVIOUR)),
    "discard the draft": lambda journal: journal.discard_draft(),
    "save settings": lambda journal: journal.save_settings(
        Settings(language="en", own_device=True)
    ),
}
change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())


@change
@run_in_event_loop
async def test_change_is_written_in_one_commit(change: Change) -> None:
    backend = RefusingBackend(MemoryBackend())
    journal = await filled_journal(backend)
    before = backend.commits
    await change(journal)
    assert backend.commits == before + 1


@change
@run_in_event_loop
async def test_refused_change_raises_and_changes_nothing(
    reopen: OpenBackend, change: Change
) -> None:
    backend = RefusingBackend(reopen())
    journal = await filled_journal(backend)
    before = await journal_data(journal)
    backend.refusing = True
    with pytest.raises(SaveError):
        await change(journal)
    assert await journal_data(journal) == before
    assert await journal_data(await open_own_journal(reopen())) == before


@change
@run_in_event_loop
async def test_next_change_works_once_the_backend_accepts_again(
    reopen: OpenBackend, change: Change
) -> None:
    backend = RefusingBackend(reopen())
    journal = await filled_journal(backend)
    backend.refusing = True
    with pytest.raises(SaveError):
        await journal.add(SECOND_CHECK)
    backend.refusing = False
    before = await journal_data(journal)
    await change(journal)
    assert await journal_data(journal) != before
    assert await journal_data(await open_own_journal(reopen())) == await journal_data(journal)


@given(st.permutations(range(6)), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
@run_in_event_loop
async def test_concurrent_changes_never_lose_an_entry(order: list[int], slow: int) -> None:
    # Without the lock of the journal, the slow write would end after newer ones, with older data.
    records = FakeRecords(delays=(40 if write == slow else 0 for write in range(6)))
    journal = await open_own_journal(BrowserBackend(records))
    changes: list[Change] = [
        lambda journal: journal.add(FIRST_CHECK),
        lambda journal: journal.save_draft(Draft(step=Step.WITHDRAWAL)),
        lambda journal: journal.save_draft(Draft(step=Step.GUILT)),
        lambda journal: journal.add(SECOND_CHECK),
        lambda journal: journal.discard_draft(),
        lambda journal: journal.save_settings(Settings(language="en", own_device=True)),
    ]
    await asyncio.gather(*(changes[index](journal) for index in order))
    reopened = await open_own_journal(BrowserBackend(records))
    assert await journal_data(reopened) == await journal_data(journal)
    assert {str(entry.check) for entry in await all_entries(reopened)} == {
        str(FIRST_CHECK),
        str(SECOND_CHECK),
    }
    assert reopened.settings().language == "en"


@run_in_event_loop
async def test_refused_draft_does_not_lose_a_concurrent_entry() -> None:
    backend = RefusingBackend(MemoryBackend())
    journal = await open_own_journal(backend)
    backend.refusing = True
    draft = asyncio.create_task(journal.save_draft(DRAFT))
    while not backend.waiting:
        await asyncio.sleep(0)
    adding = asyncio.create_task(journal.add(FIRST_CHECK))
    backend.refusing = False
    with pytest.raises(SaveError):
        await draft
    entry = await adding
    for current in (journal, await open_own_journal(backend)):
        assert await journal_data(current) == ((entry,), *EMPTY_JOURNAL[1:])


@run_in_event_loop
async def test_cancelled_change_leaves_journal_and_backend_equal() -> None:
    records = FakeRecords()
    journal = await filled_journal(BrowserBackend(records))
    records.delays = iter([50])
    adding = asyncio.create_task(journal.add(SECOND_CHECK))
    for _ in range(20):
        await asyncio.sleep(0)
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    assert await journal_data(
        await open_own_journal(BrowserBackend(records))
    ) == await journal_data(journal)


@run_in_event_loop
async def test_cancelled_and_refused_change_changes_nothing() -> None:
    backend = RefusingBackend(MemoryBackend())
    journal = await filled_journal(backend)
    before = await journal_data(journal)
    backend.refusing = True
    adding = asyncio.create_task(journal.add(SECOND_CHECK))
    await asyncio.sleep(0)
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    assert await journal_data(journal) == before


@run_in_event_loop
async def test_refused_erasure_raises_and_erases_nothing(reopen: OpenBackend) -> None:
    backend = RefusingBackend(reopen())
    journal = await filled_journal(backend)
    before = await journal_data(journal)
    backend.refusing = True
    with pytest.raises(SaveError):
        await journal.erase_everything()
    assert await journal_data(journal) == before
    assert await journal_data(await open_own_journal(reopen())) == before
