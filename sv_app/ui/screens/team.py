"""My team: what a manager does, who helps here, when to step up."""

import flet as ft

from sv_app import routes
from sv_app.ui.parts.buttons import secondary
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.notes import claim, claims, named
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import bold, bullets, heading, text, title
from sv_app.ui.services import Services


@screen
def team(services: Services) -> ft.View:
    """The manager's page."""
    kit, labels = services.kit, services.kit.labels.team
    return page_shell(
        services,
        [
            title(labels.title),
            heading(labels.role),
            *claims(kit, kit.team.role),
            heading(labels.when),
            claim(kit, kit.team.support_when),
            card([heading(labels.internal), text(labels.internal_lead), *named(kit.team.internal)]),
            *(c for part in kit.team.sequence for c in (heading(part.title), *named(part.actions))),
            heading(labels.easy),
            *named(kit.team.make_it_easy),
            _step_up(services),
            heading(labels.safety),
            claim(kit, kit.team.just_culture),
            secondary(labels.scripts, lambda: services.go(routes.SCRIPTS)),
        ],
        back_to=routes.HOME,
    )


def _step_up(services: Services) -> ft.Container:
    kit, labels = services.kit, services.kit.labels.team
    return card(
        [
            heading(labels.step_up),
            bold(labels.step_up_when),
            bullets(kit.team.step_up_when),
            bold(labels.step_up_actions),
            *named(kit.team.step_up_actions),
        ],
        border=ft.Border.all(2, ft.Colors.ERROR),
    )
