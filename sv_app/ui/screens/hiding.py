"""Hiding the app: what the button does, and what it can't do."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bullets, heading, title
from sv_app.ui.context import AppContext


@screen
def hiding(context: AppContext) -> ft.View:
    """The two lists."""
    labels = context.content.privacy.hide
    shown: list[ft.Control] = [
        title(labels.title),
        heading(labels.does),
        bullets(labels.can),
        heading(labels.limits),
        bullets(labels.cannot),
    ]
    return page_shell(context, shown, back_to=routes.SETTINGS)
