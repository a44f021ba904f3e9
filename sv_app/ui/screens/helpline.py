"""The number of a helpline in large digits, to dial it from a computer or from another phone."""

import flet as ft

from sv_app import routes
from sv_app.domain.helplines import Helpline
from sv_app.ui.components.calls import copy_button, dial_button
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fallback import helplines_view
from sv_app.ui.components.helplines import helpline_facts, qr_code_row
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, title
from sv_app.ui.context import AppContext
from sv_app.ui.theme import Space, TextSize


@screen
def helpline(context: AppContext) -> ft.View:
    """The line that the path names; the helplines if the region has no such line."""
    content = context.content
    line = content.helpline(ft.use_route_params().get("line", ""))
    if line is None:
        labels = content.labels.fallback
        return helplines_view(context, labels.not_found, labels.not_found_text)
    return page_shell(
        context,
        title(content.helpline_name(line)),
        [
            _number(context, line),
            qr_code_row(context, line),
            _dial(context, line),
            card(helpline_facts(context, line)),
        ],
        back_to=routes.HELPLINES,
    )


def _number(context: AppContext, line: Helpline) -> ft.Row:
    digits = bold(line.facts.display_number, TextSize.NUMBER)
    return ft.Row(
        [digits, copy_button(context, line.facts.number)], spacing=Space.MEDIUM, wrap=True
    )


def _dial(context: AppContext, line: Helpline) -> ft.Row:
    """The button that dials, for a computer that is paired with a phone."""
    return ft.Row([dial_button(context, line)])
