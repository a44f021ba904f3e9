"""Scripts for a conversation: choose the moment."""

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import Attitude
from sv_app.ui.parts.buttons import secondary
from sv_app.ui.parts.cards import card, door
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.moments import moments, moments_beside
from sv_app.ui.parts.notes import claim, source_list
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import bold, heading, subheading, text, title
from sv_app.ui.services import Services
from sv_app.ui.theme import Size


@screen
def scripts(services: Services) -> ft.View:
    """The moments, the helper's role, and the five attitudes to avoid."""
    kit, labels = services.kit, services.kit.labels.scripts
    aside = moments_beside(services)
    chosen = [] if aside else [heading(labels.moments), *moments(services)]
    return page_shell(
        services,
        [
            title(labels.title),
            text(labels.lead),
            secondary(kit.labels.find.title, lambda: services.go(routes.FIND), ft.Icons.SEARCH),
            *chosen,
            _next_contact(services),
            *_role(services),
        ],
        back_to=routes.HOME,
        aside=aside,
    )


def _role(services: Services) -> list[ft.Control]:
    kit, labels = services.kit, services.kit.labels.scripts
    return [
        heading(labels.role),
        claim(kit, kit.understand.helper_role),
        heading(labels.attitudes),
        text(kit.attitudes.intro),
        *(_attitude(services, attitude) for attitude in kit.attitudes.items),
        *source_list(kit, [kit.attitudes.source]),
    ]


def _next_contact(services: Services) -> ft.Control:
    labels = services.kit.labels.next_contact
    icon = ft.Icons.EVENT_OUTLINED
    return door(labels.title, labels.about, icon, lambda: services.go(routes.NEXT_CONTACT))


def _attitude(services: Services, attitude: Attitude) -> ft.Control:
    return card(
        [
            subheading(attitude.text),
            text(attitude.why),
            bold(services.kit.labels.scripts.instead, Size.SMALL),
            text(attitude.instead),
        ]
    )
