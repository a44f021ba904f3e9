"""Where what is written goes now, said in a drawn notice; never an alert."""

from collections.abc import Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.journal import Keeping, NotKeptError
from sv_app.ui.keeping import Kept
from sv_app.ui.parts.buttons import secondary
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.guarded import piece
from sv_app.ui.parts.words import said_aloud, text
from sv_app.ui.services import Services
from sv_app.ui.state import use_state
from sv_app.ui.theme import Size, Space

ICONS: Mapping[Keeping, ft.IconData] = {
    Keeping.UNDECIDED: ft.Icons.HELP_OUTLINE,
    Keeping.SHARED: ft.Icons.PEOPLE_OUTLINE,
    Keeping.REFUSED: ft.Icons.CLOUD_OFF_OUTLINED,
    Keeping.ELSEWHERE: ft.Icons.TAB_OUTLINED,
    Keeping.ERASED: ft.Icons.CLOUD_OFF_OUTLINED,
    Keeping.LOCKED: ft.Icons.LOCK_OUTLINE,
    Keeping.KEPT: ft.Icons.SMARTPHONE_OUTLINED,
}
"""One a state; a server's is said above every screen."""


def keeping_notice(services: Services, kept: Kept) -> list[ft.Control]:
    """The notice of the state of now, with what one can do about it."""
    icon = ICONS.get(kept.state)
    if icon is None:
        return []
    notice = drawn(icon, where(services, kept), *_acts(services, kept))
    return [notice, *damaged_notice(services, kept)]


def where(services: Services, kept: Kept) -> str:
    """Where what is written goes now, in a sentence."""
    if kept.state is Keeping.SERVED:
        return services.kit.labels.app.server
    labels = services.kit.privacy.keeping
    if kept.state is Keeping.REFUSED and not services.secure:
        return labels.insecure
    return str(getattr(labels, kept.state))


def _acts(services: Services, kept: Kept) -> list[ft.Control]:
    labels = services.kit.privacy.keeping
    if kept.state is Keeping.ELSEWHERE:
        return [_take_over()]
    if kept.state is Keeping.ERASED:
        return [_keep_again()]
    if kept.locked:
        return [secondary(labels.open, lambda: services.go(routes.JOURNAL), ft.Icons.LOCK_OPEN)]
    return []


@piece
def _take_over(services: Services) -> ft.Control:
    """The way to write here; it goes with the notice once one does."""
    labels, (trouble, know) = services.kit.privacy.keeping, use_state(bool)

    async def take_over() -> None:
        know(False)  # to be said again, if it fails again
        try:
            await services.journal.take_over()
        except NotKeptError:
            know(True)

    said = said_aloud(labels.take_over_failed if trouble else "")
    parts = [secondary(labels.take_over, take_over), *said]
    return ft.Column(parts, spacing=Space.SMALL, tight=True)


@piece
def _keep_again(services: Services) -> ft.Control:
    """The way to keep what is in memory, behind the same passcode, once all was erased."""
    labels, (trouble, know) = services.kit.privacy.keeping, use_state(bool)

    async def keep() -> None:
        know(False)
        try:
            await services.journal.own_device(True)
        except NotKeptError:
            know(True)

    said = said_aloud(labels.keep_again_failed if trouble else "")
    parts = [secondary(labels.keep_again, keep), *said]
    return ft.Column(parts, spacing=Space.SMALL, tight=True)


def damaged_notice(services: Services, kept: Kept) -> list[ft.Control]:
    """What could not be read, and a way to keep it; nothing when all could."""
    labels = services.kit.privacy.keeping
    unreadable = drawn(ft.Icons.BROKEN_IMAGE_OUTLINED, labels.unreadable)
    notices: list[ft.Control] = [unreadable] if kept.unreadable and not kept.locked else []
    if not kept.damaged or kept.locked:
        return notices

    async def export() -> None:
        await services.files.save(f"{labels.damaged_file}.json", await services.journal.set_aside())

    button = secondary(labels.damaged_export, export, ft.Icons.DOWNLOAD)
    return [*notices, drawn(ft.Icons.BROKEN_IMAGE_OUTLINED, labels.damaged, button)]


def drawn(icon: ft.IconData, sentence: str, *more: ft.Control) -> ft.Container:
    """A sentence beside what it looks like, and what one may do under it."""
    said = ft.Row(
        [
            ft.Icon(icon, size=Size.ICON, color=ft.Colors.ON_SURFACE_VARIANT),
            ft.Container(text(sentence), expand=True),
        ],
        spacing=Space.MEDIUM,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    live = ft.Semantics(live_region=True, content=said)
    return card([live, *more], bgcolor=ft.Colors.SURFACE_CONTAINER)
