"""The choice of the retention: how long entries stay before they are erased."""

import flet as ft

from sv_app import routes
from sv_app.domain.journal import Retention
from sv_app.ui.components.buttons import ClickHandler
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.options import Option, radio_group
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import expired_notice, not_stored_notice, save_choice
from sv_app.ui.components.typography import status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@screen
def retention(context: AppContext) -> ft.View:
    """The three durations."""
    storage = use_storage()
    message, set_message = use_state(str)
    labels = context.content.privacy.retention
    chosen = context.journal.settings().retention

    def choose(choice: Retention) -> ClickHandler:
        async def act() -> None:
            set_message(await save_choice(context, retention=choice))

        return act

    options = [
        Option(labels.names[choice], choice is chosen, choose(choice)) for choice in Retention
    ]
    controls = [
        *not_stored_notice(context, storage),
        *expired_notice(context, storage),
        text(labels.about),
        radio_group(labels.title, options),
        *status_message(message),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)
