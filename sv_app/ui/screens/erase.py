"""Erasing everything, after a question."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.confirm import erase_button, erase_everything_handler, erase_question
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import status_message, text, title
from sv_app.ui.context import AppContext, use_state


@screen
def erase(context: AppContext) -> ft.View:
    """What is erased, and the question."""
    asking, ask = use_state(bool)
    problem, say = use_state(str)
    labels = context.content.privacy.erase
    keep = (labels.keep, lambda: ask(False))
    question = erase_question(
        labels.ask, (labels.erase, erase_everything_handler(context, say)), keep
    )
    controls: list[ft.Control] = [
        text(labels.about),
        question if asking else erase_button(labels.start, lambda: ask(True)),
        *status_message(problem),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)
