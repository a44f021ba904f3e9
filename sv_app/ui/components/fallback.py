"""What is shown when a screen broke: the helplines, and a way home."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import Drawing, drawing
from sv_app.ui.components.helplines import hospital_contacts, short_helpline
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import text, title
from sv_app.ui.context import AppContext


def fallback(services: AppContext) -> ft.View:
    """The screen that takes the place of one that failed; it uses no hook."""
    labels = services.kit.labels.fallback
    return helplines_instead(services, labels.title, labels.text)


def helplines_instead(services: AppContext, headline: str, sentence: str) -> ft.View:
    """A screen with nothing else to show than who can be called."""
    labels = services.kit.labels.fallback
    lines = [short_helpline(services, line) for line in services.kit.helplines]
    home = secondary(labels.home, lambda: services.go(routes.HOME))
    numbers = [*hospital_contacts(services), *lines]
    return page_shell(
        services, [title(headline), text(sentence), drawing(Drawing.LOST), home, *numbers]
    )
