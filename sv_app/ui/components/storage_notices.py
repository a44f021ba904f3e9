"""Where what is written is stored, why it may not be, and whose device it is."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.journal import NotCheckedError, SaveError, StorageState
from sv_app.ui.components.buttons import secondary, tertiary
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.typography import heading, live_region, muted, said_aloud, text
from sv_app.ui.context import AppContext, ObservedStorage, use_state
from sv_app.ui.theme import Size, Space

ICONS: Mapping[StorageState, ft.IconData] = {
    StorageState.UNDECIDED: ft.Icons.HELP_OUTLINE,
    StorageState.SHARED: ft.Icons.PEOPLE_OUTLINE,
    StorageState.REFUSED: ft.Icons.CLOUD_OFF_OUTLINED,
    StorageState.ELSEWHERE: ft.Icons.TAB_OUTLINED,
    StorageState.ERASED: ft.Icons.CLOUD_OFF_OUTLINED,
    StorageState.LOCKED: ft.Icons.LOCK_OUTLINE,
    StorageState.KEPT: ft.Icons.SMARTPHONE_OUTLINED,
}
"""One a state; a server's is said above every screen."""


def storage_notice(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """The notice of the state of now, with what one can do about it."""
    icon = ICONS.get(storage.state)
    if icon is None:
        return []
    notice = notice_card(
        icon, state_sentence(context, storage), *_actions_of_state(context, storage)
    )
    return [notice, *damaged_notice(context, storage)]


def state_sentence(context: AppContext, storage: ObservedStorage) -> str:
    """Where what is written goes now, in a sentence."""
    if storage.state is StorageState.SERVED:
        return context.content.labels.app.server
    labels = context.content.privacy.keeping
    if storage.state is StorageState.REFUSED and not context.secure:
        return labels.insecure
    return str(getattr(labels, storage.state))


def _actions_of_state(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    labels = context.content.privacy.keeping
    if storage.state is StorageState.ELSEWHERE:
        return [_take_over()]
    if storage.state is StorageState.ERASED:
        return [_keep_again()]
    if storage.locked:
        return [secondary(labels.open, lambda: context.go(routes.JOURNAL), ft.Icons.LOCK_OPEN)]
    return []


@component
def _take_over(context: AppContext) -> ft.Control:
    """The way to write here; it goes with the notice once one does."""
    labels, (trouble, know) = context.content.privacy.keeping, use_state(bool)

    async def take_over() -> None:
        know(False)  # to be said again, if it fails again
        try:
            await context.journal.take_over()
        except SaveError:
            know(True)

    said = said_aloud(labels.take_over_failed if trouble else "")
    parts = [secondary(labels.take_over, take_over), *said]
    return ft.Column(parts, spacing=Space.SMALL, tight=True)


@component
def _keep_again(context: AppContext) -> ft.Control:
    """The way to keep what is in memory, behind the same passcode, once all was erased."""
    labels, (trouble, know) = context.content.privacy.keeping, use_state(bool)

    async def keep() -> None:
        know(False)
        try:
            await context.journal.own_device(True)
        except SaveError:
            know(True)

    said = said_aloud(labels.keep_again_failed if trouble else "")
    parts = [secondary(labels.keep_again, keep), *said]
    return ft.Column(parts, spacing=Space.SMALL, tight=True)


def damaged_notice(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """What could not be read, and a way to keep it; nothing when all could."""
    labels = context.content.privacy.keeping
    unreadable = notice_card(ft.Icons.BROKEN_IMAGE_OUTLINED, labels.unreadable)
    notices: list[ft.Control] = [unreadable] if storage.unreadable and not storage.locked else []
    if not storage.damaged or storage.locked:
        return notices

    async def export() -> None:
        await context.files.save(
            f"{labels.damaged_file}.json", await context.journal.export_quarantine()
        )

    button = secondary(labels.damaged_export, export, ft.Icons.DOWNLOAD)
    return [*notices, notice_card(ft.Icons.BROKEN_IMAGE_OUTLINED, labels.damaged, button)]


def notice_card(icon: ft.IconData, sentence: str, *more: ft.Control) -> ft.Container:
    """A sentence beside what it looks like, and what one may do under it."""
    said = ft.Row(
        [
            ft.Icon(icon, size=Size.ICON, color=ft.Colors.ON_SURFACE_VARIANT),
            ft.Container(text(sentence), expand=True),
        ],
        spacing=Space.MEDIUM,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    region = ft.Semantics(live_region=True, content=said)
    return card([region, *more], bgcolor=ft.Colors.SURFACE_CONTAINER)


STATES_WITHOUT_NOTICE = (StorageState.KEPT, StorageState.UNDECIDED, StorageState.LOCKED)
"""Nothing to say before something is saved: the question is asked then, the code as well."""


def storage_problem_notice(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """What a screen that keeps something says of the device first."""
    return (damaged_notice if storage.state in STATES_WITHOUT_NOTICE else storage_notice)(
        context, storage
    )


def expired_notice(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """How many there are, and the device's date: if it is wrong, they are not too old."""
    if not storage.expired or storage.locked:
        return []
    today = context.content.labels.date.written(dt.datetime.now().astimezone().date())
    words = context.content.privacy.retention.expired.format(n=storage.expired, date=today)
    return [notice_card(ft.Icons.HOURGLASS_BOTTOM, words, _actions())]


@component
def _actions(context: AppContext) -> ft.Control:
    """The buttons that erase these entries, or lead to another retention."""
    trouble, say = use_state(str)
    labels = context.content.privacy.retention

    async def erase() -> None:
        say("")
        try:
            await context.journal.erase_expired()
        except SaveError:
            say(context.content.labels.journal.failed)
        else:
            context.show_toast(labels.expired_erased)

    buttons: list[ft.Control] = [
        *said_aloud(trouble),
        secondary(labels.expired_erase, erase, ft.Icons.DELETE_OUTLINE),
    ]
    if context.here != routes.RETENTION:
        other = context.content.privacy.saving.change_retention
        buttons.append(tertiary(other, lambda: context.go(routes.RETENTION)))
    return ft.Column(buttons, spacing=Space.SMALL, tight=True)


AsyncAction = Callable[[], Awaitable[None]]


def device_question(storage: ObservedStorage) -> list[ft.Control]:
    """The card that asks; nothing once it was answered."""
    return [_question()] if storage.undecided else []


def ask_before_saving(asked: bool, save: AsyncAction) -> list[ft.Control]:
    """The same question beside the button that saves; each answer calls `save` again.

    A screen reader says the question when it appears, because the person pressed something else.
    """
    return [_question(save)] if asked else []


@component
def _question(context: AppContext, then: AsyncAction | None = None) -> ft.Control:
    labels, (trouble, say) = context.content.privacy.device, use_state(str)
    own, shared = (answer(context, yes, say, then) for yes in (True, False))
    return card(
        [
            live_region(labels.ask) if then else heading(labels.ask),
            text(labels.about),
            secondary(labels.own, own, ft.Icons.SMARTPHONE_OUTLINED),
            secondary(labels.shared, shared, ft.Icons.PEOPLE_OUTLINE),
            *said_aloud(trouble),
            muted(labels.change, Size.SMALL),
        ]
    )


def answer(
    context: AppContext, yes: bool, say: Callable[[str], None], then: AsyncAction | None = None
) -> AsyncAction:
    """What says whose device it is, and `say` what has not become of it.

    A device that refuses to keep anything is said by its notice. `then` is called once the
    answer was taken, whichever it was.
    """

    async def act() -> None:
        say("")
        try:
            await context.journal.own_device(yes)
        except NotCheckedError:
            say(context.content.privacy.device.unchecked_erase)
        except SaveError:
            say(context.content.privacy.device.failed_erase)
        else:
            if then:
                await then()

    return act
