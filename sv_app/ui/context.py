"""What screens may ask for: services, the state of the storage, the self-check in progress."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import flet as ft

from sv_app.domain.content import Content
from sv_app.domain.export_format import Import
from sv_app.domain.journal import (
    Contact,
    Entry,
    EntryPage,
    LockedError,
    SaveError,
    Settings,
    StorageState,
)
from sv_app.domain.self_check import Draft, SelfCheck
from sv_app.ui.files import Files
from sv_app.ui.theme import Breakpoint

T = TypeVar("T")


def use_state(initial: Callable[[], T]) -> tuple[T, Callable[[T], None]]:
    """The state and what sets it; `initial` is called once, at the first render."""
    hook: Any = ft.use_state
    value, set_value = hook(initial)

    def put(new: T) -> None:
        # A function is what Flet would call to compute the next value.
        set_value(lambda _: new)

    return value, put


class StorageStatus(Protocol):
    """The part of the journal that says where what is written goes."""

    @property
    def storage_state(self) -> StorageState: ...
    @property
    def durable(self) -> bool: ...
    @property
    def damaged(self) -> int: ...
    @property
    def unreadable(self) -> int: ...
    @property
    def has_passcode(self) -> bool: ...
    @property
    def expired(self) -> int: ...


class ObservedStorage(ft.Observable):
    """The state of the journal; `again` looks at it anew.

    `version` grows with each change: what was read from the journal before is to be read again.
    """

    def __init__(self, store: StorageStatus) -> None:
        """Start from what `store` says now."""
        self._store = store
        self.version = 0
        self.again()

    def again(self) -> None:
        """Look at the journal: it may have been locked, opened, lost or erased."""
        self.state = self._store.storage_state
        self.durable = self._store.durable
        self.damaged = self._store.damaged
        self.unreadable = self._store.unreadable
        self.has_passcode = self._store.has_passcode
        self.expired = self._store.expired
        self.version += 1

    @property
    def locked(self) -> bool:
        """Whether the journal waits for its code."""
        return self.state is StorageState.LOCKED

    @property
    def undecided(self) -> bool:
        """Whether nobody has said yet whose device this is."""
        return self.state is StorageState.UNDECIDED


class DraftStore(Protocol):
    """The part of the journal that holds a draft across restarts."""

    @property
    def storage_state(self) -> StorageState: ...
    def draft(self) -> Draft | None: ...
    async def save_draft(self, draft: Draft) -> None: ...
    async def discard_draft(self) -> None: ...


async def resume_draft(store: DraftStore, draft: Draft | None) -> None:
    """Go on with a draft of before a reload, in memory, where nothing is on the device yet."""
    if draft and store.storage_state is StorageState.UNDECIDED:
        await store.save_draft(draft)


class CheckProgress(ft.Observable):
    """How far the self-check is, for a screen that shows no more of it.

    `finished` is None when none was begun, else whether every question was asked.
    """

    def __init__(self) -> None:
        """Start with none."""
        self.finished: bool | None = None


class DraftInProgress(ft.Observable):
    """The draft of now; it changes at once, and is kept on the device right after.

    A device that refuses to keep it loses nothing of what is on screen; `refused` says that
    the last change is there alone. A self-check that was begun while the journal was locked is
    in memory alone too, as `detached` says: it never replaces the draft that the lock hides.
    """

    def __init__(
        self, store: DraftStore, hold: Callable[[Draft | None], None] = lambda _: None
    ) -> None:
        """Start from what `store` has.

        `hold` is given each draft that a reload of the page would lose, because nobody has said
        whose device this is; else None.
        """
        self._store = store
        self._hold = hold
        self.refused = self.detached = False
        self.hidden: Draft | None = None
        """The draft kept in the journal while another, begun behind the lock, is on screen."""
        self.stage = CheckProgress()
        self.draft = store.draft()

    @property
    def draft(self) -> Draft | None:
        """The answers so far; None when no self-check was begun."""
        return self._draft

    @draft.setter
    def draft(self, draft: Draft | None) -> None:
        self._draft = draft
        if draft is None:
            self.refused = self.detached = False
            self.hidden = None
        self.stage.finished = draft.finished if draft else None
        undecided = self._store.storage_state is StorageState.UNDECIDED
        self._hold(draft if undecided else None)

    def again(self, hidden: bool) -> None:
        """Look for a draft anew: the journal was locked, which hides it, or opened."""
        if self.detached:
            self.hidden = None if hidden else self._store.draft()
        else:
            self.draft = None if hidden else self.draft or self._store.draft()

    def saved(self) -> None:
        """The draft is an entry now; what is left is the one that it hid, if there is one."""
        hidden, self.draft = self.hidden, None
        self.draft = hidden

    async def set_draft(self, draft: Draft) -> None:
        """Go to `draft`: its answers and its question."""
        self.draft = draft
        if self.hidden:
            return
        try:
            await self._store.save_draft(draft)
        except LockedError:
            self.detached = True
        except SaveError:
            self.refused = True
        else:
            self.refused = self.detached = False

    async def discard(self) -> bool:
        """Forget the answers; False when the device could not, and they are all still there."""
        if self.detached:
            self.saved()
            return True
        try:
            await self._store.discard_draft()
        except SaveError:
            return False
        self.draft = None
        return True


class JournalApi(StorageStatus, Protocol):
    """The journal, as screens use it; changes are durable once awaited.

    Every change raises SaveError when it could not be kept.
    """

    async def page(self, number: int | None = None) -> EntryPage: ...
    async def entry(self, entry_id: str) -> Entry | None: ...
    async def add(
        self, check: SelfCheck, note: str | None = None, draft: Draft | None = None
    ) -> Entry: ...
    async def delete(self, entry_id: str) -> None: ...
    def settings(self) -> Settings: ...
    async def save_settings(self, settings: Settings) -> None: ...
    def contacts(self) -> tuple[Contact, ...]: ...
    async def save_contacts(self, contacts: tuple[Contact, ...]) -> None: ...
    def pins(self) -> tuple[str, ...]: ...
    async def save_pins(self, pins: tuple[str, ...]) -> None: ...
    async def erase_everything(self) -> None: ...
    async def own_device(self, yes: bool) -> None: ...
    async def take_over(self) -> None: ...
    async def set_passcode(self, code: str | None) -> None: ...
    async def unlock(self, code: str) -> None: ...
    def lock(self) -> None: ...
    async def export(self, code: str | None) -> bytes: ...
    async def read_import(self, data: bytes, code: str | None = None) -> Import: ...
    async def import_(self, added: Import) -> None: ...
    async def erase_expired(self) -> None: ...
    async def export_quarantine(self) -> bytes: ...


@dataclass(frozen=True)
class AppContext:
    """Everything a screen needs that is not on the screen itself."""

    content: Content
    contents: Mapping[str, Content]
    """What the app says in every language, by code."""
    journal: JournalApi
    storage: ObservedStorage
    progress: DraftInProgress
    notice: str | None
    """A sentence every screen shows: nothing is kept, and why."""
    go: Callable[[str], None]
    """Open the screen of a path."""
    back: Callable[[str], Awaitable[None]]
    """Go back to the screen of before; to the path given, where the app began on this one."""
    room: Breakpoint
    """How much there is of it, for a navigation or a list beside the screen."""
    secure: bool
    """Whether the page came over https, or needs none: a browser keeps nothing otherwise."""
    compact: bool
    """Whether only a few lines of text hold in the window."""
    works_offline: Callable[[], Awaitable[bool]]
    """Whether the whole app is on this device."""
    persist: Callable[[], Awaitable[bool | None]]
    """Ask that what is kept be spared; None where nothing spares or erases by itself."""
    files: Files
    hide: Callable[[], None] | None
    """Show a neutral page at once; None where the page around the app does it."""
    choose_language: Callable[[str | None], Awaitable[bool]]
    """Speak this language from now on, None is the device's; False when it could not be kept."""
    apply_language_again: Callable[[], None]
    """Speak as the settings of now say: they were erased, or another's came."""
    choose_region: Callable[[str | None], Awaitable[bool]]
    """The same, of the region whose lines are shown."""
    show_toast: Callable[[str], None]
    """Show a sentence for a moment, over the screen."""
    report: Callable[[BaseException], None]
    """Tell the developer's console that a screen failed."""
    here: str = "/"
    """The path of the screen."""

    @property
    def languages(self) -> dict[str, str]:
        """Each language's own name, by code."""
        return {code: content.labels.app.language for code, content in self.contents.items()}

    async def choose(self, **choice: object) -> bool:
        """Keep a choice among the settings; False when it could not be kept."""
        try:
            await self.journal.save_settings(self.journal.settings().model_copy(update=choice))
        except SaveError:
            return False
        return True


AppContextProvider: ft.ContextProvider[AppContext | None] = ft.create_context(None)


def use_app_context() -> AppContext:
    """The context of the running app; call it inside a component."""
    context = ft.use_context(AppContextProvider)
    if context is None:
        raise LookupError("no context around this component")
    return context


def use_progress() -> DraftInProgress:
    """The self-check in progress; the component is rendered again when it changes."""
    progress = use_app_context().progress
    ft.use_state(progress)
    return progress


def use_check_progress() -> CheckProgress:
    """How far the self-check is; its answers may change and the component stay as it is."""
    stage = use_app_context().progress.stage
    ft.use_state(stage)
    return stage


def use_storage() -> ObservedStorage:
    """What is kept now; the component is rendered again when it changes."""
    storage = use_app_context().storage
    ft.use_state(storage)
    return storage
