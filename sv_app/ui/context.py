"""The context of screens: services, the storage state, the draft; hooks of components."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import isawaitable, iscoroutinefunction
from traceback import format_exc
from typing import Any, ParamSpec, Protocol, TypeVar
from uuid import uuid4

import flet as ft

from sv_app import routes
from sv_app.domain.content import DEFAULT_LANGUAGE, Content
from sv_app.domain.export_format import ImportPlan
from sv_app.domain.journal import (
    Contact,
    Entry,
    EntryBatch,
    LockedError,
    SaveError,
    Settings,
    StorageState,
    Ticks,
)
from sv_app.domain.request_ledger import RequestLedger
from sv_app.domain.search import SearchIndex
from sv_app.domain.self_check import Draft, SelfCheck, needs_emergency
from sv_app.domain.tally import EncounterKind, Tally
from sv_app.ui.files import Files
from sv_app.ui.theme import Breakpoint

T = TypeVar("T")
Params = ParamSpec("Params")


def is_mobile() -> bool:
    """Whether the app runs on a phone or a tablet, in a browser or not."""
    platform = ft.context.page.platform
    return platform is not None and platform.is_mobile()


def use_state(initial: Callable[[], T]) -> tuple[T, Callable[[T], None]]:
    """Return a state and its setter; `initial` is called once, at the first render."""
    hook: Any = ft.use_state
    value, set_value = hook(initial)

    def set_state(new: T) -> None:
        # Flet calls a function to compute the next value: wrap it, in case `new` is a function.
        set_value(lambda _: new)

    return value, set_state


def with_fallback(
    page: ft.Page, action: Callable[Params, object]
) -> Callable[Params, Coroutine[Any, Any, None]]:
    """Wrap `action`, sync or async, as a coroutine function that a task can run.

    An exception shows the fallback screen of `page`; Flet ignores the exception of a task.
    """

    async def run(*args: Params.args, **kwargs: Params.kwargs) -> None:
        try:
            result = action(*args, **kwargs)
            if isawaitable(result):
                await result
        except Exception:
            page.session.error(format_exc())

    return run


def use_effect(
    setup: Callable[[], object],
    dependencies: Sequence[object],
    cleanup: Callable[[], object] | None = None,
) -> None:
    """Run `setup` after the first render, and again when one of `dependencies` has changed.

    `cleanup` runs before each repetition and when the component is removed. An exception shows the
    fallback screen, also that of a coroutine function, which Flet runs as a task.
    """
    page = ft.context.page

    def guard(action: Callable[[], object]) -> Callable[[], object]:
        # Flet tests for a coroutine function, and reports the exception of any other function.
        return with_fallback(page, action) if iscoroutinefunction(action) else action

    ft.use_effect(guard(setup), dependencies, guard(cleanup) if cleanup else None)


def today() -> dt.date:
    """The date of the device, which may be wrong."""
    return dt.datetime.now().astimezone().date()


class StorageStatus(Protocol):
    """The part of the journal that describes the state of its storage."""

    @property
    def storage_state(self) -> StorageState: ...
    @property
    def durable(self) -> bool: ...
    @property
    def quarantined_count(self) -> int: ...
    @property
    def unreadable_count(self) -> int: ...
    @property
    def has_passcode(self) -> bool: ...
    @property
    def expired_count(self) -> int: ...


class ObservedStorage(ft.Observable):
    """A copy of the journal's storage state that components can observe; `refresh` refreshes it.

    `version` grows with each refresh: a screen that shows data of the journal reads it again.
    """

    def __init__(self, store: StorageStatus) -> None:
        """Copy the current state of `store`."""
        self._store = store
        self.version = 0
        self.refresh()

    def refresh(self) -> None:
        """Refresh the state.

        Call it after the journal was locked, unlocked, erased or changed, or its writer lock was
        taken over.
        """
        self.state = self._store.storage_state
        self.durable = self._store.durable
        self.quarantined_count = self._store.quarantined_count
        self.unreadable_count = self._store.unreadable_count
        self.has_passcode = self._store.has_passcode
        self.expired_count = self._store.expired_count
        self.version += 1

    @property
    def locked(self) -> bool:
        """Whether the journal is locked by its passcode."""
        return self.state is StorageState.LOCKED

    @property
    def undecided(self) -> bool:
        """Whether nobody has said yet if the device is the person's own."""
        return self.state is StorageState.UNDECIDED


