"""The debrief of the team in ten minutes, part by part, and what it must not become."""

import flet as ft

from sv_app import routes
from sv_app.domain.team_tools import DebriefPart
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import citation_line, claims
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.printing import print_button
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bullets, heading, muted, text, title
from sv_app.ui.context import AppContext
from sv_app.ui.theme import BOLD, TextSize


@screen
def debrief(context: AppContext) -> ft.View:
    """Who comes, the parts with their time, what it must not become, and the button that prints."""
    content = context.content
    words = content.team_tools.debrief
    sources = [source for claim in words.never for source in claim.sources]
    controls = [
        *claims(content, words.lead),
        *(_part(context, part) for part in words.parts),
        card(
            [
                heading(content.labels.team_tools.never),
                bullets(claim.text for claim in words.never),
                citation_line(content, sources),
            ]
        ),
        print_button(context),
    ]
    return page_shell(context, title(words.title), controls, back_to=routes.TEAM)


def _part(context: AppContext, part: DebriefPart) -> ft.Container:
    minutes = context.content.labels.team_tools.minutes.format(n=part.minutes)
    return card(
        [
            ft.Row([ft.Container(heading(part.name), expand=True), muted(minutes)]),
            text(context.content.in_quotes(part.say), TextSize.LEAD, font=BOLD),
            text(part.about),
            citation_line(context.content, [part.source]),
        ]
    )
