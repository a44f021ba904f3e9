"""A path that leads nowhere: the helplines, and a way home."""

import flet as ft

from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fallback import helplines_instead
from sv_app.ui.context import AppContext


@screen
def not_found(context: AppContext) -> ft.View:
    """What an unknown address shows."""
    labels = context.content.labels.fallback
    return helplines_instead(context, labels.not_found, labels.not_found_text)
