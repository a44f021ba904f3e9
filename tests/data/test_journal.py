"""The journal: saving, reading and deleting entries, and erasing everything."""

import datetime as dt

import pytest

from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Settings, StorageState
from sv_app.domain.self_check import Draft, Sign, Step
from tests.data.fake_backends import OpenBackend
from tests.data.journal_builder import (
    CONTACT,
    DRAFT,
    EMPTY_JOURNAL,
    FIRST_CHECK,
    OWN_DEVICE,
    PIN,
    SECOND_CHECK,
    all_entries,
    filled_journal,
    journal_data,
    open_own_journal,
    stored_text,
)
from tests.fakes import set_clock
from tests.loop import run_in_event_loop

FRENCH = Settings(language="fr", own_device=True)


@run_in_event_loop
async def test_new_backend_is_empty(reopen: OpenBackend) -> None:
    journal = await open_own_journal(reopen())
    assert await journal_data(journal) == EMPTY_JOURNAL
    assert await journal.entry("0" * 32) is None


@run_in_event_loop
async def test_entries_are_listed_newest_first_and_found_by_id(reopen: OpenBackend) -> None:
    journal = await open_own_journal(reopen())
    older, newer = await journal.add(FIRST_CHECK), await journal.add(SECOND_CHECK)
    assert await all_entries(journal) == (newer, older)
    assert [entry.check for entry in await all_entries(journal)] == [SECOND_CHECK, FIRST_CHECK]
    assert await journal.entry(older.id) == older
    assert await journal.entry("0" * 32) is None


@run_in_event_loop
async def test_entries_saved_at_the_same_instant_are_newest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A browser may round its clock to 100 ms.
    instant = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    set_clock(monkeypatch, lambda: instant)
    journal = await open_own_journal(MemoryBackend())
    older, newer = await journal.add(FIRST_CHECK), await journal.add(SECOND_CHECK)
    assert await all_entries(journal) == (newer, older)


@run_in_event_loop
async def test_entry_has_the_current_time_in_utc(reopen: OpenBackend) -> None:
    journal = await open_own_journal(reopen())
    before = dt.datetime.now(dt.UTC)
    entry = await journal.add(FIRST_CHECK)
    assert before <= entry.at <= dt.datetime.now(dt.UTC)
    assert entry.at.utcoffset() == dt.timedelta(0)


@run_in_event_loop
async def test_journal_is_read_again_after_a_restart(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    reopened = await open_own_journal(reopen())
    assert await journal_data(reopened) == await journal_data(journal)
    assert [entry.check for entry in await all_entries(reopened)] == [FIRST_CHECK]


@run_in_event_loop
async def test_deleting_an_entry_leaves_everything_else(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    remaining, deleted = (await all_entries(journal))[0], await journal.add(SECOND_CHECK)
    await journal.save_draft(DRAFT)
    await journal.erase_entry(deleted.id)
    for current in (journal, await open_own_journal(reopen())):
        assert await journal_data(current) == ((remaining,), DRAFT, FRENCH, (CONTACT,), (PIN,))
        assert await current.entry(deleted.id) is None


@run_in_event_loop
async def test_deleting_an_unknown_entry_changes_nothing(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    before = await journal_data(journal)
    await journal.erase_entry("0" * 32)
    assert await journal_data(journal) == before


@run_in_event_loop
async def test_erasing_everything_empties_the_journal_and_the_backend(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    entry = (await all_entries(journal))[0]
    await journal.erase_everything()
    assert not await reopen().names()
    assert journal.storage_state is StorageState.UNDECIDED
    for current in (journal, await open_own_journal(reopen())):
        assert (await journal_data(current))[:2] == EMPTY_JOURNAL[:2]
        text = await stored_text(reopen())
        assert entry.id not in text
        assert Sign.GUILT not in text


@run_in_event_loop
async def test_journal_can_be_used_after_everything_was_erased(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    await journal.erase_everything()
    await journal.set_own_device(True)
    entry = await journal.add(SECOND_CHECK)
    assert await all_entries(await open_own_journal(reopen())) == (entry,)


@run_in_event_loop
async def test_draft_is_replaced_and_can_be_discarded(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    await journal.save_draft(Draft(step=Step.MEDICO_LEGAL))
    journal = await open_own_journal(reopen())
    assert journal.draft() == Draft(step=Step.MEDICO_LEGAL)
    await journal.discard_draft()
    for current in (journal, await open_own_journal(reopen())):
        assert current.draft() is None
        assert len(await all_entries(current)) == 1


@run_in_event_loop
async def test_saving_an_entry_removes_the_draft(reopen: OpenBackend) -> None:
    journal = await open_own_journal(reopen())
    await journal.save_draft(DRAFT)
    await journal.add(DRAFT.check)
    for current in (journal, await open_own_journal(reopen())):
        assert current.draft() is None
        assert [entry.check for entry in await all_entries(current)] == [DRAFT.check]


@run_in_event_loop
async def test_last_saved_settings_are_read(reopen: OpenBackend) -> None:
    journal = await filled_journal(reopen())
    await journal.save_settings(Settings(language="en", own_device=True))
    journal = await open_own_journal(reopen())
    assert journal.settings() == Settings(language="en", own_device=True)
    await journal.save_settings(OWN_DEVICE)
    assert (await open_own_journal(reopen())).settings() == OWN_DEVICE
