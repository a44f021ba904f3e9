"""The debrief of the team in ten minutes, part by part, and what it must not become."""

import flet as ft

from sv_app import routes
from sv_app.domain.team_tools import DebriefPart
from sv_app.ui.components.buttons import secondary
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
        *_team_script(context),
        print_button(context),
    ]
    return page_shell(context, title(words.title), controls, back_to=routes.TEAM)


TEAM_SCRIPT = "team-after-resuscitation"
"""The id of the script with more words for a whole team."""


def _team_script(context: AppContext) -> list[ft.Control]:
    script = context.content.script(TEAM_SCRIPT)
    if script is None:
        return []
    return [secondary(script.title, lambda: context.go(routes.script(TEAM_SCRIPT)))]


def _after_death(context: AppContext, say: str | None) -> list[ft.Control]:
    if say is None:
        return []
    return [
        muted(context.content.labels.team_tools.after_death),
        text(context.content.in_quotes(say), TextSize.LEAD, font=BOLD),
    ]


def _part(context: AppContext, part: DebriefPart) -> ft.Container:
    labels = context.content.labels.team_tools
    minutes = labels.minutes.format(n=part.minutes)
    return card(
        [
            ft.Row([ft.Container(heading(part.name), expand=True), muted(minutes)]),
            text(context.content.in_quotes(part.say), TextSize.LEAD, font=BOLD),
            *_after_death(context, part.say_after_death),
            text(part.about),
            citation_line(context.content, [part.source]),
        ]
    )
