"""The team: internal contacts, what a manager does and when, and when to step up."""

import flet as ft

from sv_app import routes
from sv_app.domain.team import Period, StepUpAction
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import attitudes, citation_line, claim, claims, titled_items
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.helplines import internal_contacts
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, bullets, heading, subheading, text, title
from sv_app.ui.context import AppContext
from sv_app.ui.theme import BorderWidth


@screen
def team(context: AppContext) -> ft.View:
    """The manager's page, in the order in which it is needed."""
    content, labels = context.content, context.content.labels.team
    return page_shell(
        context,
        title(labels.title),
        [
            *claims(content, content.team.role[:1]),
            card(
                [heading(labels.internal), text(labels.internal_lead), *internal_contacts(context)]
            ),
            _step_up(context),
            *(_period(context, period) for period in content.team.sequence),
            secondary(labels.scripts, lambda: context.go(routes.SCRIPTS)),
            heading(content.labels.scripts.attitudes),
            *attitudes(context),
            heading(labels.legal),
            claim(content, content.team.legal),
            *_background(context),
        ],
        back_to=routes.HOME,
    )


def _step_up(context: AppContext) -> ft.Container:
    content, labels = context.content, context.content.labels.team
    return card(
        [
            heading(labels.step_up),
            bold(labels.step_up_when),
            bullets(content.team.step_up_when),
            bold(labels.step_up_actions),
            *(_action(action) for action in content.team.step_up_actions),
            citation_line(content, [content.team.source]),
        ],
        border=ft.Border.all(BorderWidth.FIRM, ft.Colors.ERROR),
    )


def _action(action: StepUpAction) -> ft.Column:
    how = [text(action.how)] if action.how else []
    return ft.Column([subheading(action.name), text(action.about), *how], spacing=0, tight=True)


def _period(context: AppContext, period: Period) -> ft.Container:
    sources = citation_line(context.content, (action.source for action in period.actions))
    return card([heading(period.title), *titled_items(period.actions), sources])


def _background(context: AppContext) -> list[ft.Control]:
    content, labels = context.content, context.content.labels.team
    return [
        heading(labels.easy),
        *titled_items(content.team.make_it_easy),
        citation_line(content, [content.team.source]),
        heading(labels.role),
        *claims(content, content.team.role[1:]),
        heading(labels.when),
        claim(content, content.team.support_when),
        heading(labels.safety),
        claim(content, content.team.just_culture),
    ]
