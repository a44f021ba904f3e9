"""The screen of an unknown path: the helplines, and a button to the home screen."""

import flet as ft

from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fallback import helplines_view
from sv_app.ui.context import AppContext


@screen
def not_found(context: AppContext) -> ft.View:
    """The screen of helplines, with a message that the path is unknown."""
    labels = context.content.labels.fallback
    return helplines_view(context, labels.not_found, labels.not_found_text)
