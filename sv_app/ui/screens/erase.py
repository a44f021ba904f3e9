"""Erasing everything, after a question."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import destructive
from sv_app.ui.components.confirm import destructive_confirmation, erase_everything_handler
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import status_message, text, title
from sv_app.ui.context import AppContext, use_state


@screen
def erase(context: AppContext) -> ft.View:
    """What is erased, and the question."""
    confirming, set_confirming = use_state(bool)
    message, set_message = use_state(str)
    labels = context.content.privacy.erase
    keep = (labels.keep, lambda: set_confirming(False))
    erase_all = erase_everything_handler(context, set_message)
    question = destructive_confirmation(labels.ask, (labels.erase, erase_all), keep)
    controls: list[ft.Control] = [
        text(labels.about),
        question if confirming else destructive(labels.start, lambda: set_confirming(True)),
        *status_message(message),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)
