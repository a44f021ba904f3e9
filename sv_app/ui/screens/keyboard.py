"""The keyboard shortcuts."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bullets, text, title
from sv_app.ui.context import AppContext


@screen
def keyboard(context: AppContext) -> ft.View:
    """The list of keys and what they do."""
    labels = context.content.labels.keyboard
    controls = [text(labels.about), bullets(labels.keys)]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)
