"""The quick exit: what the button does, and what it cannot do."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bullets, heading, title
from sv_app.ui.context import AppContext


@screen
def quick_exit(context: AppContext) -> ft.View:
    """The list of effects and the list of limits."""
    labels = context.content.privacy.quick_exit
    controls: list[ft.Control] = [
        heading(labels.effects_title),
        bullets(labels.effects),
        heading(labels.limits_title),
        bullets(labels.limits),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)
