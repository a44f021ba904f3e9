"""A new code for the journal, with what it is worth and what forgetting it means."""

import flet as ft

from sv_app import routes
from sv_app.domain.journal import SaveError, StorageState
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import CodeWords, locked_view, new_code
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import ask_before_saving, storage_notice
from sv_app.ui.components.typography import bold, live_region, said_aloud, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@screen
def new_passcode(context: AppContext) -> ft.View:
    """The code, twice; then that it is set."""
    storage = use_storage()
    done, set_done = use_state(bool)
    said, say = use_state(str)
    pending, hold = use_state(str)
    if storage.locked:
        return locked_view(context, routes.SETTINGS)
    labels = context.content.privacy.passcode

    async def use(code: str) -> bool:
        hold(code if storage.undecided else "")
        if not storage.durable:
            return False
        say(labels.busy)
        try:
            await context.journal.set_passcode(code)
        except SaveError:
            say(labels.failed)
            return False
        set_done(True)
        return True

    async def use_pending() -> None:
        await use(pending)

    back = secondary(labels.title, lambda: context.go(routes.PASSCODE))
    form = new_code(CodeWords(labels.first, labels.again, labels.set), use)
    if done:
        shown = [live_region(labels.done), text(labels.forgotten), back]
    elif pending and storage.undecided:
        # In the place of the form: what is answered here is about the code that was given.
        shown = ask_before_saving(True, use_pending)
    elif not (storage.durable or storage.undecided):
        not_here = [] if storage.state is StorageState.ELSEWHERE else [live_region(labels.not_here)]
        shown = [*not_here, *storage_notice(context, storage)]
    else:
        shown = [bold(labels.forgotten), form, *said_aloud(said)]
    return page_shell(context, [title(labels.choose), *shown], back_to=routes.PASSCODE)
