"""The question whether the device is the person's own or shared, and its answer."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.journal import StorageState
from sv_app.ui.components.buttons import primary, tertiary
from sv_app.ui.components.confirm import destructive_confirmation
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import (
    device_answer_handler,
    device_question,
    storage_notice,
)
from sv_app.ui.components.typography import muted, status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@screen
def device(context: AppContext) -> ft.View:
    """The answer that was given, and the button that changes it."""
    storage = use_storage()
    confirming, set_confirming = use_state(bool)
    message, set_message = use_state(str)

    def show_confirmation(shown: bool) -> None:
        set_message("")
        set_confirming(shown)

    own_device = context.journal.settings().own_device
    controls = [
        *device_question(storage),
        *([] if own_device is None else _answered(context, own_device)),
        *(
            []
            if storage.state is StorageState.UNDECIDED
            else _other_answer(context, own_device, (confirming, show_confirmation), set_message)
        ),
        *status_message(message),
        *(storage_notice(context, storage) if storage.state in STATES_NOT_STORING else []),
    ]
    return page_shell(
        context, title(context.content.privacy.device.title), controls, back_to=routes.SETTINGS
    )


STATES_NOT_STORING = (StorageState.REFUSED, StorageState.READ_ONLY, StorageState.ERASED)
"""States in which the device stores no change, for another reason than the answer."""


def _answered(context: AppContext, own_device: bool) -> list[ft.Control]:
    labels = context.content.privacy.device
    return [text(labels.own_now if own_device else labels.shared_now)]


def _other_answer(
    context: AppContext,
    own_device: bool | None,
    confirmation: tuple[bool, Callable[[bool], None]],
    set_message: Callable[[str], None],
) -> list[ft.Control]:
    labels, (confirming, show_confirmation) = context.content.privacy.device, confirmation
    if not own_device:
        act = device_answer_handler(context, is_own=True, set_message=set_message)
        to_own = primary(labels.to_own, act, ft.Icons.SMARTPHONE_OUTLINED)
        return [to_own, muted(labels.to_own_about)]
    if not confirming:
        return [
            tertiary(labels.to_shared, lambda: show_confirmation(True), ft.Icons.PEOPLE_OUTLINE)
        ]

    shared = device_answer_handler(context, is_own=False, set_message=set_message)

    async def erase() -> None:
        show_confirmation(False)
        await shared()

    keep = (labels.keep, lambda: show_confirmation(False))
    return [destructive_confirmation(labels.erase_ask, (labels.erase, erase), keep)]