class ObservedLocale(ft.Observable):
    """The language and the region in use: those of the settings, or the person's last choice.

    A choice that could not be saved holds until other settings are loaded, or the app is closed.
    """

    def __init__(self, settings: Callable[[], Settings]) -> None:
        """Start with the language and region of `settings()`, where None lets the device decide."""
        self._settings = settings
        self._stored: tuple[str | None, str | None] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Use the settings if they have changed.

        They have when the person saved them, the journal was erased, or its writer lock was taken
        over.

        Other changes of the journal do not reset a choice that could not be saved, so that a person
        who returns from a call still sees the numbers of the chosen region.
        """
        settings = self._settings()
        stored = (settings.language, settings.region)
        if stored != self._stored:
            self._stored = stored
            self.language, self.region = stored


@dataclass
class ScrollPosition:
    """How far a screen is scrolled, in pixels; not observed, because it changes all the time."""

    offset: float = 0

    def remember(self, offset: float) -> None:
        """Remember `offset`; it does not scroll."""
        self.offset = offset


class ObservedSearch(ft.Observable):
    """The current search, in memory until the app is closed; never in an address.

    It survives the opening of a result, so that Back returns to the results.
    """

    def __init__(self, contents: Mapping[str, Content]) -> None:
        """Start without a query; search in `contents`, by language."""
        self._contents = contents
        self._indexes: dict[str, SearchIndex] = {}
        self.clear()

    def index(self, region: str) -> SearchIndex:
        """The index with the helplines of `region`; building it takes as long as many searches."""
        if region not in self._indexes:
            self._indexes = {region: SearchIndex(self._contents, region)}
        return self._indexes[region]

    def clear(self) -> None:
        """Forget the query."""
        self.set_query("")

    def set_query(self, query: str) -> None:
        """Search for `query`, from the first result."""
        self.query = query
        self.pages = 1
        """How many pages of results are shown."""
        self.scroll_position = ScrollPosition()


MAX_SAVE_WAIT = 0.1
"""Seconds for which the next question waits for an answer to be saved."""


class DraftStore(Protocol):
    """The part of the journal that stores the draft."""

    @property
    def storage_state(self) -> StorageState: ...
    def draft(self) -> Draft | None: ...
    async def save_draft(self, draft: Draft) -> None: ...
    async def discard_draft(self) -> None: ...


async def restore_draft_after_reload(store: DraftStore, draft: Draft | None) -> None:
    """Restore the draft that the page held through a reload; only while undecided, in memory."""
    if draft and store.storage_state is StorageState.UNDECIDED:
        await store.save_draft(draft)


class ObservedProgress(ft.Observable):
    """Whether there is a self-check to resume, and when it was begun, if that is known.

    For a component that does not depend on the answers.
    """

    def __init__(self) -> None:
        """Start without a self-check."""
        self.resumable = False
        self.begun_at: dt.datetime | None = None


class ObservedDraft(ft.Observable):
    """The current draft; a change is shown at once, then saved in the journal.

    When saving fails, the draft on screen stays and `save_failed` is True until a change is saved.
    A self-check begun while the journal is locked stays in memory while `detached` is True: it is
    never saved over the draft that the lock hides. If the unlocked journal holds no draft, the next
    change is saved.
    """

    def __init__(
        self,
        store: DraftStore,
        hold_for_reload: Callable[[Draft | None], None] = lambda _: None,
    ) -> None:
        """Start from the draft in `store`.

        `hold_for_reload` is called at each change: with the draft while the storage state is
        undecided, because a reload of the page would lose it; else with None.
        """
        self._store = store
        self._hold_for_reload = hold_for_reload
        self.save_failed = self.detached = False
        self.hidden_draft: Draft | None = None
        """The draft in the journal while another self-check is on screen, else None.

        It is also None before unlocking.
        """
        self.progress = ObservedProgress()
        self._danger = False
        self.draft = store.draft()

    @property
    def draft(self) -> Draft | None:
        """The draft on screen; None when no self-check was begun."""
        return self._draft

    @draft.setter
    def draft(self, draft: Draft | None) -> None:
        self._draft = draft
        if draft:
            self._danger = needs_emergency(draft.check)
        if draft is None:
            self.save_failed = self.detached = False
            self.hidden_draft = None
        self.progress.resumable = draft is not None
        self.progress.begun_at = draft.begun if draft else None
        undecided = self._store.storage_state is StorageState.UNDECIDED
        self._hold_for_reload(draft if undecided else None)

    @property
    def danger(self) -> bool:
        """Whether a danger was ticked in the most recent self-check, which may have been saved.

        It is forgotten when the answers are discarded, when the journal is locked or erased, and
        when the app is closed.
        """
        return self._danger and self._store.storage_state is not StorageState.ERASED

    def refresh(self, locked: bool) -> None:
        """Refresh the draft after the journal was `locked`, unlocked or changed."""
        self._danger = self._danger and not locked
        if self.detached:
            self.hidden_draft = None if locked else self._store.draft()
        else:
            self.draft = None if locked else self.draft or self._store.draft()

    def drop_draft_on_screen(self) -> None:
        """Drop the draft on screen; show the hidden draft, if any.

        Call it after the draft was saved as an entry. It changes nothing in the journal.
        """
        hidden = self.hidden_draft
        self.draft = None  # also resets `detached` and `hidden_draft`
        self.draft = hidden

    async def set_draft(self, draft: Draft, go_on: Callable[[], None] | None = None) -> None:
        """Show `draft` and save it, unless that would overwrite the draft in the journal.

        With `go_on`, nothing changes on screen until the draft is saved (at most `MAX_SAVE_WAIT`),
        so that the current screen is not rendered for nothing; then `go_on` is called, and the
        draft shown. If saving raises a programming error, `go_on` is not called, so that the
        fallback screen stays.

        On failure to save, set `save_failed`, or `detached` if the journal is locked.
        """
        if not go_on:
            self.draft = draft
        saving = asyncio.ensure_future(self._save(draft))
        if go_on:
            await asyncio.wait([saving], timeout=MAX_SAVE_WAIT)
            # `go_on` navigates: first, as `install_immediate_navigation` asks.
            if not saving.done() or saving.exception() is None:
                go_on()
            self.draft = draft
        await saving

    async def _save(self, draft: Draft) -> None:
        if self.hidden_draft:
            return
        try:
            await self._store.save_draft(draft)
        except LockedError:
            self.detached = True
        except SaveError:
            self.save_failed = True
        else:
            self.save_failed = self.detached = False

    async def discard(self) -> bool:
        """Discard the draft; return False when the device could not, and the draft is unchanged."""
        if self.detached:
            self.drop_draft_on_screen()
            self._danger = False
            return True
        try:
            await self._store.discard_draft()
        except SaveError:
            return False
        self.forget()
        return True

    def forget(self) -> None:
        """Forget the draft and the danger, once nothing of them is left in the journal."""
        self.draft = None
        self._danger = False


@dataclass(frozen=True)
class Toast:
    """A sentence that is shown for a moment on the screen at `path`."""

    sentence: str
    path: str
    key: str = field(default_factory=lambda: uuid4().hex)
    """Unique: a toast with the same words is another toast."""


class ObservedToast(ft.Observable):
    """The toast that is shown, or None."""

    def __init__(self) -> None:
        """Start without a toast."""
        self.toast: Toast | None = None

    def show(self, sentence: str, path: str) -> str:
        """Show a sentence on the screen at `path`, in place of the last toast; return its key."""
        self.toast = Toast(sentence, routes.without_anchor(path))
        return self.toast.key

    def close(self, key: str) -> None:
        """Close the toast of this key, if it is still shown."""
        if self.toast and self.toast.key == key:
            self.toast = None

    def close_unless_on(self, path: str | None) -> None:
        """Close the toast, unless it belongs to the screen at `path`; None closes any toast."""
        if self.toast and self.toast.path != path:
            self.toast = None


class ShowToast(Protocol):
    """Shows a sentence for a moment on the screen at `path`; None is the current screen."""

    def __call__(self, sentence: str, path: str | None = None) -> None: ...


@dataclass
class TeamSession:
    """What is ticked and written in the managers' tools, and the counts that can be undone.

    It is in memory until the app is closed.
    """

    ticks: set[str] | None = None
    """The ids of the ticked items of the first hour; None before its screen was opened."""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """The text of each field, by the path of the document and the id of the field."""

    counted: list[tuple[str, EncounterKind]] = field(default_factory=list)
    """The month and the kind of each encounter that was counted and can be undone."""

    def clear(self) -> None:
        """Forget everything."""
        self.ticks = None
        self.counted.clear()
        self.texts.clear()


class JournalApi(StorageStatus, Protocol):
    """The part of the journal that screens use.

    Once awaited, a change is stored as `storage_state` says. A change that fails raises SaveError.
    When the device refuses to store the journal, `set_own_device(True)` does not raise: the journal
    continues in memory, in the state REFUSED.
    """

    async def batch(self, number: int | None = None) -> EntryBatch: ...
    async def entry(self, entry_id: str) -> Entry | None: ...
    async def add(
        self, check: SelfCheck, note: str | None = None, next_draft: Draft | None = None
    ) -> Entry: ...
    async def erase_entry(self, entry_id: str) -> None: ...
    def settings(self) -> Settings: ...
    async def save_settings(self, settings: Settings) -> None: ...
    def contacts(self) -> tuple[Contact, ...]: ...
    async def save_contacts(self, contacts: tuple[Contact, ...]) -> None: ...
    # The favourite phrases, as "moment/phrase-id".
    def pins(self) -> tuple[str, ...]: ...
    async def save_pins(self, pins: tuple[str, ...]) -> None: ...
    def tally(self) -> Tally: ...
    async def save_tally(self, tally: Tally) -> None: ...
    def ticks(self) -> Ticks | None: ...
    async def save_ticks(self, ticks: Ticks | None) -> None: ...
    async def erase_everything(self) -> None: ...
    async def set_own_device(self, is_own: bool) -> None: ...
    async def take_over_writer_lock(self) -> None: ...
    async def set_passcode(self, passcode: str | None) -> None: ...
    async def unlock(self, passcode: str) -> None: ...
    def lock(self) -> None: ...
    async def export(self, passcode: str | None) -> bytes: ...
    async def preview_import(self, data: bytes, passcode: str | None = None) -> ImportPlan: ...
    async def apply_import(self, plan: ImportPlan) -> None: ...
    async def erase_expired(self) -> None: ...
    async def export_quarantine(self) -> bytes: ...


@dataclass(frozen=True)
class AppContext:
    """The services and the state that every screen receives."""

    content: Content
    contents: Mapping[str, Content]
    """The content of every language, by code."""
    journal: JournalApi
    storage: ObservedStorage
    observed_draft: ObservedDraft
    observed_search: ObservedSearch
    notice: str | None
    """A sentence on every screen, when Python runs on a server: nothing is saved. Else None."""
    go: Callable[[str], None]
    """Open the screen of this path; the search screen opens without a query."""
    back_or_open: Callable[[str], Awaitable[None]]
    """Go back in the browser's history; open the path given when the app has no earlier entry.

    Outside of a browser, always open the path given.
    """
    try_back: Callable[[], Awaitable[bool]]
    """Go back in the browser's history; return False when the app has no earlier entry.

    Always False outside of a browser.
    """
    breakpoint: Breakpoint
    """The class of window width: whether a rail or a sidebar fits beside the screen."""
    is_secure_context: bool
    """Whether the page is a secure context: https, or localhost. True outside of a browser.

    Otherwise, the browser refuses to store the journal.
    """
    dark: bool
    """Whether the device asks for the dark theme."""
    compact: bool
    """Whether the window is at most 28 rem high or 16 rem wide: it is small, or its text is large.

    A phone in landscape orientation usually is.
    """
    landscape: bool
    """Whether the window is that of a phone in landscape orientation, where two columns fit."""
    has_share_sheet: bool | None
    """Whether the browser can open the device's share sheet; None outside of a browser."""
    short: bool
    """Whether the window is that of a phone and short: it has no room for the less needed words."""
    works_offline: Callable[[], Awaitable[bool]]
    """Whether the whole app is stored on this device."""
    request_ledger: Callable[[], Awaitable[RequestLedger | None]]
    """What the app has asked the network for, or None.

    None outside of a browser, where requests are not counted, and when the page or the service
    worker is of another version, which counts differently.
    """
    forget_requests: Callable[[], None]
    """Begin the request ledger again."""
    persist: Callable[[], Awaitable[bool | None]]
    """Ask the browser not to evict the app's storage, and return its answer.

    None outside of a browser, where nothing is evicted.
    """
    files: Files
    quick_exit: Callable[[], None] | None
    """Show the decoy screen at once; None in a browser, where the page around the app does it."""
    choose_language: Callable[[str | None], Awaitable[bool]]
    """Change to this language, None for the device's; return False when it could not be saved."""
    choose_region: Callable[[str | None], Awaitable[bool]]
    """Change the region of the helplines; return False when it could not be saved."""
    toast: ObservedToast | None
    """The state of the toast; None in a view outside the component tree, which can show none."""
    show_toast: ShowToast
    report: Callable[[BaseException], None]
    """Log where the code failed, without the message of the exception."""
    team_session: TeamSession
    conversation_positions: dict[str, int]
    """The cue that is shown in the conversation mode, by moment; in memory only."""
    address: str = ""
    """Where the app is found in a browser; empty elsewhere."""
    path: str = "/"
    """The path of the current screen."""

    @property
    def languages(self) -> dict[str, str]:
        """The name of each language in that language, by code, the default language first."""
        codes = sorted(self.contents, key=lambda code: code != DEFAULT_LANGUAGE)
        return {code: self.contents[code].labels.app.language for code in codes}

    async def entries_since(self, after: dt.datetime | None) -> list[Entry]:
        """Return the entries since `after`, newest first; all of them when it is None."""
        batch = await self.journal.batch()
        entries = list(batch.entries)
        while batch.older is not None and (after is None or entries[-1].at >= after):
            batch = await self.journal.batch(batch.older)
            entries.extend(batch.entries)
        return [entry for entry in entries if after is None or entry.at >= after]

    def begin_conversation(self, moment: str) -> None:
        """Open the conversation mode of `moment` at its first cue."""
        self.conversation_positions.pop(moment, None)
        self.go(routes.conversation(moment))

    def open_search(self, query: str) -> None:
        """Open the search screen with the results of `query`, which stays in memory."""
        self.go(routes.SEARCH)
        self.observed_search.set_query(query)

    async def save_settings_fields(self, **fields: object) -> bool:
        """Save these fields of the settings; return False when they could not be saved."""
        try:
            await self.journal.save_settings(self.journal.settings().model_copy(update=fields))
        except SaveError:
            return False
        return True


AppContextProvider: ft.ContextProvider[AppContext | None] = ft.create_context(None)


def use_app_context() -> AppContext:
    """The context of the running app; only inside a component.

    Raises:
        LookupError: when no context surrounds the component.
    """
    context = ft.use_context(AppContextProvider)
    if context is None:
        raise LookupError("no context around this component")
    return context


def use_observed_draft() -> ObservedDraft:
    """The draft on screen; the component renders again when it changes."""
    observed_draft = use_app_context().observed_draft
    ft.use_state(observed_draft)
    return observed_draft


def use_progress() -> ObservedProgress:
    """Whether there is a self-check to resume, and when it was begun.

    The component renders again when that changes, and not at each answer.
    """
    progress = use_app_context().observed_draft.progress
    ft.use_state(progress)
    return progress


def use_storage() -> ObservedStorage:
    """The storage state; the component renders again when it changes."""
    storage = use_app_context().storage
    ft.use_state(storage)
    return storage


def use_search() -> ObservedSearch:
    """The current search; the component renders again when it changes."""
    observed_search = use_app_context().observed_search
    ft.use_state(observed_search)
    return observed_search
