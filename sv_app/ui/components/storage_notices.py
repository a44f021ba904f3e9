"""Notices of the storage state, and the device question."""

from collections.abc import Awaitable, Callable, Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.journal import ErasureNotVerifiedError, SaveError, StorageState
from sv_app.ui.components.buttons import destructive, secondary, tertiary
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.scroll_anchor import scrolled_into_view
from sv_app.ui.components.typography import heading, live_region, muted, status_message, text
from sv_app.ui.context import AppContext, ObservedStorage, today, use_state
from sv_app.ui.theme import ICON_SIZE, Space, TextSize

ICONS: Mapping[StorageState, ft.IconData] = {
    StorageState.UNDECIDED: ft.Icons.HELP_OUTLINE,
    StorageState.SHARED: ft.Icons.PEOPLE_OUTLINE,
    StorageState.REFUSED: ft.Icons.CLOUD_OFF_OUTLINED,
    StorageState.READ_ONLY: ft.Icons.TAB_OUTLINED,
    StorageState.ERASED: ft.Icons.CLOUD_OFF_OUTLINED,
    StorageState.LOCKED: ft.Icons.LOCK_OUTLINE,
    StorageState.ON_DEVICE: ft.Icons.SMARTPHONE_OUTLINED,
}
"""The icon of each state. ON_SERVER has none, because every screen shows a notice of it."""


