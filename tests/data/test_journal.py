import datetime as dt
from types import SimpleNamespace

import pytest

from sv_app.data import journal as journal_module
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import Settings, StorageState
from sv_app.domain.self_check import Draft, Sign
from tests.data.fake_backends import Reopen
from tests.data.journal_builder import (
    CONTACT,
    DRAFT,
    FIRST,
    NOTHING,
    OWN,
    PIN,
    SECOND,
    entries,
    filled,
    holdings,
    opened,
    written,
)
from tests.loop import in_a_loop

FRENCH = Settings(language="fr", own_device=True)


@in_a_loop
async def test_a_new_place_holds_nothing(reopen: Reopen) -> None:
    journal = await opened(reopen())
    assert await holdings(journal) == NOTHING
    assert await journal.entry("0" * 32) is None


@in_a_loop
async def test_entries_are_listed_newest_first_and_found_by_id(reopen: Reopen) -> None:
    journal = await opened(reopen())
    older, newer = await journal.add(FIRST), await journal.add(SECOND)
    assert await entries(journal) == (newer, older)
    assert [entry.check for entry in await entries(journal)] == [SECOND, FIRST]
    assert await journal.entry(older.id) == older
    assert await journal.entry("0" * 32) is None


@in_a_loop
async def test_entries_of_one_instant_are_still_newest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A browser may round its clock to 100 ms.
    instant = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    clock = SimpleNamespace(datetime=SimpleNamespace(now=lambda zone: instant), UTC=dt.UTC)
    monkeypatch.setattr(journal_module, "dt", clock)

    journal = await opened(MemoryBackend())
    older, newer = await journal.add(FIRST), await journal.add(SECOND)
    assert await entries(journal) == (newer, older)


@in_a_loop
async def test_an_entry_is_of_now_in_utc(reopen: Reopen) -> None:
    journal = await opened(reopen())
    before = dt.datetime.now(dt.UTC)
    entry = await journal.add(FIRST)
    assert before <= entry.at <= dt.datetime.now(dt.UTC)
    assert entry.at.utcoffset() == dt.timedelta(0)


@in_a_loop
async def test_what_was_kept_is_there_when_the_app_starts_again(reopen: Reopen) -> None:
    journal = await filled(reopen())
    again = await opened(reopen())
    assert await holdings(again) == await holdings(journal)
    assert [entry.check for entry in await entries(again)] == [FIRST]


@in_a_loop
async def test_memory_forgets_once_the_app_closes() -> None:
    await filled(MemoryBackend())
    assert await holdings(await opened(MemoryBackend())) == NOTHING


@in_a_loop
async def test_deleting_an_entry_leaves_everything_else(reopen: Reopen) -> None:
    journal = await filled(reopen())
    kept, gone = (await entries(journal))[0], await journal.add(SECOND)
    await journal.save_draft(DRAFT)
    await journal.delete(gone.id)
    for one in (journal, await opened(reopen())):
        assert await holdings(one) == ((kept,), DRAFT, FRENCH, (CONTACT,), (PIN,))
        assert await one.entry(gone.id) is None


@in_a_loop
async def test_deleting_what_is_gone_changes_nothing(reopen: Reopen) -> None:
    journal = await filled(reopen())
    before = await holdings(journal)
    await journal.delete("0" * 32)
    assert await holdings(journal) == before


@in_a_loop
async def test_erasing_everything_leaves_nothing_here_nor_in_the_place(reopen: Reopen) -> None:
    journal = await filled(reopen())
    entry = (await entries(journal))[0]
    await journal.erase_everything()
    assert not await reopen().names()
    assert journal.storage_state is StorageState.UNDECIDED
    for one in (journal, await opened(reopen())):
        assert (await holdings(one))[:2] == NOTHING[:2]
        text = await written(reopen())
        assert entry.id not in text
        assert Sign.GUILT not in text


@in_a_loop
async def test_a_journal_goes_on_after_everything_was_erased(reopen: Reopen) -> None:
    journal = await filled(reopen())
    await journal.erase_everything()
    await journal.own_device(True)
    entry = await journal.add(SECOND)
    assert await entries(await opened(reopen())) == (entry,)


@in_a_loop
async def test_there_is_one_draft_and_it_can_be_discarded(reopen: Reopen) -> None:
    journal = await filled(reopen())
    await journal.save_draft(Draft(position=4))
    journal = await opened(reopen())
    assert journal.draft() == Draft(position=4)
    await journal.discard_draft()
    for one in (journal, await opened(reopen())):
        assert one.draft() is None
        assert len(await entries(one)) == 1


@in_a_loop
async def test_an_entry_is_a_draft_no_longer(reopen: Reopen) -> None:
    journal = await opened(reopen())
    await journal.save_draft(DRAFT)
    await journal.add(DRAFT.check)
    for one in (journal, await opened(reopen())):
        assert one.draft() is None
        assert [entry.check for entry in await entries(one)] == [DRAFT.check]


@in_a_loop
async def test_settings_are_the_last_ones_chosen(reopen: Reopen) -> None:
    journal = await filled(reopen())
    await journal.save_settings(Settings(language="en", own_device=True))
    journal = await opened(reopen())
    assert journal.settings() == Settings(language="en", own_device=True)
    await journal.save_settings(OWN)
    assert (await opened(reopen())).settings() == OWN
