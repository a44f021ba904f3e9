"""Right now: the exercises of less than a minute, one tap from home. Nothing is kept."""

import flet as ft

from sv_app import routes
from sv_app.domain.tools import ExerciseId
from sv_app.ui.components.cards import nav_card
from sv_app.ui.components.danger import danger_bar_if_ticked
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import muted, title
from sv_app.ui.context import AppContext, use_observed_draft

ICONS = {
    ExerciseId.BREATHING: ft.Icons.AIR,
    ExerciseId.SENSES: ft.Icons.VISIBILITY_OUTLINED,
    ExerciseId.SMALL_STEP: ft.Icons.LOCAL_DRINK_OUTLINED,
}


@screen
def exercises(context: AppContext) -> ft.View:
    """The exercises, one of which to choose; in a danger, the numbers stay above them."""
    observed_draft, words = use_observed_draft(), context.content.tools.exercises
    cards = [
        nav_card(context, item.name, item.about, ICONS[item.id], routes.exercise(item.id))
        for item in words.exercises
    ]
    return page_shell(
        context,
        title(words.title),
        [*danger_bar_if_ticked(context, observed_draft), muted(words.lead), *cards],
        back_to=routes.HOME,
    )
