"""The language: the device's own, or another."""

import flet as ft

from sv_app import routes
from sv_app.ui.parts.buttons import Act
from sv_app.ui.parts.choice import Option, choices
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import title
from sv_app.ui.services import Services


@screen
def language(services: Services) -> ft.View:
    """Every language, each by its own name."""
    labels = services.kit.labels.settings
    chosen = services.journal.settings().language
    names: dict[str | None, str] = {None: labels.automatic} | dict(services.languages)
    options = [
        Option(name, code == chosen, _choose(services, code), services.kit.foreign(code))
        for code, name in names.items()
    ]
    shown: list[ft.Control] = [title(labels.language), choices(labels.language, options)]
    return page_shell(services, shown, back_to=routes.SETTINGS)


def _choose(services: Services, code: str | None) -> Act:
    async def act() -> None:
        await services.choose_language(code)

    return act
