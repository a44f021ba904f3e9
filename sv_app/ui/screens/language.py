"""The language: the device's own, or another."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import Act
from sv_app.ui.components.choices import Option, choices
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import said_aloud, title
from sv_app.ui.context import AppContext, use_state


@screen
def language(context: AppContext) -> ft.View:
    """Every language, each by its own name."""
    labels = context.content.labels.settings
    kept, know = use_state(lambda: True)

    def choose(code: str | None) -> Act:
        async def act() -> None:
            know(True)  # else the same words would not be said again
            know(await context.choose_language(code))

        return act

    chosen = context.journal.settings().language
    names: dict[str | None, str] = {None: labels.automatic} | dict(context.languages)
    options = [
        Option(name, code == chosen, choose(code), context.content.foreign(code))
        for code, name in names.items()
    ]
    shown: list[ft.Control] = [
        title(labels.language),
        choices(labels.language, options),
        *said_aloud("" if kept else labels.not_kept),
    ]
    return page_shell(context, shown, back_to=routes.SETTINGS)
