"""The scripts: choose the moment of the conversation."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import button_grid, secondary
from sv_app.ui.components.cards import nav_card
from sv_app.ui.components.citations import attitudes, claim
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import moments, moments_sidebar
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import heading, text, title
from sv_app.ui.context import AppContext


@screen
def scripts(context: AppContext) -> ft.View:
    """The moments, the helper's role, and the five attitudes to avoid."""
    content, labels = context.content, context.content.labels.scripts
    sidebar = moments_sidebar(context)
    moment_list = [] if sidebar else [heading(labels.moments), *moments(context)]
    return page_shell(
        context,
        title(labels.title),
        [
            text(labels.lead),
            button_grid(
                [
                    secondary(
                        content.labels.search.title,
                        lambda: context.go(routes.SEARCH),
                        ft.Icons.SEARCH,
                    ),
                    secondary(
                        content.labels.favourites.title,
                        lambda: context.go(routes.FAVOURITES),
                        ft.Icons.PUSH_PIN,
                    ),
                ],
                paired=not context.compact,
            ),
            *moment_list,
            _next_contact(context),
            *_role(context),
        ],
        back_to=routes.HOME,
        sidebar=sidebar,
    )


def _role(context: AppContext) -> list[ft.Control]:
    content, labels = context.content, context.content.labels.scripts
    return [
        heading(labels.role),
        claim(content, content.understand.helper_role),
        heading(labels.attitudes),
        *attitudes(context),
    ]


def _next_contact(context: AppContext) -> ft.Control:
    labels = context.content.labels.next_contact
    icon = ft.Icons.EVENT_OUTLINED
    return nav_card(context, labels.title, labels.about, icon, routes.NEXT_CONTACT)
