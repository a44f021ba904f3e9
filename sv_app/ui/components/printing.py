"""Printing: the pages of some screens, and the buttons that print them or the pocket card."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain import printed_pages, team_tool_pages
from sv_app.domain.content import Content
from sv_app.domain.html_document import html_document
from sv_app.domain.tools import ExerciseId
from sv_app.ui.components.buttons import secondary
from sv_app.ui.context import AppContext

PAGES: dict[str, Callable[[Content], str]] = {
    routes.TEAM: printed_pages.team_page,
    routes.FIRST_HOUR: team_tool_pages.first_hour_page,
    routes.DEBRIEF: team_tool_pages.debrief_page,
    routes.HELPLINES: printed_pages.helplines_page,
    routes.UNDERSTAND: printed_pages.understand_page,
    routes.EXERCISES: printed_pages.exercises_page,
    **dict.fromkeys(map(routes.exercise, ExerciseId), printed_pages.exercises_page),
    routes.TONIGHT: printed_pages.tonight_page,
    routes.WHAT_NEXT: printed_pages.what_next_page,
}
"""The screens that have a page of their own, by path; each script has one too."""


def printed_page(content: Content, path: str) -> str | None:
    """The page that is printed for the screen at `path`; None if it is the pocket card.

    The page never holds what the person has entered.
    """
    screen_path = routes.without_anchor(path)
    if make_page := PAGES.get(screen_path):
        return make_page(content)
    for script in content.scripts:
        if screen_path == routes.script(script.id):
            return printed_pages.script_page(content, script)
    return None


def print_button(context: AppContext) -> ft.Row:
    """The button that prints the page of the current screen."""

    async def print_screen() -> None:
        await print_page(context, printed_page(context.content, context.path) or _card(context))

    return secondary(context.content.labels.printing.page, print_screen, ft.Icons.PRINT_OUTLINED)


def print_card_button(context: AppContext) -> ft.Row:
    """The button that prints the pocket card."""

    async def print_card() -> None:
        await print_page(context, _card(context))

    return secondary(context.content.labels.printing.card, print_card, ft.Icons.PRINT_OUTLINED)


def _card(context: AppContext) -> str:
    return printed_pages.pocket_card(context.content, context.address, with_qr_code=True)


async def print_page(context: AppContext, html: str) -> None:
    """Print `html`; where that fails, save it.

    It holds no answer and no text of the person, but may hold the ticks of the first hour.
    """
    content = context.content
    complete = html_document(content, html, content.labels.app.name)
    name = f"{content.labels.printing.file}.html"
    await context.files.print(html, name, complete, personal=False)
