"""The return-to-work plan, to complete with the person, then to print or to save."""

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.team_tool_pages import return_plan_page
from sv_app.domain.team_tools import BLANK_LINE
from sv_app.ui.components.document_form import Values, document_screen
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.typography import bold, text
from sv_app.ui.context import AppContext


@screen
def return_plan(context: AppContext) -> ft.View:
    """The fields of the plan, and the plan as it will be printed."""
    template = context.content.team_tools.return_plan
    return document_screen(context, routes.RETURN_PLAN, template, return_plan_page, _preview)


def _preview(content: Content, values: Values) -> list[ft.Control]:
    """Each field with its words or its blank, and the paragraphs under them."""
    plan = content.team_tools.return_plan
    rows = [
        control
        for field in plan.fields
        for control in (bold(field.name), text(values.get(field.id, "").strip() or BLANK_LINE))
    ]
    return [*rows, *map(text, plan.filled_paragraphs(values))]
