"""What is shown when a screen broke: the helplines, and a way home."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import Drawing, drawing
from sv_app.ui.components.helplines import hospital_contacts, short_helpline
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import text, title
from sv_app.ui.context import AppContext


def fallback(context: AppContext) -> ft.View:
    """The screen that takes the place of one that failed; it uses no hook."""
    labels = context.content.labels.fallback
    return helplines_instead(context, labels.title, labels.text)


def helplines_instead(context: AppContext, headline: str, sentence: str) -> ft.View:
    """A screen with nothing else to show than who can be called."""
    labels = context.content.labels.fallback
    lines = [short_helpline(context, line) for line in context.content.helplines]
    home = secondary(labels.home, lambda: context.go(routes.HOME))
    numbers = [*hospital_contacts(context), *lines]
    return page_shell(
        context, [title(headline), text(sentence), drawing(Drawing.LOST), home, *numbers]
    )
