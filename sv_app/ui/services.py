"""What screens may ask for, through one context."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import flet as ft

from sv_app.domain.exchange import Import
from sv_app.domain.journal import Contact, Entry, EntryPage, Settings
from sv_app.domain.keeping import Keeping
from sv_app.domain.kit import Kit
from sv_app.domain.self_check import SelfCheck
from sv_app.ui.progress import Progress
from sv_app.ui.theme import Room


class JournalKeeper(Protocol):
    """The journal, as screens use it; changes are durable once awaited."""

    @property
    def keeping(self) -> Keeping: ...
    @property
    def damaged(self) -> int: ...
    @property
    def has_passcode(self) -> bool: ...
    async def page(self, number: int | None = None) -> EntryPage: ...
    async def entry(self, entry_id: str) -> Entry | None: ...
    async def add(self, check: SelfCheck, note: str | None = None) -> Entry: ...
    async def delete(self, entry_id: str) -> None: ...
    async def erase_everything(self) -> None: ...
    def settings(self) -> Settings: ...
    async def keep_settings(self, settings: Settings) -> None: ...
    def contacts(self) -> tuple[Contact, ...]: ...
    async def keep_contacts(self, contacts: tuple[Contact, ...]) -> None: ...
    def pins(self) -> tuple[str, ...]: ...
    async def keep_pins(self, pins: tuple[str, ...]) -> None: ...
    async def own_device(self, yes: bool) -> None: ...
    async def take_over(self) -> None: ...
    async def set_passcode(self, code: str | None) -> None: ...
    async def unlock(self, code: str) -> None: ...
    def lock(self) -> None: ...
    async def export(self, code: str | None) -> bytes: ...
    async def read_import(self, data: bytes, code: str | None = None) -> Import: ...
    async def import_(self, added: Import) -> None: ...
    async def set_aside(self) -> bytes: ...


@dataclass(frozen=True)
class Services:
    """Everything a screen needs that is not on the screen itself."""

    kit: Kit
    kits: Mapping[str, Kit]
    """What the app says in every language, by code."""
    journal: JournalKeeper
    progress: Progress
    notice: str | None
    """A sentence every screen shows: nothing is kept, and why."""
    go: Callable[[str], None]
    """Open the screen of a path."""
    room: Room
    """How much there is of it, for a navigation or a list beside the screen."""
    works_offline: Callable[[], Awaitable[bool]]
    """Whether the whole app is on this device."""
    choose_language: Callable[[str | None], Awaitable[None]]
    """Speak this language from now on; None is the device's."""
    choose_region: Callable[[str | None], Awaitable[None]]
    """Show the lines of this region from now on; None is the device's."""
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
