"""The helplines: emergency numbers first, then someone to talk to."""

import flet as ft

from sv_app import routes
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.helpline_card import helpline_card
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import heading, text, title
from sv_app.ui.services import Services


@screen
def helplines(services: Services) -> ft.View:
    """Every line, with all that is known of it."""
    kit, labels = services.kit, services.kit.labels.helplines
    return page_shell(
        services,
        [
            title(labels.title),
            text(labels.lead.format(region=kit.here.name)),
            heading(labels.emergency),
            *(helpline_card(services, line) for line in kit.emergency_lines),
            *([heading(labels.support)] if kit.support_lines else []),
            *(helpline_card(services, line) for line in kit.support_lines),
        ],
        back_to=routes.HOME,
    )
