"""Random operations on the journal, compared with a plain model (Hypothesis)."""

import asyncio
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sv_app.data.storage.browser import BrowserBackend
from sv_app.domain.journal import Entry, SaveError, Settings, StorageState
from sv_app.domain.self_check import Draft, SelfCheck
from tests.data.fake_backends import FakeRecords, RefusingBackend
from tests.data.journal_builder import OWN_DEVICE, all_entries, open_own_journal
from tests.languages import LANGUAGES
from tests.profile import PROFILE
from tests.strategies import drafts, self_checks


class JournalMachine(RuleBasedStateMachine):
    """The journal, compared with a plain model that gets the same changes."""

    def __init__(self) -> None:
        super().__init__()
        self.passcode: str | None = None
        self.loop = asyncio.Runner()
        self.backend = RefusingBackend(BrowserBackend(FakeRecords()))
        self.journal = self.loop.run(open_own_journal(self.backend))
        self.entries: list[Entry] = []
        self.draft: Draft | None = None
        self.settings = OWN_DEVICE

    def succeeds(self, change: Any) -> bool:
        before = self.backend.commits
        try:
            self.loop.run(change)
        except SaveError:
            assert self.backend.refusing
            return False
        # A change without an effect need not be written, so it can succeed on a refusing backend.
        assert not self.backend.refusing or self.backend.commits == before
        return True

    @rule(check=self_checks)
    def add(self, check: SelfCheck) -> None:
        async def add_entry() -> None:
            self.entries.append(await self.journal.add(check))

        if self.succeeds(add_entry()):
            assert self.entries[-1].check == check
            self.draft = None

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.entries))
        if self.succeeds(self.journal.erase_entry(entry.id)):
            self.entries.remove(entry)

    @rule()
    def erase_everything(self) -> None:
        async def erase_and_decide() -> None:
            await self.journal.erase_everything()
            await self.journal.set_own_device(True)

        if self.succeeds(erase_and_decide()):
            self.entries, self.draft, self.settings, self.passcode = [], None, OWN_DEVICE, None

    @rule(draft=drafts)
    def save_draft(self, draft: Draft) -> None:
        if self.succeeds(self.journal.save_draft(draft)):
            self.draft = draft

    @rule()
    def discard_draft(self) -> None:
        if self.succeeds(self.journal.discard_draft()):
            self.draft = None

    @rule(language=st.sampled_from([None, *LANGUAGES]))
    def save_settings(self, language: str | None) -> None:
        if self.succeeds(self.journal.save_settings(Settings(language=language, own_device=True))):
            self.settings = Settings(language=language, own_device=True)

    @rule(refusing=st.booleans())
    def set_refusing(self, refusing: bool) -> None:
        self.backend.refusing = refusing

    @rule(passcode=st.sampled_from([None, "un", "deux"]))
    def set_passcode(self, passcode: str | None) -> None:
        if self.succeeds(self.journal.set_passcode(passcode)):
            self.passcode = passcode

    @rule()
    def lock_and_unlock(self) -> None:
        self.journal.lock()
        self.unlock()

    @precondition(lambda self: not self.backend.refusing)
    @rule()
    def restart_app(self) -> None:
        self.journal = self.loop.run(open_own_journal(self.backend))
        self.unlock()

    def unlock(self) -> None:
        assert (self.journal.storage_state is StorageState.LOCKED) is (self.passcode is not None)
        if self.passcode is not None:
            self.loop.run(self.journal.unlock(self.passcode))

    @invariant()
    def journal_matches_model(self) -> None:
        assert list(self.loop.run(all_entries(self.journal))) == self.entries[::-1]
        assert self.journal.draft() == self.draft
        assert self.journal.settings() == self.settings
        assert self.journal.quarantined_count == 0
        assert self.journal.has_passcode is (self.passcode is not None)
        assert [self.loop.run(self.journal.entry(e.id)) for e in self.entries] == self.entries

    def teardown(self) -> None:
        self.loop.close()


TestJournalMachine = JournalMachine.TestCase
TestJournalMachine.settings = settings(
    max_examples=max(25, PROFILE.examples // 20), stateful_step_count=20, deadline=None
)
