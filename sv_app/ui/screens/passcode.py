"""The passcode: its purpose, setting, changing and removing it, and when it is asked for."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.journal import LockAfter, SaveError, StorageState
from sv_app.ui.components.buttons import ClickHandler, primary, secondary, tertiary
from sv_app.ui.components.confirm import destructive_confirmation
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.options import Option, radio_group
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import not_stored_notice, save_choice
from sv_app.ui.components.typography import bold, heading, status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage

SetMessage = Callable[[str], None]


@screen
def passcode(context: AppContext) -> ft.View:
    """Whether a passcode is set, and the actions on it."""
    storage = use_storage()
    confirming, set_confirming = use_state(bool)
    message, set_message = use_state(str)
    if storage.locked:
        return locked_view(context, routes.SETTINGS)
    labels = context.content.privacy.passcode
    if storage.has_passcode:
        controls = [
            bold(labels.passcode_is_set),
            *_choices(context, set_message),
            *_remove(context, confirming, set_confirming, set_message),
        ]
    elif storage.state in (StorageState.ON_DEVICE, StorageState.UNDECIDED):
        choose = primary(labels.choose, lambda: context.go(routes.NEW_PASSCODE))
        controls = [text(labels.no_passcode), text(labels.purpose), text(labels.forgotten), choose]
    else:
        not_here = [] if storage.state is StorageState.READ_ONLY else [text(labels.not_here)]
        controls = [text(labels.purpose), *not_here, *not_stored_notice(context, storage)]
    all_controls = [*controls, *status_message(message)]
    return page_shell(context, title(labels.title), all_controls, back_to=routes.SETTINGS)


def _choices(context: AppContext, set_message: SetMessage) -> list[ft.Control]:
    labels, settings = context.content.privacy.passcode, context.journal.settings()

    def choose(after: LockAfter) -> ClickHandler:
        async def act() -> None:
            set_message(await save_choice(context, lock_after=after))

        return act

    options = [
        Option(labels.lock[after], after is settings.lock_after, choose(after))
        for after in LockAfter
    ]
    return [
        secondary(labels.lock_now, context.journal.lock, ft.Icons.LOCK_OUTLINE),
        heading(labels.lock_title),
        radio_group(labels.lock_title, options),
        secondary(labels.change, lambda: context.go(routes.NEW_PASSCODE)),
    ]


def _remove(
    context: AppContext,
    confirming: bool,
    set_confirming: Callable[[bool], None],
    set_message: SetMessage,
) -> list[ft.Control]:
    labels = context.content.privacy.passcode

    async def remove() -> None:
        set_confirming(False)
        try:
            await context.journal.set_passcode(None)
            set_message(labels.removed)
        except SaveError:
            set_message(labels.failed)

    if not confirming:
        return [tertiary(labels.remove, lambda: set_confirming(True))]
    keep = (labels.keep, lambda: set_confirming(False))
    return [destructive_confirmation(labels.remove_ask, (labels.remove, remove), keep)]
