"""What the app protects, and what it cannot protect."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import storage_notice
from sv_app.ui.components.typography import bullets, heading, text, title
from sv_app.ui.context import AppContext, use_storage


@screen
def protection(context: AppContext) -> ft.View:
    """The storage notice, the list of protections and the list of limits."""
    labels = context.content.privacy.protection
    controls = [
        *storage_notice(context, use_storage()),
        heading(labels.protected_title),
        bullets(labels.protected),
        heading(labels.exposed_title),
        bullets(labels.exposed),
        text(labels.unaudited),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)
