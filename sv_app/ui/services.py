"""What screens may ask for, through one context."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import flet as ft

from sv_app.domain.content import Kit
from sv_app.domain.export_format import Import
from sv_app.domain.journal import Contact, Entry, EntryPage, NotKeptError, Settings
from sv_app.domain.self_check import Draft, SelfCheck
from sv_app.ui.files import Files
from sv_app.ui.keeping import Keeper, Kept
from sv_app.ui.progress import Progress, Stage
from sv_app.ui.theme import Room


class JournalKeeper(Keeper, Protocol):
    """The journal, as screens use it; changes are durable once awaited.

    Every change raises NotKeptError when it could not be kept.
    """

    async def page(self, number: int | None = None) -> EntryPage: ...
    async def entry(self, entry_id: str) -> Entry | None: ...
    async def add(
        self, check: SelfCheck, note: str | None = None, draft: Draft | None = None
    ) -> Entry: ...
    async def delete(self, entry_id: str) -> None: ...
    def settings(self) -> Settings: ...
    async def keep_settings(self, settings: Settings) -> None: ...
    def contacts(self) -> tuple[Contact, ...]: ...
    async def keep_contacts(self, contacts: tuple[Contact, ...]) -> None: ...
    def pins(self) -> tuple[str, ...]: ...
    async def keep_pins(self, pins: tuple[str, ...]) -> None: ...
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
    async def set_aside(self) -> bytes: ...


@dataclass(frozen=True)
class Services:
    """Everything a screen needs that is not on the screen itself."""

    kit: Kit
    kits: Mapping[str, Kit]
    """What the app says in every language, by code."""
    journal: JournalKeeper
    kept: Kept
    progress: Progress
    notice: str | None
    """A sentence every screen shows: nothing is kept, and why."""
    go: Callable[[str], None]
    """Open the screen of a path."""
    back: Callable[[str], Awaitable[None]]
    """Go back to the screen of before; to the path given, where the app began on this one."""
    room: Room
    """How much there is of it, for a navigation or a list beside the screen."""
    secure: bool
    """Whether the page came over https, or needs none: a browser keeps nothing otherwise."""
    cramped: bool
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
    speak_anew: Callable[[], None]
    """Speak as the settings of now say: they were erased, or another's came."""
    choose_region: Callable[[str | None], Awaitable[bool]]
    """The same, of the region whose lines are shown."""
    tell: Callable[[str], None]
    """Show a sentence for a moment, over the screen."""
    report: Callable[[BaseException], None]
    """Tell the developer's console that a screen failed."""
    here: str = "/"
    """The path of the screen."""

    @property
    def languages(self) -> dict[str, str]:
        """Each language's own name, by code."""
        return {code: kit.labels.app.language for code, kit in self.kits.items()}

    async def choose(self, **choice: object) -> bool:
        """Keep a choice among the settings; False when it could not be kept."""
        try:
            await self.journal.keep_settings(self.journal.settings().model_copy(update=choice))
        except NotKeptError:
            return False
        return True


ServicesContext: ft.ContextProvider[Services | None] = ft.create_context(None)


def use_services() -> Services:
    """The services of the running app; call it inside a component."""
    services = ft.use_context(ServicesContext)
    if services is None:
        raise LookupError("no services around this component")
    return services


def use_progress() -> Progress:
    """The self-check in progress; the component is rendered again when it changes."""
    progress = use_services().progress
    ft.use_state(progress)
    return progress


def use_stage() -> Stage:
    """How far the self-check is; its answers may change and the component stay as it is."""
    stage = use_services().progress.stage
    ft.use_state(stage)
    return stage


def use_kept() -> Kept:
    """What is kept now; the component is rendered again when it changes."""
    kept = use_services().kept
    ft.use_state(kept)
    return kept
