"""Settings: the language, and what becomes of what one writes."""

import flet as ft

from sv_app import routes
from sv_app.ui.parts.buttons import Act
from sv_app.ui.parts.choice import Option, choices
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.notes import source_list
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import bullets, heading, soft, text, title
from sv_app.ui.services import Services
from sv_app.ui.state import use_state


@screen
def settings(services: Services) -> ft.View:
    """What can be chosen, and what is promised."""
    kit, labels = services.kit, services.kit.labels.settings
    offline, set_offline = use_state(bool)

    async def look() -> None:
        set_offline(await services.works_offline())

    ft.use_effect(look, [])
    return page_shell(
        services,
        [
            title(labels.title),
            heading(labels.language),
            _languages(services),
            heading(labels.privacy),
            bullets(labels.privacy_points),
            text(labels.limits),
            *([text(kit.labels.offline.available)] if offline else []),
            heading(labels.sources),
            soft(kit.messages.key.attribution),
            *source_list(kit, [source.id for source in kit.sources]),
        ],
        back_to=routes.HOME,
    )


def _languages(services: Services) -> ft.Control:
    chosen, labels = services.journal.settings().language, services.kit.labels.settings
    names: dict[str | None, str] = {None: labels.automatic} | dict(services.languages)
    options = [
        Option(name, code == chosen, _choose(services, code)) for code, name in names.items()
    ]
    return choices(labels.language, options)


def _choose(services: Services, code: str | None) -> Act:
    async def act() -> None:
        await services.choose_language(code)

    return act
