"""Scripts for a conversation: choose the moment."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import button_grid, secondary
from sv_app.ui.components.cards import nav_card
from sv_app.ui.components.citations import attitudes, claim
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import moments, moments_beside
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import heading, text, title
from sv_app.ui.context import AppContext


@screen
def scripts(services: AppContext) -> ft.View:
    """The moments, the helper's role, and the five attitudes to avoid."""
    kit, labels = services.kit, services.kit.labels.scripts
    aside = moments_beside(services)
    chosen = [] if aside else [heading(labels.moments), *moments(services)]
    return page_shell(
        services,
        [
            title(labels.title),
            text(labels.lead),
            button_grid(
                [
                    secondary(
                        kit.labels.find.title, lambda: services.go(routes.FIND), ft.Icons.SEARCH
                    ),
                    secondary(
                        kit.labels.card.title, lambda: services.go(routes.CARD), ft.Icons.PUSH_PIN
                    ),
                ],
                paired=not services.cramped,
            ),
            *chosen,
            _next_contact(services),
            *_role(services),
        ],
        back_to=routes.HOME,
        aside=aside,
    )


def _role(services: AppContext) -> list[ft.Control]:
    kit, labels = services.kit, services.kit.labels.scripts
    return [
        heading(labels.role),
        claim(kit, kit.understand.helper_role),
        heading(labels.attitudes),
        *attitudes(services),
    ]


def _next_contact(services: AppContext) -> ft.Control:
    labels = services.kit.labels.next_contact
    icon = ft.Icons.EVENT_OUTLINED
    return nav_card(services, labels.title, labels.about, icon, routes.NEXT_CONTACT)
