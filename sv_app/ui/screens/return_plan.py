"""The return-to-work plan, to complete with the person, then to print or to save."""

import flet as ft

from sv_app import routes
from sv_app.domain.team_tool_pages import return_plan_page
from sv_app.ui.components.document_form import document_screen
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.context import AppContext


@screen
def return_plan(context: AppContext) -> ft.View:
    """The fields of the plan."""
    template = context.content.team_tools.return_plan
    return document_screen(context, routes.RETURN_PLAN, template, return_plan_page)
