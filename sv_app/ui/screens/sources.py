"""The sources: every publication that the texts cite."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.citations import original_key_message, source_list
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import muted, title
from sv_app.ui.context import AppContext


@screen
def sources(context: AppContext) -> ft.View:
    """The author of the key message, and all sources."""
    content = context.content
    controls = [
        muted(content.messages.key.attribution),
        *original_key_message(content, ft.Colors.ON_SURFACE_VARIANT),
        *source_list(content, [source.id for source in content.sources]),
    ]
    return page_shell(
        context, title(content.labels.settings.sources), controls, back_to=routes.SETTINGS
    )
