"""The fallback screen, in place of a failed screen: helplines, and a button to the home screen."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import Drawing, drawing
from sv_app.ui.components.helplines import brief_helpline, hospital_contacts
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import text, title
from sv_app.ui.context import AppContext


def fallback(context: AppContext) -> ft.View:
    """The screen that replaces a failed screen; it uses no hook."""
    labels = context.content.labels.fallback
    return helplines_view(context, labels.title, labels.text)


def helplines_view(context: AppContext, headline: str, sentence: str) -> ft.View:
    """A screen with a message, a button to the home screen, hospital contacts and helplines."""
    labels = context.content.labels.fallback
    lines = [brief_helpline(context, line) for line in context.content.helplines]
    home = secondary(labels.home, lambda: context.go(routes.HOME))
    numbers = [*hospital_contacts(context), *lines]
    return page_shell(
        context, title(headline), [text(sentence), drawing(Drawing.LOST), home, *numbers]
    )
