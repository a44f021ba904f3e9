"""The sources: every publication the words rest on."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.citations import source_list
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import muted, title
from sv_app.ui.context import AppContext


@screen
def sources(services: AppContext) -> ft.View:
    """All of them, and whose words are quoted."""
    kit = services.kit
    shown = [
        title(kit.labels.settings.sources),
        muted(kit.messages.key.attribution),
        *source_list(kit, [source.id for source in kit.sources]),
    ]
    return page_shell(services, shown, back_to=routes.SETTINGS)
