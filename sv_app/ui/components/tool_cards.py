"""Cards that open the three tools: the exercises, the next hours, what happens next."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.cards import nav_card
from sv_app.ui.context import AppContext


def tool_cards(context: AppContext) -> list[ft.Control]:
    """The cards of the three tools, the most urgent first."""
    exercises, tonight = context.content.tools.exercises, context.content.tools.tonight
    return [
        nav_card(
            context, exercises.title, exercises.about, ft.Icons.SELF_IMPROVEMENT, routes.EXERCISES
        ),
        nav_card(context, tonight.title, tonight.about, ft.Icons.BEDTIME_OUTLINED, routes.TONIGHT),
        what_next_card(context),
    ]


def what_next_card(context: AppContext) -> ft.Control:
    """The card that opens what happens next."""
    content = context.content
    name, about = content.labels.result.what_follows, content.tools.what_next.about
    return nav_card(context, name, about, ft.Icons.CHECKLIST, routes.WHAT_NEXT)
