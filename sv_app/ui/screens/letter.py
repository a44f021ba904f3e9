"""The letter to a colleague: a text that is ready, with a few blanks, to print or to save."""

import flet as ft

from sv_app import routes
from sv_app.domain.team_tool_pages import letter_page
from sv_app.ui.components.document_form import document_screen
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.context import AppContext


@screen
def letter(context: AppContext) -> ft.View:
    """The blanks, and the letter as it will be printed."""
    template = context.content.team_tools.letter
    return document_screen(context, routes.LETTER, template, letter_page, preview=True)
