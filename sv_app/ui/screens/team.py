"""My team: who helps here, what a manager does and when, when to step up."""

import flet as ft

from sv_app import routes
from sv_app.domain.team import Period, StepUpAction
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import attitudes, cited, claim, claims, named
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.helplines import internal_contacts
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, bullets, heading, subheading, text, title
from sv_app.ui.context import AppContext
from sv_app.ui.theme import Line


@screen
def team(services: AppContext) -> ft.View:
    """The manager's page, in the order it is needed."""
    kit, labels = services.kit, services.kit.labels.team
    return page_shell(
        services,
        [
            title(labels.title),
            *claims(kit, kit.team.role[:1]),
            card(
                [heading(labels.internal), text(labels.internal_lead), *internal_contacts(services)]
            ),
            _step_up(services),
            *(_period(services, period) for period in kit.team.sequence),
            secondary(labels.scripts, lambda: services.go(routes.SCRIPTS)),
            heading(kit.labels.scripts.attitudes),
            *attitudes(services),
            heading(labels.legal),
            claim(kit, kit.team.legal),
            *_background(services),
        ],
        back_to=routes.HOME,
    )


def _step_up(services: AppContext) -> ft.Container:
    kit, labels = services.kit, services.kit.labels.team
    return card(
        [
            heading(labels.step_up),
            bold(labels.step_up_when),
            bullets(kit.team.step_up_when),
            bold(labels.step_up_actions),
            *(_action(action) for action in kit.team.step_up_actions),
            cited(kit, [kit.team.source]),
        ],
        border=ft.Border.all(Line.FIRM, ft.Colors.ERROR),
    )


def _action(action: StepUpAction) -> ft.Column:
    how = [text(action.how)] if action.how else []
    return ft.Column([subheading(action.name), text(action.about), *how], spacing=0, tight=True)


def _period(services: AppContext, period: Period) -> ft.Container:
    sources = cited(services.kit, (action.source for action in period.actions))
    return card([heading(period.title), *named(period.actions), sources])


def _background(services: AppContext) -> list[ft.Control]:
    kit, labels = services.kit, services.kit.labels.team
    return [
        heading(labels.easy),
        *named(kit.team.make_it_easy),
        cited(kit, [kit.team.source]),
        heading(labels.role),
        *claims(kit, kit.team.role[1:]),
        heading(labels.when),
        claim(kit, kit.team.support_when),
        heading(labels.safety),
        claim(kit, kit.team.just_culture),
    ]
