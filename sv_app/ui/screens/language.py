"""The choice of the language: that of the device, or another."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import ClickHandler
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.options import Option, radio_group
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import status_message, title
from sv_app.ui.context import AppContext, use_state


@screen
def language(context: AppContext) -> ft.View:
    """Every language, by its name in that language."""
    labels = context.content.labels.settings
    saved, set_saved = use_state(lambda: True)

    def choose(code: str | None) -> ClickHandler:
        async def act() -> None:
            set_saved(True)  # to announce a second failure: the same text would not change
            set_saved(await context.choose_language(code))

        return act

    chosen = context.journal.settings().language
    names: dict[str | None, str] = {None: labels.automatic} | dict(context.languages)
    options = [
        Option(name, code == chosen, choose(code), context.content.language_if_different(code))
        for code, name in names.items()
    ]
    controls: list[ft.Control] = [
        radio_group(labels.language, options),
        *status_message("" if saved else labels.not_kept),
    ]
    return page_shell(context, title(labels.language), controls, back_to=routes.SETTINGS)
