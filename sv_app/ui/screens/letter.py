"""The letter to a colleague: a text that is ready, with a few blanks, to print or to save."""

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.team_tool_pages import letter_page, slot_numbers
from sv_app.ui.components.document_form import Values, document_screen
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.typography import bullets, text
from sv_app.ui.context import AppContext


@screen
def letter(context: AppContext) -> ft.View:
    """The blanks, and the letter as it will be printed."""
    template = context.content.team_tools.letter
    return document_screen(context, routes.LETTER, template, letter_page, _preview)


def _preview(content: Content, values: Values) -> list[ft.Control]:
    """The paragraphs, and the numbers under them."""
    paragraphs = content.team_tools.letter.filled_paragraphs(values)
    numbers = [text(content.labels.team_tools.numbers), bullets(slot_numbers(content))]
    return [*map(text, paragraphs), *numbers]