def storage_notice(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """Notices of the storage state, with the actions that may change it, and of damaged records.

    The list is empty on a server, where every screen has a notice of it.
    """
    icon = ICONS.get(storage.state)
    if icon is None:
        return []
    notice = notice_card(
        icon, state_sentence(context, storage), *_actions_of_state(context, storage)
    )
    return [notice, *damaged_notice(context, storage)]


def state_sentence(context: AppContext, storage: ObservedStorage) -> str:
    """Return the sentence that says where changes are stored now."""
    if storage.state is StorageState.ON_SERVER:
        return context.content.labels.app.server
    labels = context.content.privacy.storage
    if storage.state is StorageState.REFUSED and not context.is_secure_context:
        return labels.insecure
    return str(getattr(labels, storage.state))


def _actions_of_state(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    labels = context.content.privacy.storage
    if storage.state is StorageState.READ_ONLY:
        return [_take_over_button()]
    if storage.state is StorageState.ERASED:
        return [_keep_again_button()]
    if storage.locked:
        return [secondary(labels.open, lambda: context.go(routes.JOURNAL), ft.Icons.LOCK_OPEN)]
    return []


@component
def _take_over_button(context: AppContext) -> ft.Control:
    """The button that takes over the writer lock; its notice disappears once this succeeds."""
    labels, (failed, set_failed) = context.content.privacy.storage, use_state(bool)

    async def take_over() -> None:
        set_failed(False)  # so that the same error is announced again
        try:
            await context.journal.take_over_writer_lock()
        except SaveError:
            set_failed(True)

    message = status_message(labels.take_over_failed if failed else "")
    controls = [secondary(labels.take_over, take_over), *message]
    return ft.Column(controls, spacing=Space.SMALL, tight=True)


@component
def _keep_again_button(context: AppContext) -> ft.Control:
    """The button that stores the journal on the device again, after it was erased there."""
    labels, (failed, set_failed) = context.content.privacy.storage, use_state(bool)

    async def keep() -> None:
        set_failed(False)
        try:
            await context.journal.set_own_device(True)
        except SaveError:
            set_failed(True)

    message = status_message(labels.keep_again_failed if failed else "")
    controls = [secondary(labels.keep_again, keep), *message]
    return ft.Column(controls, spacing=Space.SMALL, tight=True)


def damaged_notice(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """Notices of damaged records, with their export, and of records that the device could not read.

    The list is empty while the journal is locked, or if everything could be read.
    """
    labels = context.content.privacy.storage
    unreadable = notice_card(ft.Icons.BROKEN_IMAGE_OUTLINED, labels.unreadable)
    notices: list[ft.Control] = (
        [unreadable] if storage.unreadable_count and not storage.locked else []
    )
    if not storage.quarantined_count or storage.locked:
        return notices

    async def export() -> None:
        await context.files.save(
            f"{labels.damaged_file}.json", await context.journal.export_quarantine()
        )

    button = secondary(labels.damaged_export, export, ft.Icons.DOWNLOAD)
    return [*notices, notice_card(ft.Icons.BROKEN_IMAGE_OUTLINED, labels.damaged, button)]


def notice_card(icon: ft.IconData, sentence: str, *more: ft.Control) -> ft.Container:
    """A card with an icon and a sentence, which is a live region, and controls under them."""
    row = ft.Row(
        [
            ft.Icon(icon, size=ICON_SIZE, color=ft.Colors.ON_SURFACE_VARIANT),
            ft.Container(text(sentence), expand=True),
        ],
        spacing=Space.MEDIUM,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    region = ft.Semantics(live_region=True, content=row)
    return card([region, *more], bgcolor=ft.Colors.SURFACE_CONTAINER)


STATES_NOT_WARNED_ABOUT = (StorageState.ON_DEVICE, StorageState.UNDECIDED, StorageState.LOCKED)
"""States for which `not_stored_notice` shows only damaged records.

The change is saved (ON_DEVICE), or a question comes first (UNDECIDED: the device question; LOCKED:
the passcode).
"""


def not_stored_notice(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """Notices of a state in which the device stores no change, and of damaged records."""
    return (damaged_notice if storage.state in STATES_NOT_WARNED_ABOUT else storage_notice)(
        context, storage
    )


async def save_choice(context: AppContext, **fields: object) -> str:
    """Save these fields of the settings; return the sentence that says whether they are stored."""
    labels = context.content.labels.settings
    if not await context.save_settings_fields(**fields):
        return labels.not_kept
    chosen = context.content.privacy.retention.chosen
    return chosen if context.storage.durable else labels.until_closed


def expired_notice(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """The number of expired entries, with the date of the device, which may be wrong."""
    if not storage.expired_count or storage.locked:
        return []
    date = context.content.labels.date.format_date(today())
    words = context.content.privacy.retention.expired.format(n=storage.expired_count, date=date)
    return [notice_card(ft.Icons.HOURGLASS_BOTTOM, words, _expired_actions())]


@component
def _expired_actions(context: AppContext) -> ft.Control:
    """The buttons that erase the expired entries, or open the choice of the retention."""
    error, set_error = use_state(str)
    labels = context.content.privacy.retention

    async def erase() -> None:
        set_error("")
        try:
            await context.journal.erase_expired()
        except SaveError:
            set_error(context.content.labels.journal.failed)
        else:
            context.show_toast(labels.expired_erased)

    buttons: list[ft.Control] = [
        *status_message(error),
        destructive(labels.expired_erase, erase),
    ]
    if context.path != routes.RETENTION:
        change_retention = context.content.privacy.saving.change_retention
        buttons.append(tertiary(change_retention, lambda: context.go(routes.RETENTION)))
    return ft.Column(buttons, spacing=Space.SMALL, tight=True)


AsyncAction = Callable[[], Awaitable[None]]


def device_question(storage: ObservedStorage) -> list[ft.Control]:
    """The card of the device question; an empty list once it was answered."""
    return [_device_card()] if storage.undecided else []


def ask_before_saving(waiting: bool, save: AsyncAction) -> list[ft.Control]:
    """The device question, if a save is `waiting` for the answer.

    Each answer calls `save`, which then saves.

    It is shown beside the control that saves, or in its place. As it appears after the press of
    another button, it is a live region, and the screen scrolls to it.
    """
    return [_device_card(save)] if waiting else []


@component
def _device_card(context: AppContext, on_answered: AsyncAction | None = None) -> ft.Control:
    labels, (error, set_error) = context.content.privacy.device, use_state(str)
    own, shared = (
        device_answer_handler(context, is_own, set_error, on_answered) for is_own in (True, False)
    )
    question = card(
        [
            live_region(labels.ask) if on_answered else heading(labels.ask),
            text(labels.about),
            secondary(labels.own, own, ft.Icons.SMARTPHONE_OUTLINED),
            secondary(labels.shared, shared, ft.Icons.PEOPLE_OUTLINE),
            *status_message(error),
            muted(labels.change, TextSize.SMALL),
        ]
    )
    return scrolled_into_view(question, "device-question") if on_answered else question


def device_answer_handler(
    context: AppContext,
    is_own: bool,
    set_message: Callable[[str], None],
    on_answered: AsyncAction | None = None,
) -> AsyncAction:
    """Return a handler that answers the device question: `is_own` for the person's own device.

    `set_message` receives the message of a failed erasure; a device that refuses to store anything
    has a notice of its own. `on_answered` is called after either answer, unless saving it failed.
    """

    async def save_answer() -> None:
        set_message("")
        try:
            await context.journal.set_own_device(is_own)
        except ErasureNotVerifiedError:
            set_message(context.content.privacy.device.unchecked_erase)
        except SaveError:
            set_message(context.content.privacy.device.failed_erase)
        else:
            if on_answered:
                await on_answered()

    return save_answer
