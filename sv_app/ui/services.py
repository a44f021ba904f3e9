"""What screens may ask for, through one context."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import flet as ft

from sv_app.domain.journal import Entry, Settings
from sv_app.domain.kit import Kit
from sv_app.domain.self_check import SelfCheck
from sv_app.ui.progress import Progress


class JournalKeeper(Protocol):
    """The journal, as screens use it; changes are durable once awaited."""

    def entries(self) -> tuple[Entry, ...]: ...
    def entry(self, entry_id: str) -> Entry | None: ...
    async def add(self, check: SelfCheck) -> Entry: ...
    async def delete(self, entry_id: str) -> None: ...
    async def erase_everything(self) -> None: ...
    def settings(self) -> Settings: ...
    async def keep_settings(self, settings: Settings) -> None: ...


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
    works_offline: Callable[[], Awaitable[bool]]
    """Whether the whole app is on this device."""
    choose_language: Callable[[str | None], Awaitable[None]]
    """Speak this language from now on; None is the device's."""
    tell: Callable[[str], None]
    """Show a sentence for a moment, over the screen."""
    report: Callable[[BaseException], None]
    """Tell the developer's console that a screen failed."""

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
