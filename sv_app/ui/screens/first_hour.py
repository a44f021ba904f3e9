"""The first hour after an event: a checklist to print, whose ticks stay in memory."""

from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.team_tool_pages import first_hour_page
from sv_app.ui.components.buttons import secondary, tertiary
from sv_app.ui.components.citations import citation_line
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.options import Option, check_list
from sv_app.ui.components.printing import print_page
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.step_up import step_up
from sv_app.ui.components.typography import muted, text, title
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import TextSize


@screen
def first_hour(context: AppContext) -> ft.View:
    """When to act at once, the checklist, and the buttons that print and untick it."""
    words, labels = context.content.team_tools.first_hour, context.content.labels.team_tools
    ticks = context.team_session.ticks
    version, refresh = use_state(int)

    def toggle(item_id: str) -> None:
        ticks.symmetric_difference_update({item_id})
        refresh(version + 1)

    def untick() -> None:
        ticks.clear()
        refresh(version + 1)

    async def print_ticked() -> None:
        await print_page(context, first_hour_page(context.content, ticks))

    async def print_blank() -> None:
        await print_page(context, first_hour_page(context.content))

    options = [
        Option(item.name, item.id in ticks, partial(toggle, item.id), about=item.about)
        for item in words.items
    ]
    blank = secondary(labels.print_blank, print_blank, ft.Icons.PRINT_OUTLINED)
    with_ticks = secondary(labels.print_ticked, print_ticked, ft.Icons.PRINT_OUTLINED)
    progress = labels.progress.format(n=len(ticks), total=len(words.items))
    next_contact = context.content.labels.next_contact.title
    controls = [
        text(words.lead),
        muted(labels.in_memory, TextSize.SMALL),
        step_up(context),
        check_list(options, dense=False),
        muted(progress, TextSize.SMALL),
        secondary(next_contact, lambda: context.go(routes.NEXT_CONTACT), ft.Icons.EVENT),
        *([with_ticks, tertiary(labels.untick, untick)] if ticks else [blank]),
        citation_line(context.content, (item.source for item in words.items)),
    ]
    return page_shell(context, title(words.title), controls, back_to=routes.TEAM)
