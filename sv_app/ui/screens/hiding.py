"""Hiding the app: what the button does, and what it can't do."""

import flet as ft

from sv_app import routes
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import bullets, heading, title
from sv_app.ui.services import Services


@screen
def hiding(services: Services) -> ft.View:
    """The two lists."""
    labels = services.kit.privacy.hide
    shown: list[ft.Control] = [
        title(labels.title),
        heading(labels.does),
        bullets(labels.can),
        heading(labels.limits),
        bullets(labels.cannot),
    ]
    return page_shell(services, shown, back_to=routes.SETTINGS)
