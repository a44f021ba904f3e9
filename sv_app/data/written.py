"""What a person writes: entries, the draft in progress, settings, contacts, pins."""

import asyncio
import datetime as dt
import uuid
from collections.abc import Awaitable
from dataclasses import dataclass

from sv_app.data import exchange
from sv_app.data.keeper import Keeper
from sv_app.data.pages import Pages
from sv_app.domain.journal import (
    Contact,
    Entry,
    EntryPage,
    LimitReachedError,
    Settings,
    StorageTimeoutError,
    clamp_time,
)
from sv_app.domain.self_check import Draft, SelfCheck


@dataclass(frozen=True)
class PendingEntry:
    """An entry whose commit had not answered in time."""

    id: str
    check: SelfCheck
    outcome: Awaitable[object] | None
    """The commit, which goes on; None when it was not started."""

    def is_retried_by(self, check: SelfCheck) -> bool:
        """Whether saving `check` now is another try; once it was kept, it is another entry."""
        future = self.outcome
        kept = (
            isinstance(future, asyncio.Future)
            and future.done()
            and not future.cancelled()
            and future.exception() is None
        )
        return self.check == check and not kept


class Written:
    """Every change is awaited: once it returns, it is kept as `keeping` says.

    When it raises NotKeptError, nothing has changed. While the passcode is needed,
    there are no entries and no draft to be read, and none can be written.
    """

    def __init__(self, keeper: Keeper) -> None:
        """Keep everything where `keeper` says."""
        self._keeper = keeper
        self._pending: PendingEntry | None = None

    async def page(self, number: int | None = None) -> EntryPage:
        """The newest entries, or those of an older page."""
        async with self._keeper.reading() as vault:
            return await Pages(vault).page(number)

    async def entry(self, entry_id: str) -> Entry | None:
        """The entry of that id, or None when there is none."""
        async with self._keeper.reading() as vault:
            found = await Pages(vault).find(entry_id)
        return found[1] if found else None

    async def add(
        self, check: SelfCheck, note: str | None = None, draft: Draft | None = None
    ) -> Entry:
        """Keep `check` as an entry of now; `draft` is what is in progress afterwards.

        Raises:
            LimitReachedError: when the journal, or the day, holds too many.
        """
        now = clamp_time(dt.datetime.now(dt.UTC))
        pending = self._pending if self._pending and self._pending.is_retried_by(check) else None
        entry_id = pending.id if pending else uuid.uuid4().hex
        entry = Entry(id=entry_id, at=now, check=check, note=note)
        try:
            async with self._keeper.change() as vault:
                if not await Pages(vault).has_room(entry):
                    raise LimitReachedError
                await Pages(vault).add(entry)
                vault.put("draft", *([draft.model_dump(mode="json")] if draft else []))
        except StorageTimeoutError as error:  # it may be kept yet: a retry is the same entry
            outcome = error.outcome or (pending.outcome if pending else None)
            self._pending = PendingEntry(entry_id, check, outcome)
            raise
        self._pending = None
        return entry

    async def delete(self, entry_id: str) -> None:
        """Erase one entry."""
        async with self._keeper.change() as vault:
            await Pages(vault).delete(entry_id)

    def draft(self) -> Draft | None:
        """The self-check in progress, or None."""
        found = self._keeper.vault.first("draft")
        return Draft.model_validate(found) if found else None

    async def keep_draft(self, draft: Draft) -> None:
        """Keep a self-check in progress; there is only one."""
        async with self._keeper.change() as vault:
            vault.put("draft", draft.model_dump(mode="json"))

    async def discard_draft(self) -> None:
        """Forget the self-check in progress."""
        async with self._keeper.change() as vault:
            vault.put("draft")

    def settings(self) -> Settings:
        """What the person chose."""
        return Settings.model_validate(self._keeper.vault.first("settings"))

    async def keep_settings(self, settings: Settings) -> None:
        """Keep what the person chose."""
        async with self._keeper.change(private=False) as vault:
            vault.put("settings", settings.model_dump(mode="json"))

    def contacts(self) -> tuple[Contact, ...]:
        """The person's own contacts inside the hospital."""
        return exchange.contacts(self._keeper.vault)

    async def keep_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Make these the person's contacts."""
        async with self._keeper.change(private=False) as vault:
            exchange.put_contacts(vault, contacts)

    def pins(self) -> tuple[str, ...]:
        """The phrases kept at hand, each as "moment/phrase-id"."""
        return exchange.pins(self._keeper.vault)

    async def keep_pins(self, pins: tuple[str, ...]) -> None:
        """Make these the phrases kept at hand."""
        async with self._keeper.change(private=False) as vault:
            exchange.put_pins(vault, pins)
