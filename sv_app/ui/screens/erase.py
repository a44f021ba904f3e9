"""Erasing everything, after one plain question."""

import flet as ft

from sv_app import routes
from sv_app.ui.parts.confirm import erase_button, erase_question
from sv_app.ui.parts.erasing import erasing
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import said_aloud, text, title
from sv_app.ui.services import Services
from sv_app.ui.state import use_state


@screen
def erase(services: Services) -> ft.View:
    """What goes, and the question."""
    asking, ask = use_state(bool)
    said, say = use_state(str)
    labels = services.kit.privacy.erase
    keep = (labels.keep, lambda: ask(False))
    question = erase_question(labels.ask, (labels.erase, erasing(services, say)), keep)
    shown: list[ft.Control] = [
        title(labels.title),
        text(labels.about),
        question if asking else erase_button(labels.start, lambda: ask(True)),
        *said_aloud(said),
    ]
    return page_shell(services, shown, back_to=routes.SETTINGS)
