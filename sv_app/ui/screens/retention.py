"""How long what is saved is kept."""

import flet as ft

from sv_app import routes
from sv_app.domain.journal import Retention
from sv_app.ui.components.buttons import Act
from sv_app.ui.components.choices import Option, choices
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import expired_notice, storage_problem_notice
from sv_app.ui.components.typography import said_aloud, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@screen
def retention(context: AppContext) -> ft.View:
    """The three durations."""
    storage = use_storage()
    said, say = use_state(str)
    labels = context.content.privacy.retention
    chosen = context.journal.settings().retention

    def choose(which: Retention) -> Act:
        async def act() -> None:
            done = await context.choose(retention=which)
            words = context.content.labels.settings
            confirmation = labels.chosen if storage.durable else words.until_closed
            say(confirmation if done else words.not_kept)

        return act

    options = [Option(labels.names[which], which is chosen, choose(which)) for which in Retention]
    shown = [
        title(labels.title),
        *storage_problem_notice(context, storage),
        *expired_notice(context, storage),
        text(labels.about),
        choices(labels.title, options),
        *said_aloud(said),
    ]
    return page_shell(context, shown, back_to=routes.SETTINGS)
