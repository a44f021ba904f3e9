"""The sources: every publication the words rest on."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.citations import source_list
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import muted, title
from sv_app.ui.context import AppContext


@screen
def sources(context: AppContext) -> ft.View:
    """All of them, and whose words are quoted."""
    content = context.content
    shown = [
        title(content.labels.settings.sources),
        muted(content.messages.key.attribution),
        *source_list(content, [source.id for source in content.sources]),
    ]
    return page_shell(context, shown, back_to=routes.SETTINGS)
