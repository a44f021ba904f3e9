"""Setting a new passcode, with its strength and a warning about forgetting it."""

import flet as ft

from sv_app import routes
from sv_app.domain.journal import SaveError, StorageState
from sv_app.ui.components.buttons import primary, secondary
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import PasscodeFormLabels, locked_view, new_passcode_form
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import ask_before_saving, storage_notice
from sv_app.ui.components.typography import bold, live_region, status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@screen
def new_passcode(context: AppContext) -> ft.View:
    """The form that asks for the passcode twice, then the confirmation."""
    storage = use_storage()
    done, set_done = use_state(bool)
    status, set_status = use_state(str)
    pending_passcode, set_pending_passcode = use_state(str)
    if storage.locked:
        return locked_view(context, routes.SETTINGS)
    labels = context.content.privacy.passcode

    async def set_passcode(passcode: str) -> bool:
        set_pending_passcode(passcode if storage.undecided else "")
        if not storage.durable:
            return False
        set_status(labels.busy)
        try:
            await context.journal.set_passcode(passcode)
        except SaveError:
            set_status(labels.failed)
            return False
        set_done(True)
        return True

    async def retry() -> None:
        await set_passcode(pending_passcode)

    headline = labels.done_title if done else labels.choose
    journal = primary(context.content.labels.result.journal, lambda: context.go(routes.JOURNAL))
    back = secondary(labels.title, lambda: context.go(routes.PASSCODE))
    form = new_passcode_form(
        PasscodeFormLabels(labels.field, labels.repeat, labels.submit), set_passcode
    )
    if done:
        controls = [live_region(labels.done), text(labels.forgotten), journal, back]
    elif pending_passcode and storage.undecided:
        # Instead of the form: the answer applies to the passcode that was entered.
        controls = ask_before_saving(True, retry)
    elif not (storage.durable or storage.undecided):
        not_here = [] if storage.state is StorageState.READ_ONLY else [live_region(labels.not_here)]
        controls = [*not_here, *storage_notice(context, storage)]
    else:
        controls = [bold(labels.forgotten), form, *status_message(status)]
    return page_shell(context, title(headline), controls, back_to=routes.PASSCODE)
